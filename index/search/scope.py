"""Paragraphs beside one question: the raw scores of each, in vectors and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.search.query import Query
from index.storage.records import Candidate
from index.text.words import Frequencies, is_short, places_alone

Scores = NDArray[np.float32]

_K1, _B = 1.2, 0.75  # of BM25
_BLOCK_ROWS = 1024


class Prepared:
    """Some paragraphs with what a ranking needs of them, whatever is asked."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        """Stack the vectors of at least one candidate, and cut its words."""
        self.numbers = [candidate.number for candidate in candidates]
        words = [candidate.words.split() for candidate in candidates]
        self.lengths = np.array([len(some) for some in words], np.float32)
        self._words = np.array([hash(word) for some in words for word in some], np.int64)
        self._words_end = np.cumsum([len(some) for some in words])
        self._texts = [candidate.folded for candidate in candidates]
        letters = np.frombuffer("\n".join([*self._texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
        self._pairs = letters[:-1].astype(np.uint64) << np.uint64(32) | letters[1:]
        self._texts_end = np.cumsum([len(text) + 1 for text in self._texts])
        self._heights = np.array([candidate.height for candidate in candidates])
        self._ends = np.cumsum(self._heights)
        self._own = self._ends - self._heights
        whole = np.frombuffer(b"".join(candidate.vectors for candidate in candidates), np.float16)
        self._vectors = whole.astype(np.float32).reshape(int(self._ends[-1]), -1)

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def usual_length(self) -> float:
        """Words of a paragraph, on average."""
        return float(self.lengths.mean())

    def times(self, word: str) -> Scores:
        """How often a word stands in each paragraph."""
        found = self._words_end.searchsorted(np.flatnonzero(self._words == hash(word)), side="right")
        return np.bincount(found, minlength=len(self)).astype(np.float32)

    def holds(self, gram: str) -> Scores:
        """1 for each paragraph that has an n-gram, 0 for the others."""
        if is_short(gram):
            return np.array(
                [gram in text and any(True for _ in places_alone(gram, text)) for text in self._texts], np.float32
            )
        places = np.flatnonzero(self._pairs == _pair(gram[:2]))
        if len(gram) > 2:
            ends = places + (len(gram) - 2)
            places = places[self._pairs.take(ends, mode="clip") == _pair(gram[-2:])]
        held = np.zeros(len(self), np.float32)
        held[self._texts_end.searchsorted(places, side="right")] = 1.0
        return held

    def cosines(self, direction: NDArray[np.float32]) -> Scores:
        """Of every vector with a direction."""
        return _dots(self._vectors, direction)

    def meanings(self, cosines: Scores) -> dict[str, Scores]:
        """Of every paragraph: the cosine of its own vector, and its best sentence's.

        Where it is a single sentence both are the same.
        """
        sentences = cosines.copy()
        sentences[self._own[self._heights > 1]] = -1.0
        return {"paragraph": cosines[self._own], "sentence": np.maximum.reduceat(sentences, self._own)}

    def sentences(self, cosines: Scores, at: int) -> tuple[float, ...]:
        """The cosine of each sentence of a paragraph."""
        return tuple(cosines[self._own[at] + (self._heights[at] > 1) : self._ends[at]].tolist())


class Scope:
    """Paragraphs beside one question."""

    def __init__(self, prepared: Prepared, query: Query) -> None:
        """Count the question's words and n-grams in the paragraphs."""
        self.numbers = prepared.numbers
        self._prepared, self._query = prepared, query
        self._words, self._grams = sorted(query.words), sorted(query.grams)
        self._times = _columns([prepared.times(word) for word in self._words], len(prepared))
        self._held = _columns([prepared.holds(gram) for gram in self._grams], len(prepared))

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def frequencies(self) -> dict[str, Frequencies]:
        """In how many of these paragraphs each term of the question occurs, by "words" and "bigrams"."""
        terms = {"words": (self._words, self._times), "bigrams": (self._grams, self._held)}
        return {
            name: Frequencies(len(self), dict(zip(some, (found > 0).sum(axis=0).tolist(), strict=True)))
            for name, (some, found) in terms.items()
        }

    @cached_property
    def cosines(self) -> Scores:
        """Of every vector with the question's."""
        return self._prepared.cosines(self._query.vector)

    def features(self, frequencies: Mapping[str, Frequencies], usual_length: float) -> dict[str, Scores]:
        """The raw scores of every paragraph.

        Args:
            frequencies: Of what was asked; see `frequencies`.
            usual_length: Words of a paragraph there; a longer one needs to repeat a word more often.
        """
        damping = _K1 * (1 - _B + _B * self._prepared.lengths / max(usual_length, 1.0))
        gain = (self._times / (self._times + damping[:, None])).astype(np.float32)
        return self.meanings() | {
            "words": _share(gain, self._words, frequencies["words"]),
            "bigrams": _share(self._held, self._grams, frequencies["bigrams"]),
        }

    def meanings(self) -> dict[str, Scores]:
        """The cosines of every paragraph: its own, and its best sentence's."""
        return self._prepared.meanings(self.cosines)

    def sentence_scores(self, at: int) -> tuple[float, ...]:
        """The cosine of each sentence of a paragraph."""
        return self._prepared.sentences(self.cosines, at)


@dataclass(frozen=True)
class Background:
    """What scores are held against: how cosines lie among all that was asked, or a sample; its words.

    Attributes:
        meanings: Cosines as `Scope.meanings` gives them.
        frequencies: As `Scope.frequencies` gives them, of all that was asked.
        usual_length: Words of a paragraph.
    """

    meanings: Mapping[str, Scores]
    frequencies: Mapping[str, Frequencies]
    usual_length: float

    @classmethod
    def of(cls, scope: Scope, usual_length: float) -> Background:
        """A scope that is all that was asked."""
        return cls(scope.meanings(), scope.frequencies, usual_length)


def _share(held: NDArray[np.float32], terms: Sequence[str], frequencies: Frequencies) -> Scores:
    """How much each paragraph has of the most that these terms could give it, rare ones weighing more.

    A term that occurs nowhere counts as missing everywhere, so the share is small
    for a question in other words or another language.

    Returns:
        Shape (paragraphs,), from 0 to 1; comparable between questions.
    """
    rarities = np.array([frequencies.rarity(term) for term in terms], np.float32)
    most = rarities.sum()
    share: Scores = held @ rarities / most if most else np.zeros(len(held), np.float32)
    return share


def _columns(columns: Sequence[Scores], height: int) -> NDArray[np.float32]:
    return np.stack(columns, axis=1) if columns else np.zeros((height, 0), np.float32)


def _pair(letters: str) -> np.uint64:
    """Two letters as one number: found several times as fast as by `str.find` in East Asian text."""
    return np.uint64(ord(letters[0]) << 32 | ord(letters[1]))


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
