"""Two addresses with から, "to" or 〜 between them: everything from the one to the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.address.numbers import RANGE
from index.address.resolving import Address
from index.document import Document
from index.text import fold

_BETWEEN = re.compile(rf"\s*(?:{RANGE}|부터|from)\s*(?:the\s+|の)?")
_BEFORE = re.compile(r"(?:\b(?:from|с)\s+(?:the\s+)?)$", re.IGNORECASE)
_AFTER = re.compile(r"\s*(?:まで|迄|까지)(?:の)?")


def with_ranges(addresses: Sequence[Address], question: str, document: Document) -> list[Address]:
    """The addresses in order, each pair that stands for a stretch of the document as one.

    The stretch is the document's: of 第9条から第12条まで also 第9条の2. An end that does not
    exist is named as missing, and the stretch goes as far as there is.
    """
    found: list[Address] = []
    for address in addresses:
        whole = _stretch(found[-1], address, question, document) if found else None
        found[-1:] = [whole] if whole else [*found[-1:], address]
    return found


def _stretch(first: Address, last: Address, question: str, document: Document) -> Address | None:
    between = fold(question[first.end_char : last.start_char])
    if not _BETWEEN.fullmatch(between) or first.selector or last.selector or not first.labels:
        return None
    places = [document[label].position for label in (*first.labels, *last.labels)]
    end = max(places) + 1 if last.labels else _last_like(first.labels[-1], document) + 1
    before, after = _BEFORE.search(question[: first.start_char]), _AFTER.match(question, last.end_char)
    start_char, end_char = before.start() if before else first.start_char, after.end() if after else last.end_char
    return replace(
        first,
        start_char=start_char,
        end_char=end_char,
        text=question[start_char:end_char],
        labels=tuple(p.label for p in document.paragraphs[min(places) : end]),
        section=None,
        missing=(*first.missing, *last.missing),
    )


def _last_like(label: str, document: Document) -> int:
    """The place of the last paragraph numbered by the author, at or behind a label."""
    behind = [p.position for p in document.paragraphs[document[label].position :] if p.origin != "unnumbered"]
    return max(behind, default=document[label].position)
