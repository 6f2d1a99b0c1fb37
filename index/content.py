"""What questions are compared with: the folded text and the content words of each paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.derived import once_per_document
from index.document import Document
from index.lexical import alone
from index.normal import fold
from index.tokens import BETWEEN, content_forms

_FAR = 0xFFFF  # characters beyond do not fit into a half of a number


@dataclass(frozen=True, slots=True)
class Content:
    """Of each paragraph of a document, in order: its folded text; its content words, BETWEEN them."""

    folded: tuple[str, ...]
    words: tuple[str, ...]


@once_per_document
def content_of(document: Document) -> Content:
    """Read with the document out of a catalogue; worked out for a document from elsewhere."""
    return Content(
        tuple(fold(paragraph.text) for paragraph in document),
        tuple(BETWEEN.join(content_forms(paragraph.text)) for paragraph in document),
    )


class Grams:
    """In how many paragraphs an n-gram (`index.lexical.grams`) stands.

    Pairs of characters, most of East Asian n-grams, are compared as numbers: six times
    as fast as looking for them in the text.
    """

    def __init__(self, folded: Sequence[str]) -> None:
        self._texts = "".join(text + BETWEEN for text in folded)
        chars = np.frombuffer(self._texts.encode("utf-32-le", "surrogatepass"), np.uint32)
        self._pairs = _pairs(chars)
        self._paragraphs = np.cumsum(chars == ord(BETWEEN), dtype=np.int32)

    def count(self, gram: str) -> int:
        """How many paragraphs hold it."""
        if standing := alone(gram):
            return sum(bool(standing.search(text)) for text in self._texts.split(BETWEEN))
        if len(gram) != 2 or max(gram) >= chr(_FAR):
            return texts_with(gram, self._texts, BETWEEN)
        places = np.flatnonzero(self._pairs == ord(gram[0]) << 16 | ord(gram[1]))
        return len(np.unique(self._paragraphs[places]))


def _pairs(chars: NDArray[np.uint32]) -> NDArray[np.uint32]:
    near = np.minimum(chars, np.uint32(_FAR))
    return near[:-1] << np.uint32(16) | near[1:]


def texts_with(wanted: str, texts: str, end: str) -> int:
    """How many of some texts in one, each with its end behind it, hold what is wanted."""
    count, at = 0, texts.find(wanted)
    while at >= 0:
        count += 1
        at = texts.find(wanted, texts.find(end, at))
    return count


class Counted(Mapping[str, int]):
    """How many paragraphs hold a term, counted when it is asked for."""

    def __init__(self, count: Callable[[str], int]) -> None:
        self._count = count

    def __getitem__(self, term: str) -> int:
        return self._count(term)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
