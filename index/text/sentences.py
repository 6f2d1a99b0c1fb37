"""Where sentences begin and end, in the scripts that numbered documents are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.text.full_stops import full_stop_ends

_TEXTS_KEPT = 4_000
_OPENING = "「『（(〔［[【《〈“"
_CLOSING = "」』）)〕］]】》〉”"
_FULL_STOPS = "。！？．"
_MARK = re.compile(rf"[{re.escape(_OPENING + _CLOSING + _FULL_STOPS)}]|\n(?=\n)")
_BRACKETED = re.compile(r"\s*[(（][^()（）\n]{1,40}[)）](?=[ \t　]*\n)")
_HEADING = re.compile(
    r"\s*(?P<heading>[^\n]{1,40}?(?<![，,、;；:：.．。!！?？-]))(?=[ \t　]*\n"
    r"[ \t　]*(?P<next>[\"“‘「『(（\[]?[A-ZА-ЯЁ0-9가-힣一-鿿ァ-ヺ][^\n]*[.．。!！?？;；:：]))"
)
_MOST_HEADING_WORDS = 6
_ROMAN = frozenset("ivxIVX().-")
_LINE_BREAK = re.compile(r"(?<=[。.!?！？:：;；])[ \t　]*\n|\n[ \t　]*\n")


@lru_cache(maxsize=_TEXTS_KEPT)
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of a paragraph, half-open, blanks at both ends left out.

    A full stop inside quotation marks or brackets does not end a sentence; a blank
    line always does, and so does a line break after a stop or after a heading: a first line
    in brackets, or a short one without a stop before a longer one that has one. A Latin
    full stop ends one before a capital or a digit, not after an abbreviation. A number or
    a letter alone, which marks an item on a line of its own, belongs to what it marks.

    >>> sentence_spans("一つ。「二つ。三つ」と述べた。")
    ((0, 3), (3, 15))
    """
    line_ends = (m.end() for m in _LINE_BREAK.finditer(text))
    cuts = sorted({*_cjk_ends(text), *full_stop_ends(text), *line_ends, *_heading_end(text)})
    spans = (_strip(text, a, b) for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True))
    return tuple(_with_marks(text, [(a, b) for a, b in spans if a < b]))


def _with_marks(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans, those of marks alone grown to the end of the next."""
    begun = None
    for start, end in spans:
        begin = start if begun is None else begun
        begun = begin if _marks_only(text[start:end]) else None
        if begun is None:
            yield begin, end
    if begun is not None:
        yield begun, spans[-1][1]


def _marks_only(piece: str) -> bool:
    """Whether a piece is a number (of any script, Roman too), a single letter, or neither."""
    letters = [char for char in piece if char.isalnum() and not char.isnumeric()]
    return len(letters) <= 1 or set(piece) <= _ROMAN


def _cjk_ends(text: str) -> list[int]:
    ends, depth = [], 0
    for match in _MARK.finditer(text):
        mark = match[0]
        if mark in _OPENING:
            depth += 1
        elif mark in _CLOSING:
            depth = max(0, depth - 1)
        elif mark == "\n":
            depth = 0
        elif depth == 0:
            ends.append(match.end())
    return ends


def _heading_end(text: str) -> list[int]:
    """Where a heading above the text ends, none for a line that only breaks there."""
    if bracketed := _BRACKETED.match(text):
        return [bracketed.end()]
    match = _HEADING.match(text)
    if match is None or len(match["heading"].split()) > _MOST_HEADING_WORDS:
        return []
    return [match.end()] if len(match["heading"]) < len(match["next"]) else []


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return end - len(piece.lstrip()), start + len(piece.rstrip())
