"""Numbered units inside a paragraph: 第9条第2項第1号, Article 5(2)(a), 제10조제2항, 16(b)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.document import Paragraph, Part
from index.numbering.choosing import Chain, best_chain
from index.numbering.marks import Marker, Words, find_markers
from index.numbering.naming import label_of, number_label
from index.reading import Line

_SCHEMES = (
    "①",
    "○1",
    "1.",
    "1",
    "1)",
    "(1)",
    "(a)",
    "a)",
    "a.",
    "(i)",
    "(一)",
    "一、",
    "一",
    "イ",
    "ア",
    "가.",
    "A.",
    "list 1",
    "list 2",
    "list 3",
    "word:section",
)
_SECTION = Words({"section": "section"})
_SECOND_FIRST = ("○1", "1.", "1", "①")
_CAPTION = re.compile(r"[（(][^（()）\d]{1,40}[)）]\s*")
_JAPANESE = re.compile(r"第\d+条(?:の\d+)*$|附則")
_KOREAN = re.compile(r"제\d+조(?:의\d+)*$")
_DEEPEST, _MOST_LINES = 4, 2_000
_LEAST_SCORE = 0.5


def parts_of(paragraph: Paragraph, lines: Sequence[Line], language: str) -> tuple[Part, ...]:
    """The numbered units inside a paragraph, outer ones before what they hold.

    Args:
        paragraph: Whose text starts in the first of the lines.
        lines: The source's lines that it covers.
        language: Of the document: Chinese counts 项 where Japanese counts 号.
    """
    inside = list(_clipped(paragraph, lines))
    return () if len(inside) > _MOST_LINES else tuple(_Parts(paragraph, inside, language).found())


def _clipped(paragraph: Paragraph, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with places inside the paragraph; of the first only what belongs to it."""
    for line in lines:
        start = max(line.start_char, paragraph.start_char)
        caption = _CAPTION.match(line.text, start - line.start_char) if start == paragraph.start_char else None
        start += len(caption.group()) if caption else 0
        text = line.text[start - line.start_char : max(0, paragraph.end_char - line.start_char)]
        if text.strip():
            number = line.number if start == line.start_char else ""
            place = start - paragraph.start_char
            yield Line(text, place, line.level, line.page, number, line.count, line.depth, line.digits, line.table)


class _Parts:
    def __init__(self, paragraph: Paragraph, lines: Sequence[Line], language: str) -> None:
        self.language = language
        self.label, self.length, self.lines = paragraph.label, len(paragraph.text), lines
        self.text = paragraph.text
        self.markers = find_markers(lines, _SECTION)
        self.japanese, self.korean = bool(_JAPANESE.search(self.label)), bool(_KOREAN.search(self.label))

    def found(self) -> Iterator[Part]:
        """All parts, in order."""
        yield from self._level(self.label, 0, self.length, frozenset(), 0)

    def _level(self, parent: str, start: int, stop: int, used: frozenset[str], depth: int) -> Iterator[Part]:
        chain = self._outermost(start, stop, used) if depth < _DEEPEST else Chain()
        if not chain:
            return
        below = used | {chain.markers[0].scheme}
        first = chain.markers[0]
        if first.value == (2,):
            yield from self._part(f"{parent}第1項", start, first.start_char, below, depth)
        stops = [*(marker.start_char for marker in chain.markers[1:]), stop]
        for marker, end in zip(chain.markers, stops, strict=True):
            yield from self._part(self._name(parent, marker), marker.start_char, end, below, depth, marker.body_char)

    def _part(
        self, label: str, start: int, stop: int, used: frozenset[str], depth: int, body: int | None = None
    ) -> Iterator[Part]:
        if not self.text[start:stop].strip():
            return
        yield Part(label, start, start + len(self.text[start:stop].rstrip()))
        yield from self._level(label, start if body is None else body, stop, used, depth + 1)

    def _outermost(self, start: int, stop: int, used: frozenset[str]) -> Chain:
        best = Chain()
        for scheme in (*_SECOND_FIRST, *_SCHEMES) if self.japanese and not used else _SCHEMES:
            if scheme in used or scheme not in self.markers:
                continue
            chain = best_chain([m for m in self.markers[scheme] if start <= m.start_char < stop])
            if best and best.markers[0].value == (2,):
                return best
            if self._counts(chain, scheme, first=not used) and (
                not best or chain.markers[0].start_char < best.markers[0].start_char
            ):
                best = chain
        return best

    def _counts(self, chain: Chain, scheme: str, *, first: bool) -> bool:
        if not chain or chain.score < _LEAST_SCORE * len(chain):
            return False
        if chain.markers[0].value == (1,):
            return len(chain) > 1
        return first and self.japanese and scheme in _SECOND_FIRST and chain.markers[0].value == (2,)

    def _name(self, parent: str, marker: Marker) -> str:
        number = number_label(marker)
        if self.japanese:
            return f"{parent}{self._japanese(marker, number)}"
        if self.korean:
            unit = {"①": "항", "1.": "호", "가.": "목"}.get(marker.scheme)
            return f"{parent}{'' if unit == '목' else '제'}{number}{unit}" if unit else f"{parent}({number})"
        return f"{parent} {label_of(marker)}" if marker.scheme == "word:section" else f"{parent}({number})"

    def _japanese(self, marker: Marker, number: str) -> str:
        if marker.scheme in {"①", "○1", "1.", "1"}:
            return f"第{number}項"
        if marker.scheme in {"一", "一、", "(一)"}:
            return f"第{number}{'项' if self.language == 'zh' else '号'}"
        return number if marker.scheme in {"イ", "ア"} else f"({number})"
