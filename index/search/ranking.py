"""One ranking out of meaning and words.

Each paragraph gets four scores: cosines of its own vector and of its best sentence's with
the question's, and the shares of the question's words and character n-grams that it holds.
The cosines are standardised over the scope, since they compare only within a question; the
shares are added as they are: across languages, or for a question in quite other words, they
are near 0 by themselves and leave the ranking to the meaning.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.document import Paragraph
from index.errors import LibraryMismatch
from index.storage.records import Row
from index.text.words import Frequencies, Postings, Scores, grams, words

# Chosen on two development sets together, by five-fold cross-validation (eval/parts/retrieval.py).
WEIGHTS = {"paragraph": 1.0, "sentence": 1.0, "words": 8.0, "bigrams": 12.0}
_COSINES = {"paragraph", "sentence"}
_BLOCK_ROWS = 1024
# Chosen among 0.3 to 1.0 on 50 questions in other words: the right sentence is first for 0.66 instead of 0.50.
_TAKEN_OUT = 0.8


@dataclass(frozen=True)
class Query:
    """A question, made ready for searching.

    `aside` is what its vector shares with every question of its language. For a question
    in other words than the document's that is most of it, and draws it to sentences that
    are only short or general.
    """

    text: str
    vector: NDArray[np.float32]
    aside: NDArray[np.float32] | None = None

    @cached_property
    def direction(self) -> NDArray[np.float32]:
        """Where meaning is searched, of length 1: the vector, most of `aside` taken out of it."""
        if self.aside is None:
            return self.vector
        rest = self.vector - np.float32(_TAKEN_OUT) * self.aside
        return (rest / (np.linalg.norm(rest) or 1.0)).astype(np.float32)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its content words."""
        return frozenset(words(self.text))

    @cached_property
    def grams(self) -> frozenset[str]:
        """Its character n-grams."""
        return frozenset(grams(self.text))


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


class Scope:
    """Paragraphs that are ranked together, with all that a ranking needs."""

    def __init__(
        self,
        rows: Sequence[Row],
        *,
        query: Query | None = None,
        frequencies: Mapping[str, Frequencies] | None = None,
    ) -> None:
        """Prepare rows for ranking.

        Args:
            rows: The paragraphs, at least one.
            query: Where given, only its terms are indexed: for a scope used once.
            frequencies: "words" and "bigrams" of the collection that the rows were
                taken from; None where the rows are all of it.
        """
        self.paragraphs = [row.paragraph for row in rows]
        heights = np.array([len(row.vectors) for row in rows])
        self._ends = np.cumsum(heights)
        self._own = self._ends - heights
        self._first = self._own + (heights > 1)
        self._vectors = np.concatenate([row.vectors for row in rows]).astype(np.float32)
        given = frequencies or {}
        found = [row.words.split() for row in rows]
        self._words = Postings(
            [_counts(some, query) for some in found],
            lengths=[len(some) for some in found],
            frequencies=given.get("words"),
        )
        self._grams = Postings([_present(row.folded, query) for row in rows], frequencies=given.get("bigrams"))

    def __len__(self) -> int:
        return len(self.paragraphs)

    def rank(self, query: Query, k: int) -> list[Hit]:
        """The k best paragraphs, best first; ties in the order of the scope."""
        cosines = _dots(self._vectors, query.direction)
        features = {
            "paragraph": cosines[self._own],
            "sentence": self._best_sentence(cosines),
            "words": self._words.share(query.words),
            "bigrams": self._grams.share(query.grams),
        }
        scores = fused(features)
        features["nearness"] = features["sentence"] if query.aside is None else self._nearness(query)
        best = np.argsort(-scores, kind="stable")[:k]
        return [self._hit(int(at), rank, scores, cosines, features) for rank, at in enumerate(best, 1)]

    def _best_sentence(self, cosines: Scores) -> Scores:
        """The best sentence's cosine; the paragraph's own where it is a single sentence."""
        sentences = cosines.copy()
        sentences[self._own[self._first > self._own]] = -1.0
        best: Scores = np.maximum.reduceat(sentences, self._own)
        return best

    def _nearness(self, query: Query) -> Scores:
        return self._best_sentence(_dots(self._vectors, query.vector))

    def _hit(self, at: int, rank: int, scores: Scores, cosines: Scores, features: Mapping[str, Scores]) -> Hit:
        paragraph = self.paragraphs[at]
        own = cosines[self._first[at] : self._ends[at]].tolist()
        if len(own) != max(1, len(paragraph.sentences)):
            raise LibraryMismatch(f"{paragraph.document_id} was indexed with other sentence borders")
        raw = {name: float(values[at]) for name, values in features.items()}
        return Hit(paragraph, rank, float(scores[at]), tuple(own), raw)


def fused(features: Mapping[str, Scores]) -> Scores:
    """The weighted sum of the features, cosines standardised first; no unit."""
    total: Scores = np.sum(
        [WEIGHTS[name] * (standardised(scores) if name in _COSINES else scores) for name, scores in features.items()],
        axis=0,
    )
    return total


def standardised(scores: Scores) -> Scores:
    """Scores brought to mean 0 and standard deviation 1; all 0 where they are all equal."""
    centred: Scores = scores - scores.mean()
    spread = math.sqrt(float(centred @ centred) / len(centred))
    return centred / np.float32(spread) if spread > 1e-6 else np.zeros_like(scores)


def _dots(vectors: NDArray[np.float32], vector: NDArray[np.float32]) -> Scores:
    """Each row's product with a vector, in blocks that BLAS leaves on this thread.

    Sharing the work with a second thread costs 30 times as much where that one has to
    wait for a busy core: 22 ms instead of 0.7 for 4,000 rows.
    """
    products = np.empty(len(vectors), np.float32)
    for start in range(0, len(vectors), _BLOCK_ROWS):
        block = slice(start, start + _BLOCK_ROWS)
        np.dot(vectors[block], vector, out=products[block])
    return products


def _counts(found: Sequence[str], query: Query | None) -> Mapping[str, int]:
    if query is None:
        return Counter(found)
    return {word: found.count(word) for word in query.words.intersection(found)}


def _present(folded: str, query: Query | None) -> Mapping[str, int]:
    return dict.fromkeys(grams(folded) if query is None else [gram for gram in query.grams if gram in folded], 1)
