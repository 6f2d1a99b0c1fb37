"""Questions -> queries: each embedded once, with what it shares with every other question known."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from index.search.ranking import Query

if TYPE_CHECKING:
    from index.model.embedder import Embedder, Vector

_KEPT = 32


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
