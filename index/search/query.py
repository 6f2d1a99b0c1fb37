"""Questions -> queries: each embedded once, with what it shares with every other question known."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.text.words import grams, words

if TYPE_CHECKING:
    from index.model import Embedder, Vector

_KEPT = 32
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


class Queries:
    """Makes questions ready for searching; safe to use from several threads."""

    def __init__(self, embedder: Callable[[], Embedder]) -> None:
        self._embedder = embedder
        self._pool = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="embedding")
        self._begun = lru_cache(maxsize=_KEPT)(self._begin)
        self._usual: dict[str, Vector] = {}
        self._means: dict[tuple[str, ...], Vector] = {}

    def ready(self, text: str, unlike: Sequence[str] = ()) -> Query:
        """A question with its vector.

        Args:
            text: In any language that the embedding model knows.
            unlike: Questions about nothing in particular, in the language of this one: what it
                has in common with them is put aside.
        """
        return Query(text, self._vector(text), self._mean(tuple(unlike)) if unlike else None)

    def expect(self, texts: Sequence[str]) -> None:
        """Begin to embed questions that will be searched for, while the caller does something else."""
        for text in texts:
            self._begun(text)

    def close(self) -> None:
        """Embed nothing more."""
        self._pool.shutdown(cancel_futures=True)

    def _begin(self, text: str) -> Future[Vector]:
        return self._pool.submit(lambda: self._embedder().embed_query(text))

    def _vector(self, text: str) -> Vector:
        """Kept for the questions asked last: one may be searched twice, in two ways."""
        if text in self._usual:
            return self._usual[text]
        try:
            return self._begun(text).result()
        except BaseException:
            self._begun.cache_clear()
            raise

    def _mean(self, questions: tuple[str, ...]) -> Vector:
        if questions not in self._means:
            self.expect(questions)
            self._usual |= {question: self._vector(question) for question in questions}
            self._means[questions] = np.mean([self._usual[q] for q in questions], axis=0, dtype=np.float32)
        return self._means[questions]
