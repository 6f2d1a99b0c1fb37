"""One ranking out of meaning and words.

Each paragraph gets four scores: cosines of its own vector and of its best sentence's with
the question's, and the shares of the question's words and character n-grams that it holds.
The cosines are standardised, since they compare only within a question; the shares are added
as they are: across languages, or for a question in quite other words, they are near 0 by
themselves and leave the ranking to the meaning. What a score is held against is the same
whatever was found: all that was asked, or a sample of it (`Background`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.document import Paragraph
from index.errors import LibraryMismatch
from index.search.scope import Background, Scope, Scores

# Chosen on two development sets together, by five-fold cross-validation (eval/parts/retrieval.py).
WEIGHTS = {"paragraph": 1.0, "sentence": 1.0, "words": 8.0, "bigrams": 12.0}
_COSINES = ("paragraph", "sentence")


@dataclass(frozen=True)
class Hit:
    """One place in a ranking.

    Attributes:
        rank: From 1.
        score: The fused score; higher is better, comparable within one question only.
        sentence_scores: Cosine of each sentence of the paragraph with the question.
        features: The raw scores behind it: "paragraph" and "sentence" cosines; "words"
            and "bigrams", from 0 to 1, which compare between questions too.
    """

    paragraph: Paragraph
    rank: int
    score: float
    sentence_scores: tuple[float, ...]
    features: Mapping[str, float]


def rank(
    scope: Scope, against: Background, k: int, read: Callable[[Sequence[int]], Mapping[int, Paragraph]]
) -> list[Hit]:
    """The k best paragraphs of a scope, best first; ties in its order.

    Args:
        scope: What is ranked.
        against: What its scores are held against.
        k: How many.
        read: Gives the paragraphs of row numbers that still exist.
    """
    features = scope.features(against.frequencies, against.usual_length)
    scores = fused(features, against.meanings)
    best = [int(at) for at in np.argsort(-scores, kind="stable")[:k]]
    paragraphs = read([scope.numbers[at] for at in best])
    there = [at for at in best if scope.numbers[at] in paragraphs]
    return [
        _hit(paragraphs[scope.numbers[at]], place, float(scores[at]), scope.sentence_scores(at), features, at)
        for place, at in enumerate(there, 1)
    ]


def _hit(
    paragraph: Paragraph,
    place: int,
    score: float,
    sentences: tuple[float, ...],
    features: Mapping[str, Scores],
    at: int,
) -> Hit:
    if len(sentences) != max(1, len(paragraph.sentences)):
        raise LibraryMismatch(f"{paragraph.document_id} was indexed with other sentence borders")
    return Hit(paragraph, place, score, sentences, {name: float(values[at]) for name, values in features.items()})


def fused(features: Mapping[str, Scores], against: Mapping[str, Scores]) -> Scores:
    """The weighted sum of the features; the cosines in standard deviations of those they are held against."""
    total: Scores = np.sum(
        [
            weight * (standardised(features[name], against[name]) if name in _COSINES else features[name])
            for name, weight in WEIGHTS.items()
        ],
        axis=0,
    )
    return total


def standardised(scores: Scores, against: Scores) -> Scores:
    """Scores by the mean and standard deviation of others; all 0 where those are all equal."""
    mean = np.float32(against.mean())
    centred = against - mean
    spread = math.sqrt(float(centred @ centred) / len(centred))
    return (scores - mean) / np.float32(spread) if spread > 1e-6 else np.zeros_like(scores)
