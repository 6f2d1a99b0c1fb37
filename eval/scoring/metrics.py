"""The measures of one turn, each a plain function of what was cited, said and found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from eval.items import Fact
from eval.scoring.amounts import amounts, supports
from eval.scoring.canonical import canonical, contains

if TYPE_CHECKING:
    from ir_measures import Measure

RETRIEVAL = ("hit@1", "hit@5", "recall@10", "mrr", "ndcg@10")


@cache
def _measures() -> dict[str, Measure]:
    from ir_measures import RR, R, Success, nDCG

    return dict(zip(RETRIEVAL, (Success @ 1, Success @ 5, R @ 10, RR, nDCG @ 10), strict=True))


def retrieval(ranking: Sequence[str], gold: Collection[str], also_ok: Collection[str] = ()) -> dict[str, float]:
    """hit@1, hit@5, recall@10, MRR and nDCG@10 of one ranking, by ir-measures.

    Paragraphs that are `also_ok` are taken out of the ranking first: they are neither
    asked for nor punished.
    """
    from ir_measures import Qrel, ScoredDoc, calc_aggregate

    kept = [label for label in dict.fromkeys(ranking) if label not in also_ok]
    if not kept:
        return dict.fromkeys(RETRIEVAL, 0.0)
    run = [ScoredDoc("q", label, -float(rank)) for rank, label in enumerate(kept)]
    figures = calc_aggregate(list(_measures().values()), [Qrel("q", label, 1) for label in gold], run)
    return {name: float(figures[measure]) for name, measure in _measures().items()}


def citations(cited: Collection[str], gold: Collection[str], also_ok: Collection[str] = ()) -> dict[str, float]:
    """Precision, recall and F1 of distinct cited labels; unknown ones count as wrong.

    Precision is over what was cited besides `also_ok`; citing nothing asked for is 0.
    """
    asked = [label for label in dict.fromkeys(cited) if label not in also_ok]
    right = len(set(asked) & set(gold))
    precision = right / len(asked) if asked else 0.0
    recall = right / len(set(gold)) if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"citation precision": precision, "citation recall": recall, "citation F1": f1}


def says(text: str, fact: Fact) -> bool:
    """Whether a text holds one of a fact's forms, or the same date or amount in other words."""
    plain = canonical(text)
    return any(contains(plain, canonical(form)) or _says_amount(text, form) for form in fact)


def _says_amount(text: str, form: str) -> bool:
    """Forms that are nothing but one date or number are compared by value."""
    wanted = amounts(form)
    if len(wanted) != 1 or canonical(form) != canonical(str(wanted[0])):
        return False
    return supports(amounts(text), wanted[0])


def harmonic(precision: float, recall: float) -> float:
    """F1; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean(values: Collection[float]) -> float | None:
    """The mean; None for no values at all."""
    return sum(values) / len(values) if values else None


def present(measures: Mapping[str, float | None]) -> dict[str, float]:
    """The measures that have a value."""
    return {name: value for name, value in measures.items() if value is not None}
