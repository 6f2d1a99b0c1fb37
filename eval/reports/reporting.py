"""A scored run as a table for the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from eval.items import Item, RunTurn, set_hash
from eval.reports.comparing import Comparison
from eval.scoring import Figure, ItemScore, Summary
from eval.scoring.aggregating import COUNTS, rate
from eval.selfcheck import Trial, Variant, drops


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


def check_tables(headline: Mapping[str, Figure], detected: Mapping[str, Trial], moved: Mapping[str, Trial]) -> str:
    """The evaluator's own record: policies, spoilt gold answers, rewritten ones."""
    lines = ["Policies: fully correct", *_rows(headline), "", "Spoilt gold answers: detected"]
    lines += _rows({name: trial.figure for name, trial in detected.items()})
    lines += ["", "Not detected"]
    lines += [f"  {name:28} {', '.join(trial.kept)}" for name, trial in detected.items() if trial.kept]
    lines += ["", "Gold answers in other words: false alarms"]
    return "\n".join([*lines, *_rows({name: trial.figure for name, trial in moved.items()})])


def followed(
    variant: Variant, before: Sequence[ItemScore], after: Sequence[ItemScore], run: Mapping[tuple[str, int], RunTurn]
) -> str:
    """How far answers follow a changed document, of all items and of those right before the change."""
    right = {score.item.id for score in before if score.fully_correct}
    changed = [score for score in after if score.item.id not in variant.facts]
    rows = {
        "fully correct": rate([score.fully_correct for score in changed]),
        "still, of those right before": rate([s.fully_correct for s in changed if s.item.id in right]),
    }
    if variant.facts:
        gone = [score for score in after if score.item.id in variant.facts]
        dropped = [drops(run[s.item.id, 0].text, variant.facts[s.item.id]) for s in gone if (s.item.id, 0) in run]
        rows |= {"twins: abstains": rate([s.fully_correct for s in gone]), "twins: drops the fact": rate(dropped)}
    lost = [score.item.id for score in after if score.item.id in right and not score.fully_correct]
    return "\n".join([f"{variant.name}", *_rows(rows), f"  lost: {', '.join(lost) or 'none'}"])


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
