"""A run and its set -> scores, from gold labels, gold facts and the source text alone."""

from eval.scoring.aggregating import Figure, Summary, summarise
from eval.scoring.source import SAMPLE, Passage, Source, Sources, documents_of, read_sources
from eval.scoring.turns import ItemScore, TurnScore, score, score_turn

__all__ = [
    "SAMPLE",
    "Figure",
    "ItemScore",
    "Passage",
    "Source",
    "Sources",
    "Summary",
    "TurnScore",
    "documents_of",
    "read_sources",
    "score",
    "score_turn",
    "summarise",
]
