"""The tab where one's own draft is pasted or uploaded and held against the paragraphs it cites."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

from assistant.cite_check import check_memo, tally
from assistant.limits import check_draft
from assistant.surfaces.chat.parts import Views
from assistant.surfaces.chat.templating import render
from assistant.surfaces.chat.texts import Texts
from index.errors import DanrakuError

FILE_TYPES = [".md", ".txt", ".docx"]
_LINES = 8


def build(views: Views, t: Texts) -> gr.Dropdown:
    """Lay out the tab; gives its choice of document, which follows the library."""
    document = gr.Dropdown([], label=t["check_document"], elem_id="check-document")
    draft = gr.Textbox(label=t["check_draft"], placeholder=t["check_placeholder"], lines=_LINES, elem_id="draft")
    with gr.Row():
        file = gr.File(label=t["check_file"], file_types=FILE_TYPES, height=190, elem_id="draft-file")
        check = gr.Button(t["check"], variant="primary", scale=0, elem_id="check")
    shown = gr.HTML(apply_default_css=False, elem_id="checked")
    given = [draft, document, file]
    check.click(lambda *values: check_view(views, *values), given, shown, show_progress="minimal")
    return document


def check_view(views: Views, draft: str, document_id: str | None, file: str | None) -> str:
    """The sentences of a draft with their states, or what is missing to check it."""
    if not (draft.strip() or file):
        return views.said("check_choose")
    if not document_id:
        return views.said("check_choose_document")
    try:
        document = views.parts.library.document(document_id)
        text = _read(file) if file else check_draft(draft)
        checked = check_memo(text, document, views.parts.checker)
    except DanrakuError as error:
        return views.error(error)
    return render("checked.html", language=views.language, document=document, checked=checked, tally=tally(checked))


def _read(file: str) -> str:
    from index.parsing import read_document

    return check_draft(read_document(Path(file)).text)
