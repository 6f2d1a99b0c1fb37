"""Questions -> queries: each embedded once, with what it shares with every other question known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.search import Query

if TYPE_CHECKING:
    from index.embedding import Embedder, Vector


class Queries:
    """Makes questions ready for searching; safe to use from several threads."""

    def __init__(self, embedder: Callable[[], Embedder]) -> None:
        self._embedder = embedder
        self._last: tuple[str, Vector] | None = None
        self._means: dict[tuple[str, ...], Vector] = {}

    def ready(self, text: str, unlike: Sequence[str] = ()) -> Query:
        """A question with its vector.

        Args:
            text: In any language that the embedding model knows.
            unlike: Questions about nothing in particular, in the language of this one: what it
                has in common with them is put aside.
        """
        return Query(text, self._vector(text), self._mean(tuple(unlike)) if unlike else None)

    def _vector(self, text: str) -> Vector:
        """The last question's vector is kept: one question may be searched twice, in two ways."""
        last = self._last
        if last is None or last[0] != text:
            last = self._last = (text, self._embedder().embed_query(text))
        return last[1]

    def _mean(self, questions: tuple[str, ...]) -> Vector:
        if questions not in self._means:
            vectors = [self._embedder().embed_query(question) for question in questions]
            self._means[questions] = np.mean(vectors, axis=0, dtype=np.float32)
        return self._means[questions]
