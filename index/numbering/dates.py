"""The date a document gives itself: in its metadata, its opening words or above its signatures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import takewhile

from index.document import Paragraph
from index.reading import Source
from index.text import fold
from index.text.label_numerals import kanji

_LONGEST_OPENING, _LONGEST_HEADING = 3_000, 400
_BLANK_LINE = re.compile(r"\n[ \t　]*\n")
_SENTENCE = re.compile(r"[。！？；;:：,，、]\s*$|(?:\S+\s+){4,}\S+[.!?]\s*$")
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ENGLISH = "january february march april may june july august september october november december"
_RUSSIAN = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_MONTHS = {name: n for names in (_ENGLISH, _RUSSIAN) for n, name in enumerate(names.split(), 1)}
_N = r"[0-9元一二三四五六七八九十〇]+"
_YEAR = r"(?P<y>[12]\d{3}|[一二][〇一二三四五六七八九]{3})"
_NAMES = "|".join(_MONTHS)
_DAYS = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{1,2})?"


def _number(text: str) -> int:
    return int(text) if text.isdigit() else kanji(text) or 0


def _numeric(m: re.Match[str]) -> tuple[int, int, int]:
    return _number(m["y"]), _number(m["m"]), _number(m["d"])


def _era(m: re.Match[str]) -> tuple[int, int, int]:
    return _ERAS[m["era"]] + _number(m["y"]), _number(m["m"]), _number(m["d"])


def _named(m: re.Match[str]) -> tuple[int, int, int]:
    return int(m["y"]), _MONTHS[m["m"]], int(m["d"])


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[int, int, int]]], ...] = (
    (re.compile(r"(?P<y>[12]\d{3})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"), _numeric),
    (
        re.compile(rf"{_YEAR}\s*年\s*(?P<m>{_N})\s*月\s*(?P<d>{_N})"),
        _numeric,
    ),
    (re.compile(r"(?P<y>[12]\d{3})\s*년\s*(?P<m>\d{1,2})\s*월\s*(?P<d>\d{1,2})\s*일"), _numeric),
    (re.compile(rf"(?P<era>明治|大正|昭和|平成|令和)\s*(?P<y>{_N})\s*年\s*(?P<m>{_N})\s*月\s*(?P<d>{_N})\s*日"), _era),
    (re.compile(rf"{_DAYS}\s+(?P<m>{_NAMES}),?\s+(?P<y>[12]\d{{3}})"), _named),
    (re.compile(rf"(?P<m>{_NAMES})\s+{_DAYS},?\s+(?P<y>[12]\d{{3}})"), _named),
)


def first_date(text: str) -> str:
    """The first full date in a text, ISO; "" where there is none.

    >>> first_date("2017年5月1日、アシガバットにおいて")
    '2017-05-01'
    """
    return min(_dates(fold(text)), default=(0, ""))[1]


def _dates(text: str) -> Iterator[tuple[int, str]]:
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            try:
                yield match.start(), date(*read(match)).isoformat()
            except ValueError:
                continue
            break


def own_date(source: Source, paragraphs: Sequence[Paragraph]) -> str:
    """The document's own date: metadata, then the signatures, then what stands before its text.

    Before the text, a block that ends no sentence (a title, a line for the date) comes before the
    words of a preamble, which may date something else; the first words of an unnumbered text are
    its text, whose dates are not its own.
    """
    numbered = next((p.start_char for p in paragraphs if p.origin == "numbered"), None)
    opening = source.text[: min(numbered or _LONGEST_OPENING, _LONGEST_OPENING)]
    blocks = [block for block in _BLANK_LINE.split(opening) if block.strip()]
    if numbered is None:
        blocks = list(takewhile(_heading, blocks))
    closing = paragraphs[-1].text if paragraphs and paragraphs[-1].origin == "unnumbered" else ""
    texts = (source.date, closing, *filter(_heading, blocks), *blocks)
    return next((found for text in texts if (found := first_date(text))), "")


def _heading(block: str) -> bool:
    return len(block) <= _LONGEST_HEADING and not _SENTENCE.search(block)
