"""The tab that lays two documents side by side and shows what changed between them."""

from __future__ import annotations

import gradio as gr

from assistant.surfaces.chat.parts import Views
from assistant.surfaces.chat.templating import render
from assistant.surfaces.chat.texts import Texts
from index.difference import counted, difference


def build(views: Views, t: Texts) -> tuple[gr.Dropdown, gr.Dropdown]:
    """Lay out the tab; gives its choices, which follow the library."""
    with gr.Row():
        old = gr.Dropdown([], label=t["compare_old"], elem_id="compare-old")
        new = gr.Dropdown([], label=t["compare_new"], elem_id="compare-new")
        compare = gr.Button(t["compare"], variant="primary", scale=0, elem_id="compare")
    shown = gr.HTML(apply_default_css=False, elem_id="difference")
    compare.click(lambda one, other: difference_view(views, one, other), [old, new], shown, show_progress="minimal")
    return old, new


def difference_view(views: Views, old: str | None, new: str | None) -> str:
    """The changes from one document to another, paragraph by paragraph."""
    if not old or not new:
        return views.said("compare_choose")
    documents = views.parts.library.document(old), views.parts.library.document(new)
    changes = difference(*documents)
    counts = counted(changes)
    unchanged = all(change.kind == "kept" and not change.renumbered for change in changes)
    return render(
        "difference.html",
        language=views.language,
        documents=documents,
        changes=changes,
        counts=counts,
        unchanged=unchanged,
    )
