"""Documents and an embedder for tests of the library: small, deterministic, real."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from index.document import Document, Paragraph
from index.library import Library
from index.model import Vector
from index.text.words import grams


class GramEmbedder:
    """Vectors that agree where texts share character n-grams; counts what it embeds."""

    def __init__(self, dimension: int = 64) -> None:
        self.dimension = dimension
        self.fingerprint = f"grams/{dimension}"
        self.embedded: list[str] = []

    def embed_query(self, text: str) -> Vector:
        vector: Vector = self._embed([text])[0]
        return vector

    def embed_passages(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> Vector:
        self.embedded += texts
        if progress:
            progress(len(texts))
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> Vector:
        vectors = np.full((len(texts), self.dimension), 0.01, np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for gram in grams(text):
                digest = hashlib.md5(gram.encode()).digest()
                vector[digest[0] % self.dimension] += 1 if digest[1] % 2 else -1
        unit: Vector = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def document(*texts: str, id: str = "d.md", language: str = "ja") -> Document:
    """A document whose paragraphs 1, 2, ... are these texts."""
    whole = "\n".join(texts)
    starts = [len("\n".join(texts[:n])) + (n > 0) for n in range(len(texts))]
    paragraphs = tuple(
        Paragraph(id, str(n + 1), text, start, position=n)
        for n, (text, start) in enumerate(zip(texts, starts, strict=True))
    )
    return Document(id, id, whole, paragraphs, language=language, sha256=hashlib.sha256(whole.encode()).hexdigest())


def ask_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small libraries too are searched by what their indexes find."""
    monkeypatch.setattr("index.search.candidates.WHOLE", 0)
    monkeypatch.setattr("index.search.candidates.WHOLE_CHOSEN", 0)


def open_library(folder: Path, embedder: GramEmbedder | None = None) -> Library:
    """A library with the n-gram embedder."""
    made = embedder or GramEmbedder()
    return Library(folder, lambda: made)
