"""Numbers of a quotation: those that go on from one behind an opening quotation mark (“69. … 70. … 71. …”)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.numbering.marks.schemes import Marker, Value
from index.reading import Line

_CLOSING = {"“": "”", "‘": "’", "«": "»", "„": "“", "「": "」", "『": "』"}
OPENED = re.compile(rf"[\s>*_]*(?P<mark>[{''.join(_CLOSING)}])[ \u00a0]?(?=[\w(§])")
_TRUST = 0.4


@dataclass
class _Quotation:
    """A quotation not known to have ended: the last number read in it, and its mark's surplus of openings."""

    value: Value
    opened: Marker
    mark: str


def without_quotations(row: Sequence[Marker], opening: Sequence[Marker], lines: Sequence[Line]) -> Iterator[Marker]:
    """The candidates of one scheme, those that go on from a quoted number with less trust.

    A number that could as well go on from one of the text's own is quoted only while the quotation is open.

    Args:
        row: In order of place.
        opening: Numbers behind an opening quotation mark at a line's start, in order.
        lines: The text's.
    """
    quotations: list[_Quotation] = []
    own: set[Value] = set()
    pending = list(opening)
    for marker in row:
        while pending and pending[0].line < marker.line:
            first = pending.pop(0)
            quotations.append(_Quotation(first.value, first, lines[first.line].text.lstrip(" \t　>*_")[0]))
        before = (*marker.value[:-1], marker.value[-1] - 1)
        quotation = next((q for q in reversed(quotations) if q.value == before), None)
        if quotation and (before not in own or _open(quotation, marker, lines)):
            quotation.value = marker.value
            yield replace(marker, trust=marker.trust * _TRUST)
            continue
        if before in own and marker.value not in own:
            quotations.clear()
        own.add(marker.value)
        yield marker


def _open(quotation: _Quotation, marker: Marker, lines: Sequence[Line]) -> bool:
    """Whether more of its marks open than close up to a place; ’ inside a word or behind one may be an apostrophe."""
    text = "\n".join(line.text for line in lines[quotation.opened.line : marker.line])
    return text.count(quotation.mark) > text.count(_CLOSING[quotation.mark])
