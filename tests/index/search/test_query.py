"""Questions are embedded once, and never again while they are kept."""

from __future__ import annotations

import numpy as np
import pytest

from index.model import Vector
from index.search import Queries
from tests.index.library_parts import GramEmbedder


class CountingEmbedder(GramEmbedder):
    """Keeps what questions it was asked for; fails at one that has no words."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: list[str] = []

    def embed_query(self, text: str) -> Vector:
        self.questions.append(text)
        if not text:
            raise ValueError("no words")
        return super().embed_query(text)


@pytest.fixture
def embedder() -> CountingEmbedder:
    return CountingEmbedder()


@pytest.fixture
def queries(embedder: CountingEmbedder) -> Queries:
    return Queries(lambda: embedder)


def test_a_question_asked_again_is_embedded_once(queries: Queries, embedder: CountingEmbedder) -> None:
    vector = queries.ready("総額は？").vector
    assert queries.ready("総額は？").vector is vector
    assert embedder.questions == ["総額は？"]
    assert np.array_equal(vector, GramEmbedder().embed_query("総額は？"))


def test_a_failure_is_told_each_time_and_tried_again(queries: Queries, embedder: CountingEmbedder) -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="no words"):
            queries.ready("")
    assert embedder.questions == ["", ""]
