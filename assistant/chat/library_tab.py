"""The tab where documents are added, looked over and removed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gradio as gr
from markupsafe import Markup

from assistant.chat.parts import Parts, Views
from assistant.chat.templating import render
from assistant.chat.texts import Texts, cure
from index.errors import DanrakuError

FILE_TYPES = [".md", ".txt", ".html", ".htm", ".pdf", ".docx"]


def build(page: gr.Blocks, views: Views, t: Texts, *, changed: Sequence[gr.components.Component]) -> None:
    """Lay out the tab; `changed` are the reader and the choice of documents, drawn anew with the library."""
    files = gr.File(label=t["add_documents"], file_count="multiple", file_types=FILE_TYPES, elem_id="upload")
    report = gr.HTML(apply_default_css=False, elem_id="report")
    shelf = gr.HTML(apply_default_css=False, elem_id="shelf")
    with gr.Row():
        doomed = gr.Dropdown([], label=t["remove_document"], elem_id="doomed")
        remove = gr.Button(t["remove"], scale=0, elem_id="remove")
        sure = gr.Button(t["remove_sure"], variant="stop", visible=False, scale=0, elem_id="remove-sure")
        cancel = gr.Button(t["cancel"], visible=False, scale=0)
    after = [shelf, doomed, *changed]

    def add(paths: Sequence[str] | None, progress: gr.Progress = gr.Progress()) -> list[Any]:  # noqa: B008
        lines = [_added(views.parts, path, progress, t) for path in paths or ()]
        return [None, render("report.html", language=views.language, lines=lines), *_redrawn(views)]

    def removed(chosen: str) -> list[Any]:
        views.parts.library.remove(chosen)
        said = Markup('<p role="status">{}</p>').format(t["removed"].format(name=chosen))
        return [said, *_redrawn(views), *_asked_twice(False)]

    files.upload(add, files, [files, report, *after])
    remove.click(lambda chosen: _asked_twice(bool(chosen)), doomed, [remove, sure, cancel])
    cancel.click(lambda: _asked_twice(False), None, [remove, sure, cancel])
    sure.click(removed, doomed, [report, *after, remove, sure, cancel])
    page.load(lambda: _redrawn(views)[:2], None, [shelf, doomed], show_progress="hidden")


def _added(parts: Parts, path: str, progress: gr.Progress, t: Texts) -> dict[str, Any]:
    name = Path(path).name
    progress(0, desc=t["adding"].format(name=name))

    def step(done: int, of: int) -> None:
        progress((done, of), desc=t["adding"].format(name=name))

    try:
        added = parts.library.add(Path(path), progress=step)
    except DanrakuError as error:
        said = str(error).replace(path, name)
        return {"name": name, "state": "failed", "error": said, "hint": cure(t, error), "document": None}
    return {"name": name, "state": added.state, "error": "", "hint": "", "document": added.document}


def _redrawn(views: Views) -> list[Any]:
    ids = views.parts.choices()
    return [
        render("shelf.html", language=views.language, documents=views.parts.library.documents),
        gr.Dropdown(ids, value=None),
        views.reader(),
        gr.Dropdown(ids, value=[], visible=len(ids) > 1),
    ]


def _asked_twice(asking: bool) -> list[Any]:
    return [gr.Button(visible=not asking), gr.Button(visible=asking), gr.Button(visible=asking)]
