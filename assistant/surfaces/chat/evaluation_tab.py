"""The tab that runs an evaluation set, as `danraku eval run` does, and shows its table and report."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

import gradio as gr

from assistant.surfaces.chat.parts import Views
from assistant.surfaces.chat.templating import render
from assistant.surfaces.chat.texts import Texts


class Evaluator(Protocol):
    """What a package that evaluates offers under the entry points `danraku.evaluation`."""

    def shipped_sets(self) -> tuple[Path, ...]:
        """The sets that came with it."""

    def command(self, items: Path, out: Path) -> tuple[str, ...]:
        """What runs a set in a process of its own and leaves `run.jsonl` and `report.html` in a folder."""


def installed_evaluator() -> Evaluator | None:
    """The evaluator that is installed; None without one."""
    point = next(iter(entry_points(group="danraku.evaluation")), None)
    return point.load() if point else None


def build(page: gr.Blocks, views: Views, t: Texts, evaluator: Evaluator) -> None:
    """Lay out the tab."""
    drafts = gr.HTML(apply_default_css=False, elem_id="drafts")
    with gr.Row():
        shipped = gr.Dropdown(shipped_sets(evaluator), label=t["evaluation_set"], elem_id="set")
        own = gr.File(label=t["evaluation_own"], file_types=[".jsonl"], height=170)
    with gr.Row():
        run = gr.Button(t["evaluation_run"], variant="primary", elem_id="run")
        stop = gr.Button(t["stop"])
    outcome = gr.HTML(apply_default_css=False, elem_id="outcome")

    async def ran(chosen: str | None, given: str | None) -> AsyncIterator[str]:
        wanted = given or chosen
        if wanted:
            yield views.said("evaluation_running", busy=True)
            yield await evaluate(views, evaluator, Path(wanted))

    running = run.click(ran, [shipped, own], outcome, concurrency_limit=1)
    stop.click(lambda: "", None, outcome, cancels=[running])
    page.load(lambda: drafts_view(views), None, drafts, show_progress="hidden")


def shipped_sets(evaluator: Evaluator) -> list[tuple[str, str]]:
    """Name and path of the sets that came with the program."""
    return [(file.stem, str(file)) for file in evaluator.shipped_sets()]


def drafts_view(views: Views) -> str:
    """How many drafts feedback has left."""
    file = views.parts.drafts
    count = len(file.read_text(encoding="utf-8").splitlines()) if file.exists() else 0
    return render("drafts.html", language=views.language, count=count)


async def evaluate(views: Views, evaluator: Evaluator, items: Path) -> str:
    """Run a set in a process of its own, which ends with this call."""
    out = report_folder(views)
    out.mkdir(parents=True, exist_ok=True)
    for old in ("run.jsonl", "report.html"):
        (out / old).unlink(missing_ok=True)
    process = await asyncio.create_subprocess_exec(
        *evaluator.command(items, out),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        said, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    report = (out / "report.html").exists()
    values = {"code": process.returncode, "said": said.decode(errors="replace"), "report": report}
    return render("evaluation.html", language=views.language, **values)


def report_folder(views: Views) -> Path:
    """Where the last run and its report are."""
    return views.parts.drafts.parent / "evaluation"
