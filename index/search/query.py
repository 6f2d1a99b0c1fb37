"""Questions -> queries: each embedded once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.text.words import grams, words

if TYPE_CHECKING:
    from index.model import Embedder

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
    """Makes questions ready for searching, and keeps those asked last; safe to use from several threads."""

    def __init__(self, embedder: Callable[[], Embedder]) -> None:
        self._vector = lru_cache(maxsize=_KEPT)(lambda text: embedder().embed_query(text))

    def ready(self, text: str) -> Query:
        """A question, in any language that the embedding model knows, with its vector."""
        return Query(text, self._vector(text))
