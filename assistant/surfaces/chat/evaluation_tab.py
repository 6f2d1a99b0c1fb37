"""The tab that runs an evaluation set, as `danraku eval run` does, and shows its table and report."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import gradio as gr

from assistant.surfaces.chat.parts import Views
from assistant.surfaces.chat.templating import render
from assistant.surfaces.chat.texts import Texts

SETS = Path(__file__).parents[3] / "eval" / "sets"


def build(page: gr.Blocks, views: Views, t: Texts) -> None:
    """Lay out the tab."""
    drafts = gr.HTML(apply_default_css=False, elem_id="drafts")
    with gr.Row():
        shipped = gr.Dropdown(shipped_sets(), label=t["evaluation_set"], elem_id="set")
        own = gr.File(label=t["evaluation_own"], file_types=[".jsonl"], height=100)
    with gr.Row():
        run = gr.Button(t["evaluation_run"], variant="primary", elem_id="run")
        stop = gr.Button(t["stop"])
    outcome = gr.HTML(apply_default_css=False, elem_id="outcome")

    async def ran(chosen: str | None, given: str | None) -> AsyncIterator[str]:
        wanted = given or chosen
        if wanted:
            yield views.said("evaluation_running", busy=True)
            yield await evaluate(views, Path(wanted))

    running = run.click(ran, [shipped, own], outcome, concurrency_limit=1)
    stop.click(lambda: "", None, outcome, cancels=[running])
    page.load(lambda: drafts_view(views), None, drafts, show_progress="hidden")


def shipped_sets() -> list[tuple[str, str]]:
    """Name and path of the sets that came with the program."""
    return [(file.stem, str(file)) for file in sorted(SETS.glob("*.jsonl"))]


def drafts_view(views: Views) -> str:
    """How many drafts feedback has left."""
    file = views.parts.drafts
    count = len(file.read_text(encoding="utf-8").splitlines()) if file.exists() else 0
    return render("drafts.html", language=views.language, count=count)


async def evaluate(views: Views, items: Path) -> str:
    """Run a set in a process of its own, which ends with this call."""
    out = report_folder(views)
    out.mkdir(parents=True, exist_ok=True)
    for old in ("run.jsonl", "report.html"):
        (out / old).unlink(missing_ok=True)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "assistant.surfaces.cli", "eval", "run", str(items), "--out", str(out)),
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
