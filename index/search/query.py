"""Questions -> queries: each embedded once."""

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


@dataclass(frozen=True)
class Query:
    """A question, made ready for searching."""

    text: str
    vector: NDArray[np.float32]

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

    def ready(self, text: str) -> Query:
        """A question, in any language that the embedding model knows, with its vector."""
        return Query(text, self._vector(text))

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
        try:
            return self._begun(text).result()
        except BaseException:
            self._begun.cache_clear()
            raise
