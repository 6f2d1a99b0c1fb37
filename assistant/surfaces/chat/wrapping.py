"""Line breaks that only fill a printed line: shown as the space, or nothing, that they stand for.

A PDF breaks its lines where the page ends, not where the author does. The characters stay
in the page, so that offsets hold; only how they are drawn differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from unicodedata import east_asian_width

Break = Literal["", "space", "nothing"]

_FULL = 0.75
_NARROWEST = 40
_ENDS = tuple(".:;?!。：；？！")
_OPENS_ITEM = re.compile(
    r"\s*(?:[(（]?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5}|[一二三四五六七八九十]{1,3})[)）.．、]|[-•*・○●–—])"
)


def soft_breaks(text: str) -> dict[int, Break]:
    """Places of the line breaks that only fill a line, and what each stands for.

    A break is soft after a full line that does not end like a sentence, before a line that
    opens no item; a line is full at three quarters of the widest one, and the widest has
    at least 40 columns.
    """
    lines = text.split("\n")
    widths = [_width(line) for line in lines]
    widest = max(widths)
    found: dict[int, Break] = {}
    at = -1
    for line, width, after in zip(lines, widths, lines[1:], strict=False):
        at += len(line) + 1
        full = widest >= _NARROWEST and width >= _FULL * widest
        if full and after.strip() and not line.rstrip().endswith(_ENDS) and not _OPENS_ITEM.match(after):
            found[at] = "nothing" if _wide(line[-1]) and _wide(after[0]) else "space"
    return found


def split(words: str, start_char: int, breaks: dict[int, Break]) -> Iterator[tuple[str, Break]]:
    """Some words of a text cut at its soft breaks, which come by themselves; "" is no break."""
    at = 0
    for place in sorted(breaks):
        inside = place - start_char
        if at <= inside < len(words):
            if words[at:inside]:
                yield words[at:inside], ""
            yield words[inside], breaks[place]
            at = inside + 1
    if words[at:]:
        yield words[at:], ""


def _width(line: str) -> int:
    return sum(1 + _wide(char) for char in line)


def _wide(char: str) -> bool:
    return east_asian_width(char) in "WF"
