"""A scored run as one self-contained page: tables, pictures, every turn beside its gold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.items import Item, RunTurn, set_hash
from eval.parts.written import Rows
from eval.reports.pictures import bars, scatter, steps
from eval.scoring import ItemScore, Source, Sources, Summary, TurnScore
from eval.scoring.aggregating import COUNTS
from eval.scoring.source import label_key

TEMPLATE = Path(__file__).with_name("report.html")


def as_page(
    title: str,
    items: Sequence[Item],
    run: Mapping[tuple[str, int], RunTurn],
    sources: Sources,
    scores: Sequence[ItemScore],
    summary: Summary,
    written: Rows | None = None,
) -> str:
    """HTML that asks the web for nothing."""
    from jinja2 import Environment

    page = Environment(autoescape=True, trim_blocks=True).from_string(TEMPLATE.read_text(encoding="utf-8"))
    return page.render(
        title=title,
        sha256=set_hash(items),
        summary=summary,
        written=written or {},
        pictures=_pictures(scores, run, summary),
        turns=[_turn(s, t, run.get((s.item.id, t.number)), sources.of(s.item)) for s in scores for t in s.turns],
        percent=_percent,
        show=lambda name, value: _number(value) if name in COUNTS else _percent(value),
    )


def _turn(score: ItemScore, turn: TurnScore, answer: RunTurn | None, source: Source) -> dict[str, Any]:
    asked = score.item.turns[turn.number]
    allowed = {label_key(label) for label in asked.allowed}
    return {
        "id": score.item.id,
        "kind": score.item.kind,
        "number": turn.number,
        "question": asked.question,
        "ok": turn.fully_correct,
        "reasons": turn.reasons,
        "status": turn.status,
        "text": answer.text if answer else "",
        "latency_ms": answer.latency_ms if answer else None,
        "facts": [fact[0] for fact in asked.facts],
        "cited": [(label, _text(source, label), label in allowed) for label in turn.cited],
        "gold": [(label, _text(source, label)) for label in asked.gold],
    }


def _text(source: Source, label: str) -> str:
    passage = source.find(label)
    return passage.text if passage else "(no such paragraph)"


def _pictures(scores: Sequence[ItemScore], run: Mapping[tuple[str, int], RunTurn], summary: Summary) -> dict[str, str]:
    points = [
        (score.measures["citation recall"], score.measures["citation precision"], score.item.id)
        for score in scores
        if "citation recall" in score.measures
    ]
    latencies = [turn.latency_ms for turn in run.values() if turn.latency_ms is not None]
    correct = {name: row["fully correct"].value or 0.0 for name, row in summary.by_kind.items()}
    return {
        "Fully correct by kind": bars(correct),
        "Rank of the first gold paragraph": bars(_ranks(scores, run)),
        "Citations: precision against recall (items)": scatter(points, "recall", "precision"),
        "Abstention (turns)": bars({name: value for name, value in summary.abstention.items() if value is not None}),
        "Latency: share of turns within": steps(latencies, "ms"),
    }


def _ranks(scores: Sequence[ItemScore], run: Mapping[tuple[str, int], RunTurn]) -> dict[str, float]:
    """Share of answerable turns whose first gold paragraph stands at a rank."""
    counts = dict.fromkeys(("1", "2", "3", "4–5", "6–10", "below", "not retrieved"), 0)
    turns = [(s.item, n, turn) for s in scores for n, turn in enumerate(s.item.turns) if turn.answerable]
    for item, n, turn in turns:
        answer = run.get((item.id, n))
        gold = {label_key(label) for label in turn.gold}
        ranking = [label_key(label) for label in (answer.retrieved or ())] if answer else []
        rank = next((r for r, label in enumerate(ranking, 1) if label in gold), None)
        counts[_rank_name(rank)] += 1
    return {name: count / len(turns) if turns else 0.0 for name, count in counts.items()}


def _rank_name(rank: int | None) -> str:
    if rank is None:
        return "not retrieved"
    if rank <= 3:
        return str(rank)
    return "4–5" if rank <= 5 else "6–10" if rank <= 10 else "below"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
