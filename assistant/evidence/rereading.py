"""Questions in other words: the best sentences read once more, token by token."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import fmean, pstdev

from assistant.evidence.features import Evidence, weights

Compare = Callable[[Sequence[str]], Sequence[float]]

READ = 10


def reread(evidence: Sequence[Evidence], compare: Compare) -> list[Evidence]:
    """The ten best sentences in a better order; those behind them stay behind.

    Chosen on 141 questions in other words than the document's (Japanese paraphrases, and
    questions in five other languages): the right paragraph is first for 79 % of them
    instead of 70 %.

    Args:
        evidence: Best first.
        compare: How near each of some sentences comes to the question; () where the
            embedding model cannot tell.
    """
    first, rest = evidence[:READ], evidence[READ:]
    found = compare([e.sentence.text for e in first])
    if not found:
        return list(evidence)
    mean, spread = fmean(found), pstdev(found) or 1.0
    nearness = [(value - mean) / spread for value in found]
    read = [_with(e, value) for e, value in zip(first, nearness, strict=True)]
    behind = [_with(e, min(nearness)) for e in rest]
    return [*sorted(read, key=lambda e: -e.score), *behind]


def _with(evidence: Evidence, nearness: float) -> Evidence:
    """With a feature more: standard deviations above the sentences read."""
    added = weights("evidence, in other words")["tokens"] * nearness
    return replace(evidence, score=evidence.score + added, features={**evidence.features, "tokens": nearness})
