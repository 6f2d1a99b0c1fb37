"""Item scores added up: the headline, every measure, tables per kind and language.

A mean is over items, never over what happened to be measurable: each figure says over
how many items it is and how many of them could not be measured.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval.items import RunTurn
from eval.scoring.intervals import Interval, bootstrap, wilson
from eval.scoring.metrics import harmonic, mean
from eval.scoring.turns import ItemScore, TurnScore

OF_ANSWERABLE = (
    "hit@1",
    "hit@5",
    "recall@10",
    "mrr",
    "ndcg@10",
    "citation precision",
    "citation recall",
    "citation F1",
    "fact recall",
    "to the point",
)
COUNTS = ("unsupported", "uncited", "altered", "invalid labels", "length", "carried over")
WHERE_GIVEN = ("verbatim quotes", "derived recall", *COUNTS)
TWIN = "twin"


@dataclass(frozen=True)
class Figure:
    """A mean with its interval, over `n` items; `unmeasured` of those asked have no value."""

    value: float | None
    low: float
    high: float
    n: int
    unmeasured: int = 0


@dataclass(frozen=True)
class Summary:
    """All figures of a scored run."""

    items: int
    turns: int
    figures: Mapping[str, Figure]
    abstention: Mapping[str, float | None]
    by_kind: Mapping[str, Mapping[str, Figure]]
    by_language: Mapping[str, Mapping[str, Figure]]
    by_turn: Mapping[str, Figure]
    failures: Mapping[str, int]
    latency_ms: Mapping[str, float]


def summarise(scores: Sequence[ItemScore], run: Mapping[tuple[str, int], RunTurn]) -> Summary:
    """The figures of a run."""
    turns = [turn for score in scores for turn in score.turns]
    return Summary(
        items=len(scores),
        turns=len(turns),
        figures=_figures(scores),
        abstention=_abstention(scores),
        by_kind=_tables(scores, lambda score: score.item.kind),
        by_language=_tables(scores, lambda score: score.item.lang),
        by_turn={
            "first turns": rate([t.fully_correct for t in turns if t.number == 0]),
            "later turns": rate([t.fully_correct for t in turns if t.number > 0]),
        },
        failures=dict(Counter(turn.failure for turn in turns if turn.failure).most_common()),
        latency_ms=_latency([turn.latency_ms for turn in run.values() if turn.latency_ms is not None]),
    )


def rate(verdicts: Sequence[bool]) -> Figure:
    """A rate with Wilson's interval."""
    low, high = wilson(sum(verdicts), len(verdicts))
    return Figure(mean(verdicts), low, high, len(verdicts))


def _figures(scores: Sequence[ItemScore]) -> dict[str, Figure]:
    answerable = [score for score in scores if any(turn.answerable for turn in score.turns)]
    off = [score for score in scores if not any(turn.answerable for turn in score.turns)]
    figures = {
        "fully correct": rate([score.fully_correct for score in scores]),
        "fully correct, answerable": rate([score.fully_correct for score in answerable]),
        "fully correct, unanswerable": rate([score.fully_correct for score in off]),
    }
    figures |= {name: _mean_of(answerable, name) for name in OF_ANSWERABLE}
    return figures | {name: _mean_of(answerable, name) for name in WHERE_GIVEN}


def _mean_of(scores: Sequence[ItemScore], name: str) -> Figure:
    measured = [score for score in scores if name in score.measures]
    values = [score.measures[name] for score in measured]
    interval = bootstrap(values, [score.cluster for score in measured]) if values else Interval(0.0, 0.0)
    return Figure(mean(values), *interval, len(values), len(scores) - len(values))


def _abstention(scores: Sequence[ItemScore]) -> dict[str, float | None]:
    """Over turns: how well abstaining tells the unanswerable from the answerable."""
    turns = [(score.item.kind, turn) for score in scores for turn in score.turns]
    abstained = [turn for _, turn in turns if turn.status == "abstained"]
    off = [(kind, turn) for kind, turn in turns if not turn.answerable]
    right = sum(not turn.answerable for turn in abstained)
    precision, recall = _share(right, len(abstained)), _share(right, len(off))
    on = [turn for _, turn in turns if turn.answerable]
    return {
        "precision": precision,
        "recall": recall,
        "F1": harmonic(precision or 0.0, recall or 0.0) if off else None,
        "over-refusal": _share(sum(turn.status == "abstained" for turn in on), len(on)),
        "recall, off the document": _abstained([turn for kind, turn in off if kind != TWIN]),
        "recall, twins": _abstained([turn for kind, turn in off if kind == TWIN]),
    }


def _abstained(turns: Sequence[TurnScore]) -> float | None:
    return _share(sum(turn.status == "abstained" for turn in turns), len(turns))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _tables(scores: Sequence[ItemScore], key: Callable[[ItemScore], str]) -> dict[str, dict[str, Figure]]:
    groups: dict[str, list[ItemScore]] = defaultdict(list)
    for score in scores:
        groups[key(score)].append(score)
    return {name: _row(group) for name, group in sorted(groups.items())}


def _row(scores: Sequence[ItemScore]) -> dict[str, Figure]:
    answerable = [score for score in scores if any(turn.answerable for turn in score.turns)]
    measures = ("hit@1", "citation precision", "citation recall", "fact recall", "to the point")
    return {"fully correct": rate([s.fully_correct for s in scores])} | {n: _mean_of(answerable, n) for n in measures}


def _latency(values: Sequence[float]) -> dict[str, float]:
    ordered = sorted(values)
    if not ordered:
        return {}
    return {f"p{q}": ordered[min(len(ordered) - 1, len(ordered) * q // 100)] for q in (50, 95)} | {"max": ordered[-1]}
