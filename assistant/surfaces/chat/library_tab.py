"""The tab where documents are added, looked over and removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from markupsafe import Markup

from assistant.surfaces.chat.parts import Parts, Views
from assistant.surfaces.chat.room import Choice, chosen
from assistant.surfaces.chat.templating import render
from assistant.surfaces.chat.texts import Texts, cure, load_texts
from index.errors import DanrakuError

FILE_TYPES = [".md", ".txt", ".html", ".htm", ".pdf", ".docx"]


@dataclass(frozen=True)
class Shelf:
    """The components of the tab."""

    files: gr.File
    report: gr.HTML
    shelf: gr.HTML
    doomed: gr.Dropdown
    remove: gr.Button
    sure: gr.Button
    cancel: gr.Button


def build(t: Texts) -> Shelf:
    """Lay out the tab."""
    files = gr.File(label=t["add_documents"], file_count="multiple", file_types=FILE_TYPES, elem_id="upload")
    report = gr.HTML(apply_default_css=False, elem_id="report")
    shelf = gr.HTML(apply_default_css=False, elem_id="shelf")
    with gr.Row():
        doomed = gr.Dropdown([], label=t["remove_document"], elem_id="doomed")
        remove = gr.Button(t["remove"], scale=0, elem_id="remove")
        sure = gr.Button(t["remove_sure"], variant="stop", visible=False, scale=0, elem_id="remove-sure")
        cancel = gr.Button(t["cancel"], visible=False, scale=0)
    return Shelf(files, report, shelf, doomed, remove, sure, cancel)


def wire(
    page: gr.Blocks, views: Views, tab: Shelf, *, reader: gr.HTML, asked: Choice, choices: Sequence[gr.Dropdown]
) -> None:
    """Make the tab work.

    The reader, the documents to ask and the other choices of documents are drawn anew
    when the library changes.
    """
    t = load_texts(views.language)
    library = [tab.shelf, reader, tab.doomed, *choices]
    changed = [*library, *asked.parts]
    buttons = [tab.remove, tab.sure, tab.cancel]

    def redrawn() -> list[Any]:
        ids = views.parts.choices()
        shelf = render("shelf.html", language=views.language, documents=views.parts.library.documents)
        return [shelf, views.reader(), *(gr.Dropdown(ids, value=None) for _ in (tab.doomed, *choices))]

    def add(
        paths: Sequence[str] | None,
        ids: Sequence[str],
        beside: bool,
        progress: gr.Progress = gr.Progress(),  # noqa: B008
    ) -> list[Any]:
        lines = [_added(views.parts, path, progress, t) for path in paths or ()]
        report = render("report.html", language=views.language, lines=lines)
        return [None, report, *redrawn(), *chosen(views, ids, beside)]

    def removed(doomed: str, ids: Sequence[str], beside: bool) -> list[Any]:
        views.parts.library.remove(doomed)
        said = Markup('<p role="status">{}</p>').format(t["removed"].format(name=doomed))
        return [said, *_asked_twice(False), *redrawn(), *chosen(views, ids, beside)]

    tab.files.upload(add, [tab.files, *asked.parts], [tab.files, tab.report, *changed])
    tab.remove.click(lambda doomed: _asked_twice(bool(doomed)), tab.doomed, buttons)
    tab.cancel.click(lambda: _asked_twice(False), None, buttons)
    tab.sure.click(removed, [tab.doomed, *asked.parts], [tab.report, *buttons, *changed])
    page.load(redrawn, None, library, show_progress="hidden")


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


def _asked_twice(asking: bool) -> list[Any]:
    return [gr.Button(visible=not asking), gr.Button(visible=asking), gr.Button(visible=asking)]
