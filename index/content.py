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

_FAR = 0xFFFF  # characters beyond do not fit into half a number


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


class Texts:
    """Some texts in one, each with its end behind it.

    A piece is looked for by its first two characters, compared as one number: several
    times as fast as `str.find` in East Asian text.
    """

    def __init__(self, texts: Sequence[str], *, end: str) -> None:
        self.whole = "".join(text + end for text in texts)
        chars = np.minimum(np.frombuffer(self.whole.encode("utf-32-le", "surrogatepass"), np.uint32), _FAR)
        self._pairs = chars[:-1] << 16 | chars[1:]
        self._ends = np.flatnonzero(chars == ord(end))

    def holding(self, *pieces: str) -> int:
        """How many of the texts hold any of some pieces of two characters or more."""
        found = [self._holders(piece) for piece in pieces]
        return len(np.unique(np.concatenate(found)))

    def _holders(self, piece: str) -> NDArray[np.intp]:
        first, second = (min(ord(char), _FAR) for char in piece[:2])
        places = np.flatnonzero(self._pairs == (first << 16 | second))
        if len(piece) > 2 or _FAR in (first, second):
            places = places[[self.whole.startswith(piece, at) for at in places.tolist()]]
        return np.unique(np.searchsorted(self._ends, places))


class Grams:
    """In how many paragraphs an n-gram (`index.lexical.grams`) stands."""

    def __init__(self, folded: Sequence[str]) -> None:
        self._texts = Texts(folded, end=BETWEEN)

    def count(self, gram: str) -> int:
        """How many paragraphs hold it."""
        if standing := alone(gram):
            return sum(bool(standing.search(text)) for text in self._texts.whole.split(BETWEEN))
        return self._texts.holding(gram)


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
