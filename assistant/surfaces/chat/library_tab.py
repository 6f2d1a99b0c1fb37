"""The tab where documents are added, looked over, removed, and taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from markupsafe import Markup

from assistant.surfaces.chat.parts import Parts, Views
from assistant.surfaces.chat.room import Choice, chosen
from assistant.surfaces.chat.templating import render
from assistant.surfaces.chat.texts import Texts, load_texts

FILE_TYPES = [".md", ".txt", ".html", ".htm", ".pdf", ".docx"]


@dataclass(frozen=True)
class Shelf:
    """The components of the tab; `changed` is pressed by the page when a document has come in."""

    files: gr.File
    same: gr.HTML
    version: gr.Button
    other: gr.Button
    cancel: gr.Button
    report: gr.HTML
    shelf: gr.HTML
    doomed: gr.Textbox
    remove: gr.Button
    undo: gr.Button
    pending: gr.State
    changed: gr.Button


def build(t: Texts) -> Shelf:
    """Lay out the tab."""
    files = gr.File(label=t["add_documents"], file_count="multiple", file_types=FILE_TYPES, elem_id="upload")
    same = gr.HTML(apply_default_css=False, elem_id="same")
    with gr.Row():
        version = gr.Button(t["same_version"], variant="primary", visible=False, elem_id="same-version")
        other = gr.Button(t["same_other"], visible=False, elem_id="same-other")
        cancel = gr.Button(t["cancel"], visible=False, elem_id="same-cancel")
    report = gr.HTML(apply_default_css=False, elem_id="report")
    undo = gr.Button(t["undo"], visible=False, elem_id="undo")
    shelf = gr.HTML(apply_default_css=False, elem_id="shelf")
    doomed = gr.Textbox(visible="hidden", elem_id="doomed")
    remove = gr.Button("", visible="hidden", elem_id="remove")
    changed = gr.Button("", visible="hidden", elem_id="library-changed")
    return Shelf(files, same, version, other, cancel, report, shelf, doomed, remove, undo, gr.State([]), changed)


def wire(
    page: gr.Blocks, views: Views, tab: Shelf, *, reader: gr.HTML, asked: Choice, choices: Sequence[gr.Dropdown]
) -> None:
    """Make the tab work.

    The reader, the documents to ask and the other choices of documents are drawn anew
    when the library changes.
    """
    t, parts = load_texts(views.language), views.parts
    library = [tab.shelf, tab.report, tab.undo, reader, *choices]
    question = [tab.pending, tab.same, tab.version, tab.other, tab.cancel]

    def redrawn(*, kept: bool = False) -> list[Any]:
        ids = parts.choices()
        shelf = render("shelf.html", language=views.language, documents=parts.library.documents)
        undo = parts.replaced.last
        button = gr.Button(f"{t['undo']} · {undo}" if undo else t["undo"], visible=bool(undo))
        lists = (gr.Dropdown(ids) if kept else gr.Dropdown(ids, value=None) for _ in choices)
        return [shelf, views.adding(), button, views.reader(), *lists]

    def everything(ids: Sequence[str], beside: bool) -> list[Any]:
        return [*redrawn(), *chosen(views, ids, beside)]

    def come_in(ids: Sequence[str], beside: bool) -> list[Any]:
        return [*redrawn(kept=True), *chosen(views, ids, beside)]

    def add(paths: Sequence[str] | None) -> list[Any]:
        known = [path for path in paths or () if another_of_that_name(parts, path)]
        parts.adding.enqueue(*((Path(path), Path(path).name) for path in paths or () if path not in known))
        return [None, views.adding(), *_asked(known, t)]

    def answered(name: Callable[[Path], str]) -> Callable[[Sequence[str]], list[Any]]:
        def take(pending: Sequence[str]) -> list[Any]:
            parts.adding.enqueue(*((path, name(path)) for path in map(Path, pending)))
            return [views.adding(), *_asked([], t)]

        return take

    def removed(doomed: str, ids: Sequence[str], beside: bool) -> list[Any]:
        if doomed:
            parts.remove(doomed)
        said = Markup('<p role="status">{}</p>').format(t["removed"].format(name=doomed)) if doomed else ""
        return [said, *everything(ids, beside)]

    def undone(ids: Sequence[str], beside: bool) -> list[Any]:
        parts.take_back()
        return everything(ids, beside)

    tab.files.upload(add, tab.files, [tab.files, tab.report, *question])
    tab.version.click(answered(lambda path: path.name), tab.pending, [tab.report, *question])
    tab.other.click(answered(lambda path: free_name(parts, path)), tab.pending, [tab.report, *question])
    tab.cancel.click(lambda: _asked([], t), None, question)
    tab.remove.click(removed, [tab.doomed, *asked.parts], [tab.same, *library, *asked.parts])
    back = tab.undo.click(undone, asked.parts, [*library, *asked.parts])
    back.then(None, None, js="() => { window.renewDocument(); return []; }")
    tab.changed.click(come_in, asked.parts, [*library, *asked.parts], show_progress="hidden")
    page.load(redrawn, None, library, show_progress="hidden")


def another_of_that_name(parts: Parts, path: str) -> bool:
    """Whether the library has a document of a file's name that is not the same file."""
    name = Path(path).name
    if name not in {summary.id for summary in parts.library.summaries}:
        return False
    return parts.library.document(name).sha256 != hashlib.sha256(Path(path).read_bytes()).hexdigest()


def free_name(parts: Parts, path: Path) -> str:
    """A name like a file's that no document has: memo (2).md."""
    taken = {summary.id for summary in parts.library.summaries} | {job.id for job in parts.adding.jobs}
    names = (f"{path.stem} ({number}){path.suffix}" for number in range(2, len(taken) + 3))
    return next(name for name in names if name not in taken)


def _asked(pending: Sequence[str], t: Texts) -> list[Any]:
    """What to do with files whose names are taken, or nothing to ask."""
    names = ", ".join(Path(path).name for path in pending)
    said = Markup('<p role="alert">{}</p>').format(t["same_name"].format(name=names)) if pending else ""
    return [list(pending), said, *(gr.Button(visible=bool(pending)) for _ in range(3))]
