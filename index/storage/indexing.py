"""From a document's paragraphs to the rows the catalogue keeps: keys, words, vectors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.document import Paragraph
from index.storage.records import Row
from index.text import fold
from index.text.tokens import content_first

if TYPE_CHECKING:
    from index.model import Embedder

Progress = Callable[[int, int], None]
Matrix = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Indexed:
    """Rows in order, those whose vectors are new (one per key), and how many texts were embedded."""

    rows: list[Row]
    fresh: list[Row]
    embedded: int


def index_paragraphs(
    paragraphs: Sequence[Paragraph],
    embedder: Embedder,
    *,
    known: Callable[[Sequence[str]], Mapping[str, Row]],
    progress: Progress | None = None,
) -> Indexed:
    """Make rows, of stored ones where the text is known; equal texts are embedded once.

    Args:
        known: Stored rows by key, for those of the given keys that have some.
        progress: Called with how many texts are embedded, and of how many.
    """
    keyed = [(_key(paragraph), paragraph) for paragraph in paragraphs]
    found = dict(known([key for key, _ in keyed]))
    new = {key: paragraph for key, paragraph in keyed if key not in found}
    texts = list(dict.fromkeys(text for paragraph in new.values() for text in _texts(paragraph)))
    matrices = _embed(new, texts, embedder, progress)
    fresh = {key: Row(p, key, content_first(p.text), fold(p.text), matrices[key]) for key, p in new.items()}
    found |= fresh
    rows = [replace(found[key], paragraph=paragraph) for key, paragraph in keyed]
    return Indexed(rows, list(fresh.values()), len(texts))


def _embed(
    new: Mapping[str, Paragraph], texts: list[str], embedder: Embedder, progress: Progress | None
) -> dict[str, Matrix]:
    if not texts:
        return {}
    report = (lambda done: progress(done, len(texts))) if progress else None
    vectors = embedder.embed_passages(texts, progress=report).astype(np.float16)
    at = {text: row for row, text in enumerate(texts)}
    return {key: vectors[[at[text] for text in _texts(paragraph)]] for key, paragraph in new.items()}


def _texts(paragraph: Paragraph) -> list[str]:
    """What is embedded of a paragraph: all of it, then its sentences where there are several."""
    sentences = [sentence.text for sentence in paragraph.sentences]
    return [paragraph.text, *(sentences if len(sentences) > 1 else [])]


def _key(paragraph: Paragraph) -> str:
    """Equal for paragraphs of which the same texts are embedded."""
    return hashlib.sha256("\0".join(_texts(paragraph)).encode()).hexdigest()[:32]
