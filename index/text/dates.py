"""Dates as written, in any notation, as periods that can be compared.

2016年2月24-25日, 平成28年, ２０１５年１１月から１２月, 25-26 November 2016, 2018—2028年 and
2017-05-01 all become a `Period`; a part that is not said is 0.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from index.text.numerals import number_value

Relation = Literal["equal", "covers", "within", "finer", "conflict", "unrelated"]

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ERA_LETTERS = {"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018}
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RUSSIAN = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")


class Day(NamedTuple):
    """A day, month or year; what is not said is 0."""

    year: int
    month: int = 0
    day: int = 0


class Period(NamedTuple):
    """From `start` to `end`, both included; equal ones for a single day, month or year."""

    start: Day
    end: Day

    @property
    def ranged(self) -> bool:
        """Whether two ends were written."""
        return self.start != self.end

    def iso(self) -> str:
        """`2016-02-24/2016-02-25`, `2017-05`, `--02-24` where the year is not said."""
        ends = (self.start, self.end) if self.ranged else (self.start,)
        return "/".join(_iso(day) for day in ends)


def single(year: int, month: int = 0, day: int = 0) -> Period:
    """One day, month or year."""
    return Period(Day(year, month, day), Day(year, month, day))


def compare(asked: Period, stated: Period) -> Relation:
    """How the date in a question or claim stands to the one in a text.

    "covers": the text is more exact (2016年 of 2016年2月24日); "within": the text gives a
    range around it (2月25日 of 2月24-25日); "finer": the text leaves open what was asked.
    """
    depth = next(n for n in range(3) if asked.start[n] or stated.start[n])
    shared = next((n for n in range(3) if asked.start[n] and stated.start[n]), 3)
    if shared == 3 or any(asked.start[n] and stated.start[n] for n in range(shared)):
        return "unrelated"
    (a_from, a_to), (s_from, s_to) = _bounds(asked, shared), _bounds(stated, shared)
    if a_to < s_from or s_to < a_from:
        return "conflict"
    if shared > depth and stated.start[depth] == 0:
        return "finer" if _nested((a_from, a_to), (s_from, s_to)) else "conflict"
    if (a_from, a_to) == (s_from, s_to):
        return "equal" if shared == depth else "covers"
    if a_from <= s_from and s_to <= a_to:
        return "finer" if asked.ranged else "covers"
    if s_from <= a_from and a_to <= s_to:
        return "within" if stated.ranged else "finer"
    return "conflict"


def dates(text: str) -> Iterator[tuple[Period, int, int]]:
    """Every date of a text whose digits and dashes are half-width, with its span; they do not overlap."""
    taken: list[tuple[int, int]] = []
    for pattern, build in _NOTATIONS:
        for match in pattern.finditer(text):
            span = match.span()
            if any(a < span[1] and span[0] < b for a, b in taken):
                continue
            period = build(match)
            if period is not None:
                taken.append(span)
                yield (period, *span)


def _bounds(period: Period, depth: int) -> tuple[Day, Day]:
    low, high = period
    blank = (0,) * depth
    return Day(*blank, *(n or 1 for n in low[depth:])), Day(*blank, *(n or 99 for n in high[depth:]))


def _nested(one: tuple[Day, Day], other: tuple[Day, Day]) -> bool:
    (a, b), (c, d) = one, other
    return (a <= c and d <= b) or (c <= a and b <= d)


def _iso(day: Day) -> str:
    year = f"{day.year:04d}" if day.year else "-"
    tail = f"-{day.month:02d}" if day.month else ("-" if day.day else "")
    return year + tail + (f"-{day.day:02d}" if day.day else "")


# --- notations, the longer before the shorter ---

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_M1 = rf"(?P<m1>{_N})"
_TO = r"\s?(?:-|~|ー|から|より|내지|부터|에서|to|until|till|and|及び|・|、|,|по|и)\s?"
_UNTIL = r"\s?(?:-|~|ー|から|より|부터|에서|to|until|по)\s?"
_FIRST = r"(?<![\d.,〇一二三四五六七八九十百千])"
_LENGTH = (
    "以[内上下]|[前後]|未満|程度|ほど|くらい|ごと|毎|分(?!の)|た[っつ]|を(?:超|限度|下回)"  # of ten days: 10日以内
)
_YEAR_KANJI = "〇一二三四五六七八九"


def _year(name: str) -> str:
    """A year with its 年; the western one wins where both are written: 2017年(平成29年)."""
    aside = r"(?:\((?:明治|大正|昭和|平成|令和)?[\d元一二三四五六七八九十]{1,4}年?\))?"
    western = rf"(?P<{name}>\d{{3,4}}|[{_YEAR_KANJI}]{{4}})"
    era = rf"(?P<{name}e>明治|大正|昭和|平成|令和)\s?(?P<{name}n>元|\d{{1,2}}|[一二三四五六七八九十]{{1,3}})"
    not_a_span_of_years = "(?!間|前|後|目|以[上内下]|余|ぶり|ごと|度目|대)"
    return rf"(?:(?<![\d.,]){western}{aside}\s?[年년]|{era}{aside}\s?年){aside}{not_a_span_of_years}"


def _month_day(n: str) -> str:
    return rf"(?P<m{n}>{_N})\s?[月월]\s?(?P<d{n}>{_N})"


_ENGLISH_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?"
    r"|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?![a-z])"
)
_RUSSIAN_MONTH = r"(?:янв|фев|мар|апр|ма[йяе]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*"
_MONTH = rf"(?:{_ENGLISH_MONTH}|{_RUSSIAN_MONTH})"
_DAY1 = r"(?<![\d.,/])(?P<d1>\d{1,2})(?!\d)(?:st|nd|rd|th)?"
_DAY2 = r"(?P<d2>\d{1,2})(?!\d)(?:st|nd|rd|th)?"
_MONTH1, _MONTH2 = rf"\b(?P<m1>{_MONTH})", rf"\b(?P<m2>{_MONTH})"
_EY = r"(?:,?\s(?:of\s)?(?P<y>\d{4})(?!\d))"
_MAYBE_YEAR = rf"(?:{_year('y')}\s?)?"


def _whole_year(match: re.Match[str], name: str = "y") -> int:
    groups = match.groupdict()
    era, within = groups.get(f"{name}e"), groups.get(f"{name}n")
    if era and within:
        return _ERAS[era] + (1 if within == "元" else int(number_value(within)))
    plain = groups.get(name)
    return int(number_value(plain)) if plain else 0


def _number(match: re.Match[str], *names: str) -> int:
    groups = match.groupdict()
    return next((int(number_value(groups[name])) for name in names if groups.get(name)), 0)


def _month(match: re.Match[str], *names: str) -> int:
    written = next((match[name].casefold() for name in names if match.groupdict().get(name)), "")
    for table in (_ENGLISH, _RUSSIAN):
        for number, start in enumerate(table, 1):
            if start != "ма" and written.startswith(start):
                return number
    return 5 if written.startswith("ма") else 0


def _valid(start: Day, end: Day) -> Period | None:
    for year, month, day in (start, end):
        last = monthrange(year or 2000, month)[1] if 1 <= month <= 12 and year < 10_000 else 31
        if month > 12 or day > last:
            return None
    return Period(start, end) if start <= end else None


def _days(match: re.Match[str]) -> Period | None:
    year, month, day = _whole_year(match), _number(match, "m1"), _number(match, "d1")
    start = Day(year, month, day)
    end = Day(_whole_year(match, "z") or year, _number(match, "m2") or month, _number(match, "d2") or day)
    listed = re.search(r"[、,・]|及び|and", match[0]) and (end.month != month or end.day != day + 1)
    return None if listed else _valid(start, end)


def _months(match: re.Match[str]) -> Period | None:
    year, month = _whole_year(match), _number(match, "m1")
    return _valid(Day(year, month), Day(_whole_year(match, "z") or year, _number(match, "m2") or month))


def _years(match: re.Match[str]) -> Period | None:
    start, end = _whole_year(match), _whole_year(match, "z")
    if 0 < end < 100 and not match.groupdict().get("ze"):
        end += start - start % 100
    return _valid(Day(start), Day(end or start))


def _bare_days(match: re.Match[str]) -> Period | None:
    return _valid(Day(0, 0, _number(match, "d1")), Day(0, 0, _number(match, "d2", "d1")))


def _decade(match: re.Match[str]) -> Period | None:
    start = _number(match, "y")
    return _valid(Day(start), Day(start + (99 if start % 100 == 0 else 9)))


def _western(match: re.Match[str]) -> Period | None:
    year, month, day = _number(match, "y"), _month(match, "m1", "m2"), _number(match, "d1")
    last_month = _month(match, "m2") or month
    return _valid(Day(year, month, day), Day(year, last_month, _number(match, "d2") or day))


def _letters(match: re.Match[str]) -> Period | None:
    year = _ERA_LETTERS[match["e"].casefold()] + int(match["y"])
    day = Day(year, int(match["m1"]), int(match["d1"]))
    return _valid(day, day)


_NOTATIONS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), build)
    for pattern, build in (
        (rf"{_MAYBE_YEAR}{_month_day('1')}\s?[日일]?{_TO}(?:{_year('z')}\s?)?{_month_day('2')}\s?[日일]", _days),
        (rf"{_MAYBE_YEAR}{_month_day('1')}\s?[日일]?{_TO}(?P<d2>{_N})\s?[日일](?!間)", _days),
        (rf"{_MAYBE_YEAR}{_month_day('1')}\s?[日일](?!間)", _days),
        (
            rf"{_MAYBE_YEAR}{_FIRST}{_M1}\s?[月월]?{_UNTIL}(?:{_year('z')}\s?)?(?P<m2>{_N})\s?[月월](?!間)",
            _months,
        ),
        (rf"{_year('y')}\s?{_M1}\s?[月월]", _months),
        (r"(?<![\d.,])(?P<y>\d{3}0)(?:年代|s\b|-е|년대)", _decade),
        (rf"(?<![\d.,])(?P<y>\d{{4}})[年년]?{_UNTIL}(?:{_year('z')})", _years),
        (rf"{_year('y')}{_UNTIL}{_year('z')}", _years),
        (rf"(?<![\d.,])(?P<y>\d{{4}}){_UNTIL}(?P<z>\d{{4}}|\d{{2}})[年년]", _years),
        (_year("y"), _years),
        (rf"{_FIRST}(?P<d1>{_N})\s?日?{_UNTIL}(?P<d2>{_N})\s?[日일](?![間本])", _bare_days),
        (rf"{_FIRST}{_M1}\s?[月월](?!間)", _months),
        (rf"{_FIRST}(?P<d1>{_N})\s?[日일](?![間本]|{_LENGTH})", _bare_days),
        (r"(?<![\d./-])(?P<y>[12]\d{3})([-/.])(?P<m1>\d{1,2})\2(?P<d1>\d{1,2})(?![\d/])", _days),
        (r"(?<![A-Za-z\d])(?P<e>[MTSHR])(?P<y>\d{1,2})\.(?P<m1>\d{1,2})\.(?P<d1>\d{1,2})(?!\d)", _letters),
        (rf"{_DAY1}\s{_MONTH1}{_TO}{_DAY2}\s{_MONTH2}{_EY}?", _western),
        (rf"{_DAY1}(?:{_TO}{_DAY2})?\s(?:of\s)?{_MONTH1}{_EY}?", _western),
        (rf"{_MONTH1}\s{_DAY1}{_TO}{_MONTH2}\s{_DAY2}{_EY}?", _western),
        (rf"{_MONTH1}\s{_DAY1}(?:{_TO}{_DAY2})?{_EY}?", _western),
        (rf"{_MONTH1}\s?(?:-|to|until|по)\s?{_MONTH2}{_EY}", _western),
        (rf"{_MONTH1}{_EY}", _western),
        (
            r"(?<![\d.,/-])(?P<y>1[5-9]\d\d|20\d\d)(?:\s?(?:-|~)\s?(?=\d\d)|\s(?:to|until|по)\s(?=\d{4}))"
            r"(?P<z>20\d\d|1[5-9]\d\d|\d\d)(?![\d.,/-]*\d)",
            _years,
        ),
    )
)
