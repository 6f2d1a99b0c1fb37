"""Numbers behind their paragraph: … by the keeper.【12】 — each stands for the words from the one before it on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.numbering.marks.schemes import Marker
from index.reading import Line
from index.text import label_numerals

_LAST = re.compile(r"[^\s【［〔].*?\s*(?P<native>[【［〔](?P<n>[0-9０-９]{1,4})[】］〕])[。.]?\s*$")
_LONG = 4


def behind(lines: Sequence[Line]) -> Iterator[Marker]:
    """Every number in brackets that ends a line, put where its paragraph begins."""
    before = -1
    for at, line in enumerate(lines):
        match = None if line.table or line.level else _LAST.match(line.text.lstrip())
        value = label_numerals.arabic(match["n"]) if match else None
        if match and value is not None:
            start = _start(lines, before, at)
            scheme = "[0001]$" if len(match["n"]) == _LONG else "【1】$"
            place = lines[start].start_char
            yield Marker(scheme, (value,), match["native"], start, place, place)
            before = at


def _start(lines: Sequence[Line], before: int, at: int) -> int:
    """The first line of the words that a number ends: below the number before it, or else below a gap."""
    if before >= 0:
        return next((n for n in range(before + 1, at) if not lines[n].blank and not lines[n].level), at)
    start = at
    while start > 0 and not lines[start - 1].blank and lines[start].start_char - lines[start - 1].end_char <= 1:
        start -= 1
    return start
