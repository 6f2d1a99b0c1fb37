"""What questions are compared with: the folded text and the content words of each paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.document import Document, once_per_document
from index.text import fold
from index.text.tokens import BETWEEN, content_forms
from index.text.words import is_short, places_alone

_FAR = 0xFFFF  # characters beyond do not fit into half a number
_OUTSIDE = chr(_FAR)
_COUNTS_KEPT = 1_000


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
        if len(pieces) == 1:
            return self.around(self._places(pieces[0]))
        return self.around(np.sort(np.concatenate([self._places(piece) for piece in pieces])))

    def around(self, places: NDArray[np.intp]) -> int:
        """How many of the texts some places in the whole lie in; the places ascend."""
        texts = self._ends.searchsorted(places)
        return bool(len(texts)) + int(np.count_nonzero(texts[1:] != texts[:-1]))

    def _places(self, piece: str) -> NDArray[np.intp]:
        """Where a piece stands: its first two characters, its last two, and only then all of it."""
        places: NDArray[np.intp] = (self._pairs == _pair(piece)).nonzero()[0]
        if len(piece) > 2:
            ends = places + (len(piece) - 2)
            places = places[self._pairs.take(ends, mode="clip") == _pair(piece[-2:])]
        if len(piece) > 4 or max(piece) >= _OUTSIDE:
            return np.array([at for at in places.tolist() if self.whole.startswith(piece, at)], np.intp)
        return places


def _pair(piece: str) -> int:
    """The first two characters as one number."""
    return min(ord(piece[0]), _FAR) << 16 | min(ord(piece[1]), _FAR)


class Grams:
    """In how many paragraphs an n-gram (`index.text.words.grams`) stands."""

    def __init__(self, folded: Sequence[str]) -> None:
        self._texts = Texts(folded, end=BETWEEN)

    def count(self, gram: str) -> int:
        """How many paragraphs hold it."""
        if is_short(gram):
            return self._texts.around(np.fromiter(places_alone(gram, self._texts.whole), np.intp))
        return self._texts.holding(gram)


class Counted(Mapping[str, int]):
    """How many paragraphs hold a term, counted when it is asked for and kept for the terms asked about last."""

    def __init__(self, count: Callable[[str], int]) -> None:
        self._count = lru_cache(maxsize=_COUNTS_KEPT)(count)

    def __getitem__(self, term: str) -> int:
        return self._count(term)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
