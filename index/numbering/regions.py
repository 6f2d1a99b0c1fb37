"""A document and what is annexed to it: each counts for itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.numbering.headings import Heading, could_be_title, words_of
from index.numbering.numerals import kanji
from index.reading.source import Line

_NUMBER = r"(?:第?[0-9０-９一二三四五六七八九十]+(?:の[0-9０-９]+)?号?|[IVXLC]+|[A-Z])"
_JA = re.compile(
    rf"(?P<open>[（(【])?(?P<word>[附付][ 　]*則|別[ 　]*[紙添表記]|[附付]属書|附[件录錄])"
    rf"[ 　]*(?P<n>{_NUMBER})?(?(open)[）)】]|(?=$|[ 　（(「:：、<〈]))"
)
_KO = re.compile(r"(?P<word>부[ ]*칙|별표|별지|부록)[ ]*(?P<n>\d+)?(?=$|[ <(])")
_WORDS = re.compile(
    r"(?P<word>ANNEX|Annex|APPENDIX|Appendix|SCHEDULE|Schedule|ATTACHMENT|Attachment|ПРИЛОЖЕНИЕ|Приложение)"
    r"(?:[ ]+(?:№[ ]*)?(?P<n>[IVXLC]+|\d{1,3}|[A-Z]))?(?=$|[ ]*[:.–—-]|[ ]+[A-ZА-Я“\"(])"
)
_MAYBE = re.compile(r"[\s#*_（(【]*(?:[附付別부별]|ANNEX|APPENDIX|SCHEDULE|ATTACHMENT|ПРИЛОЖЕНИЕ)", re.IGNORECASE)
_LAW = re.compile(r"[（(<〈][^（()）>〉]*\d*[^（()）>〉]*[）)>〉]")
_KANJI = re.compile(r"[一二三四五六七八九十]+")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Region:
    """Lines `start` to `stop`, half-open, that count for themselves; `label` is "" for the main text."""

    label: str
    start: int
    stop: int


def annex_headings(lines: Sequence[Line], skipped: set[int]) -> list[Heading]:
    """The lines at which an annex or supplementary provisions begin."""
    found: list[Heading] = []
    for at, line in enumerate(lines):
        heading = _annex(line, at) if at not in skipped else None
        if heading and not (found and found[-1].label == heading.label and _adjacent(lines, found[-1].line, at)):
            found.append(heading)
    return _told_apart(found)


def _told_apart(headings: Sequence[Heading]) -> list[Heading]:
    """Several supplementary provisions by the law in brackets after them, or by their count."""
    counts = Counter(heading.label for heading in headings)
    seen: Counter[str] = Counter()
    named = []
    for heading in headings:
        seen[heading.label] += 1
        law = _LAW.search(heading.title)
        if counts[heading.label] == 1 or (seen[heading.label] == 1 and not law):
            named.append(heading)
        else:
            more = law.group() if law else f" ({seen[heading.label]})"
            named.append(replace(heading, label=f"{heading.label}{more}"))
    return named


def regions(annexes: Sequence[Heading], lines: Sequence[Line]) -> list[Region]:
    """The main text and one region for each annex, in order."""
    starts = [0, *(heading.line for heading in annexes)]
    stops = [*starts[1:], len(lines)]
    labels = ["", *(heading.label for heading in annexes)]
    return [Region(label, a, b) for label, a, b in zip(labels, starts, stops, strict=True)]


def prefixed(prefix: str, label: str) -> str:
    """A label inside an annex: 別紙4-1, Annex I 5, 부칙 제1조."""
    if not prefix:
        return label
    joined = _ideographic(prefix[-1]) or prefix[-1] in "）〉" or (_ideographic(prefix[0]) and _ideographic(label[:1]))
    return f"{prefix}{label}" if joined else f"{prefix} {label}"


def _ideographic(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff"


def _annex(line: Line, at: int) -> Heading | None:
    if len(line.text) > 2 * _LONGEST or not _MAYBE.match(line.text) or not could_be_title(line):
        return None
    words = words_of(line.text)
    for pattern in (_JA, _KO, _WORDS):
        match = pattern.match(words)
        if match:
            name = re.sub(r"[ 　]", "", match["word"]).capitalize()
            number = _KANJI.sub(lambda m: str(kanji(m.group())), (match["n"] or "").strip())
            label = f"{name} {number}" if name[0].isascii() and number else f"{name}{number}"
            return Heading(at, label, words, line.level or 1, numbered=True)
    return None


def _adjacent(lines: Sequence[Line], a: int, b: int) -> bool:
    return all(line.blank for line in lines[a + 1 : b])
