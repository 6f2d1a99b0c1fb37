"""A place inside a paragraph: its third sentence, its second half, from certain words on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.document import Paragraph
from index.text import fold_with_offsets

Unit = Literal["sentence", "block", "half", "part", "from", "until"]

_BLOCK = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Selector:
    """Which place: the `index`-th unit from 0 (negative from the end), or words, or a part's label."""

    unit: Unit
    index: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """A span of a paragraph's text, half-open."""

    label: str
    start_char: int
    end_char: int


def select(paragraph: Paragraph, selector: Selector) -> Selection | None:
    """The span that a selector means in a paragraph; None where it has no such place."""
    span = _SELECTING[selector.unit](paragraph, selector)
    return Selection(paragraph.label, *span) if span else None


def _sentence(paragraph: Paragraph, selector: Selector) -> tuple[int, int] | None:
    spans = [(s.start_char, s.end_char) for s in paragraph.body]
    return _at(spans, selector.index)


def _block(paragraph: Paragraph, selector: Selector) -> tuple[int, int] | None:
    return _at(_blocks(paragraph), selector.index)


def _half(paragraph: Paragraph, selector: Selector) -> tuple[int, int] | None:
    blocks = _blocks(paragraph)
    spans = blocks if len(blocks) > 1 else [(s.start_char, s.end_char) for s in paragraph.body]
    if len(spans) < 2:
        return (0, len(paragraph.text)) if paragraph.text else None
    middle = (len(spans) + 1) // 2
    chosen = spans[middle:] if selector.index < 0 else spans[:middle]
    return chosen[0][0], chosen[-1][1]


def _part(paragraph: Paragraph, selector: Selector) -> tuple[int, int] | None:
    wanted = f"{paragraph.label}{selector.words}"
    return next(((p.start_char, p.end_char) for p in paragraph.parts if p.label == wanted), None)


def _from(paragraph: Paragraph, selector: Selector) -> tuple[int, int] | None:
    found = _words(paragraph, selector.words)
    return (found[0], len(paragraph.text)) if found else None


def _until(paragraph: Paragraph, selector: Selector) -> tuple[int, int] | None:
    found = _words(paragraph, selector.words)
    return (0, found[1]) if found else None


_SELECTING = {"sentence": _sentence, "block": _block, "half": _half, "part": _part, "from": _from, "until": _until}


def _blocks(paragraph: Paragraph) -> list[tuple[int, int]]:
    start = paragraph.heading.end_char if paragraph.heading else 0
    return [(m.start(), m.end()) for m in _BLOCK.finditer(paragraph.text, start) if m.group().strip()]


def _words(paragraph: Paragraph, words: str) -> tuple[int, int] | None:
    folded, wanted = fold_with_offsets(paragraph.text), fold_with_offsets(words).text
    at = folded.text.find(wanted)
    return folded.source_span(at, at + len(wanted)) if wanted and at >= 0 else None


def _at(spans: list[tuple[int, int]], index: int) -> tuple[int, int] | None:
    return spans[index] if -len(spans) <= index < len(spans) else None
