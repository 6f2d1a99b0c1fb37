"""SudachiPy's tokenizer: one dictionary a process, one tokenizer a thread.

The dictionary is a mapped file of 200 MB, and each further `Dictionary` maps it anew.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sudachipy import Dictionary, Morpheme, Tokenizer

_PIECE_CHARS = 10_000
_local = threading.local()
_opening = threading.Lock()


class Unit(NamedTuple):
    """A shortest unit with its span in the text."""

    morpheme: Morpheme
    start_char: int
    end_char: int


def units(text: str) -> Iterator[Unit]:
    """The shortest units of a text of any length, blanks and marks among them.

    >>> [text[u.start_char : u.end_char] for text in ["対話を"] for u in units(text)]
    ['対話', 'を']
    """
    for start, end in _pieces(text):
        for morpheme in _tokenizer().tokenize(text[start:end]):
            yield Unit(morpheme, start + morpheme.begin(), start + morpheme.end())


def _pieces(text: str) -> list[tuple[int, int]]:
    """Spans short enough for SudachiPy, which refuses 49,150 bytes; they end after a stop where one is near."""
    spans, start = [], 0
    while len(text) - start > _PIECE_CHARS:
        stop = max(text.rfind(mark, start, start + _PIECE_CHARS) for mark in "。\n ") + 1
        end = stop if stop > start else start + _PIECE_CHARS
        spans.append((start, end))
        start = end
    return [*spans, (start, len(text))]


def _tokenizer() -> Tokenizer:
    """This thread's own tokenizer, of the shortest units: SudachiPy raises where two threads share one."""
    if not hasattr(_local, "tokenizer"):
        from sudachipy import SplitMode

        with _opening:
            _local.tokenizer = _dictionary().tokenizer(SplitMode.A)
    own: Tokenizer = _local.tokenizer
    return own


@cache
def _dictionary() -> Dictionary:
    from sudachipy import Dictionary

    return Dictionary()
