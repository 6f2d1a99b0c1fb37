"""A scored run as a table for the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from eval.aggregating import COUNTS, Figure, Summary
from eval.comparing import Comparison
from eval.items import Item, set_hash
from eval.scoring import ItemScore


def as_dict(items: Sequence[Item], scores: Sequence[ItemScore], summary: Summary) -> dict[str, Any]:
    """Everything that was found, as plain values for JSON."""
    return {
        "set": {"sha256": set_hash(items), "items": summary.items, "turns": summary.turns},
        **asdict(summary),
        "scores": [_item(score) for score in scores],
    }


def as_table(summary: Summary) -> str:
    """The figures as lines of text."""
    head = f"{summary.items} items, {summary.turns} turns"
    lines = [head, "", *_rows(summary.figures), "", "Abstention (turns)"]
    lines += [f"  {name:28} {_percent(value)}" for name, value in summary.abstention.items()]
    lines += ["", "Turns of a conversation", *_rows(summary.by_turn)]
    for title, tables in (("By kind", summary.by_kind), ("By language", summary.by_language)):
        lines += ["", f"{title}: fully correct"]
        lines += _rows({name: table["fully correct"] for name, table in tables.items()})
    lines += ["", "Failures: " + (", ".join(f"{n} × {name}" for name, n in summary.failures.items()) or "none")]
    latency = ", ".join(f"{name} {value:.0f} ms" for name, value in summary.latency_ms.items())
    return "\n".join([*lines, f"Latency: {latency or 'not given'}"])


def comparison_table(comparison: Comparison) -> str:
    """Differences as lines of text, then the items that changed sides."""
    lines = ["B less A"]
    for name, figure in comparison.differences.items():
        shown = "no such items" if figure.value is None else f"{figure.value:+7.1%}"
        lines.append(f"  {name:28} {shown}  [{figure.low:+.1%}, {figure.high:+.1%}]  n={figure.n}")
    lines.append(f"won {len(comparison.won)}: {', '.join(comparison.won) or 'none'}")
    return "\n".join([*lines, f"lost {len(comparison.lost)}: {', '.join(comparison.lost) or 'none'}"])


def _rows(figures: Mapping[str, Figure]) -> list[str]:
    return [f"  {name:28} {_row(name, figure)}" for name, figure in figures.items()]


def _row(name: str, figure: Figure) -> str:
    if figure.value is None:
        return f"not measured ({figure.unmeasured} items)" if figure.unmeasured else "no such items"
    show = _number if name in COUNTS else _percent
    missing = f", {figure.unmeasured} not measured" if figure.unmeasured else ""
    return f"{show(figure.value)}  [{show(figure.low)}, {show(figure.high)}]  n={figure.n}{missing}"


def _percent(value: float | None) -> str:
    return "  –   " if value is None else f"{value:6.1%}"


def _number(value: float | None) -> str:
    return "  –   " if value is None else f"{value:6.2f}"


def _item(score: ItemScore) -> dict[str, Any]:
    return {
        "id": score.item.id,
        "kind": score.item.kind,
        "lang": score.item.lang,
        "cluster": score.cluster,
        "fully_correct": score.fully_correct,
        "measures": dict(score.measures),
        "turns": [asdict(turn) for turn in score.turns],
    }
