"""One ranking out of meaning and words.

Each paragraph gets a score from its own vector, its best sentence's vector, its words
and its character n-grams; the four are standardised over the scope and added. Words
count only where question and document share a language: across languages they mislead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.document import Paragraph
from index.errors import LibraryMismatch
from index.lexical import Frequencies, Postings, Scores, grams, words
from index.records import Row

WEIGHTS = {"paragraph": 1.0, "sentence": 1.0, "words": 0.5, "bigrams": 1.0}
_LEXICAL = {"words", "bigrams"}


@dataclass(frozen=True)
class Query:
    """A question, made ready for searching."""

    text: str
    language: str
    vector: NDArray[np.float32]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its content words."""
        return tuple(words(self.text))

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
        features: The raw scores behind it: "paragraph" and "sentence" cosines,
            "words" (BM25) and "bigrams" (covered share of the question's n-grams).
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
        languages: Mapping[str, str],
        *,
        query: Query | None = None,
        frequencies: Mapping[str, Frequencies] | None = None,
    ) -> None:
        """Prepare rows for ranking.

        Args:
            rows: The paragraphs, at least one.
            languages: Of each document.
            query: Where given, only its terms are indexed: for a scope used once.
            frequencies: "words" and "bigrams" of the collection that the rows were
                taken from; None where the rows are all of it.
        """
        self.paragraphs = [row.paragraph for row in rows]
        self._languages = np.array([languages[row.paragraph.document_id] for row in rows])
        heights = np.array([len(row.vectors) for row in rows])
        ends = np.cumsum(heights)
        self._own = ends - heights
        self._first = self._own + (heights > 1)
        self._ends = ends
        self._vectors = np.concatenate([row.vectors for row in rows]).astype(np.float32)
        given = frequencies or {}
        all_words = [row.words.split() for row in rows]
        self._words = Postings(
            [_counts(found, query.words if query else None) for found in all_words],
            [len(found) for found in all_words],
            given.get("words"),
        )
        self._grams = Postings([_present(row.folded, query) for row in rows], [1] * len(rows), given.get("bigrams"))

    def __len__(self) -> int:
        return len(self.paragraphs)

    def rank(self, query: Query, k: int) -> list[Hit]:
        """The k best paragraphs, best first; ties in the order of the scope."""
        cosines = self._vectors @ query.vector
        features = self._features(query, cosines)
        scores = self._fuse(query, features)
        best = np.argsort(-scores, kind="stable")[:k]
        return [self._hit(int(at), rank, scores, cosines, features) for rank, at in enumerate(best, 1)]

    def _features(self, query: Query, cosines: Scores) -> dict[str, Scores]:
        return {
            "paragraph": cosines[self._own],
            "sentence": self._best_sentence(cosines),
            "words": self._words.bm25(query.words),
            "bigrams": self._grams.coverage(query.grams),
        }

    def _best_sentence(self, cosines: Scores) -> Scores:
        sentences = cosines.copy()
        several = self._first > self._own
        sentences[self._own[several]] = -1.0
        best: Scores = np.maximum.reduceat(sentences, self._own)
        return best

    def _fuse(self, query: Query, features: Mapping[str, Scores]) -> Scores:
        shared = self._languages == query.language
        total = np.zeros(len(self), np.float32)
        for name, scores in features.items():
            standard = standardised(scores)
            total += WEIGHTS[name] * (np.where(shared, standard, 0.0) if name in _LEXICAL else standard)
        return total

    def _hit(self, at: int, rank: int, scores: Scores, cosines: Scores, features: Mapping[str, Scores]) -> Hit:
        paragraph = self.paragraphs[at]
        own = cosines[self._first[at] : self._ends[at]]
        if len(own) != max(1, len(paragraph.sentences)):
            raise LibraryMismatch(f"{paragraph.document_id} was indexed with other sentence borders")
        return Hit(
            paragraph,
            rank,
            float(scores[at]),
            tuple(map(float, own)),
            {name: float(values[at]) for name, values in features.items()},
        )


def standardised(scores: Scores) -> Scores:
    """Scores brought to mean 0 and standard deviation 1; all 0 where they are all equal."""
    spread = float(scores.std())
    return (scores - scores.mean()) / spread if spread > 1e-9 else np.zeros_like(scores)


def _counts(found: Sequence[str], only: Sequence[str] | None) -> Mapping[str, int]:
    if only is None:
        return Counter(found)
    wanted = set(only)
    return Counter(word for word in found if word in wanted)


def _present(folded: str, query: Query | None) -> Mapping[str, int]:
    found = grams(folded) if query is None else {gram for gram in query.grams if gram in folded}
    return dict.fromkeys(found, 1)
