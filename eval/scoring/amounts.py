"""Numbers, dates and units in a text, for asking whether the source says them too.

The evaluator's own reader, on its own canonical form; `index.text.quantities` is not used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from eval.scoring.canonical import canonical

Date = tuple[int | None, int | None, int | None]

_LIST = r"(?:-|~|・|,|、|及び|と|から|or|and|to|и|по|至|到)"
_PART = re.compile(rf"(\d+(?: ?{_LIST} ?\d+)*)([年月日])(?![間以])")
_LINK = re.compile(r"(?:\(.\))?(?:の|から|より|~|-|・|、|,|及び|と|に|まで|,? ?to |at)?$")
_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_BARE_YEARS = re.compile(r"(?<![\d.])((?:1[5-9]|20)\d\d)[-~]((?:1[5-9]|20)\d\d)(?![\d年月日])")
_MONTH_NAMES = (
    "january february march april may june july august september october november december",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
)
_MONTHS = {
    form: n
    for line in _MONTH_NAMES
    for n, name in enumerate(line.split(), 1)
    for form in (name, name[:3], f"{name[:3]}.")
}
_MONTH = rf"({'|'.join(re.escape(form) for form in sorted(_MONTHS, key=len, reverse=True))})"
_DAYS = r"(\d{1,2})(?:st|nd|rd|th)?(?:(?:[-~]| ?(?:and|to|и|по) ?)(\d{1,2})(?:st|nd|rd|th)?)?"
_DAY_FIRST = re.compile(rf"(?<!\d){_DAYS} ?(?:of )?{_MONTH},? ?(\d{{4}})?(?!\d)")
_MONTH_FIRST = re.compile(rf"(?<![a-zа-я]){_MONTH} (?:{_DAYS})(?!\d)(?:, ?(\d{{4}}))?")
_MONTH_YEAR = re.compile(rf"(?<![a-zа-я]){_MONTH},? ?(?:of )?(\d{{4}})(?!\d)")

_UNITS = {
    "年": ("周年", "か年", "年間", "年", "years", "year"),
    "月": ("か月", "months", "month"),
    "日": ("日間", "日", "days", "day"),
    "人": ("人", "名", "people", "persons"),
    "回": ("回目", "回", "times"),
    "か国": ("か国", "国", "countries", "states"),
    "つ": ("つ", "個", "件", "か所", "箇所", "種類", "点", "items"),
    "円": ("円",),
    "ドル": ("ドル",),
    "ユーロ": ("ユーロ", "euros", "euro"),
    "%": ("%", "割"),
    "歳": ("歳", "才"),
    "時": ("時間", "時", "hours", "hour"),
    "分": ("分間", "分", "minutes"),
    "秒": ("秒", "seconds"),
    "倍": ("倍",),
    "km": ("km", "キロメートル", "キロ"),
    "m": ("メートル", "m"),
    "kg": ("kg", "キログラム"),
    "t": ("トン", "t"),
    "世紀": ("世紀",),
    "号": ("号",),
    "条": ("条",),
    "項": ("項",),
    "代": ("代",),
}
_UNIT_OF = {form: unit for unit, forms in _UNITS.items() for form in forms}
_NUMBER = re.compile(
    rf"(?<![\d.a-z_])(?<![a-z]-)(\d+(?:\.\d+)?) ?({'|'.join(sorted(_UNIT_OF, key=len, reverse=True))})?(?![a-z])"
    rf"|(?<![\d.a-z_])(?<![a-z]-)(\d+(?:\.\d+)?)(?![\d.]*[a-z_])"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit ("" when none is known), or a date.

    `date` has year, month and day, None where not said; a year alone is a date too.
    """

    value: Decimal | None = None
    unit: str = ""
    date: Date | None = None

    def __str__(self) -> str:
        if self.date is None:
            return f"{self.value or 0:f}{self.unit}"
        return "".join(f"{part}{unit}" for part, unit in zip(self.date, "年月日", strict=True) if part is not None)


@lru_cache(maxsize=20_000)
def amounts(text: str) -> tuple[Amount, ...]:
    """Every number and date of a text, ranges as both their ends.

    >>> [str(a) for a in amounts("2016年11月25-26日、5,680億円")]
    ['2016年11月25日', '2016年11月26日', '568000000000円']
    """
    rest = canonical(text)
    found: list[Amount] = []
    for reader in (_iso, _western, _eastern, _year_ranges):
        dates, rest = reader(rest)
        found += [Amount(date=date) for date in dates]
    found += [_number(match) for match in _NUMBER.finditer(rest)]
    return tuple(dict.fromkeys(found))


def supports(source: tuple[Amount, ...], claimed: Amount) -> bool:
    """Whether one of the source's amounts says what is claimed, or more exactly so.

    A claimed 2016年 is supported by 2016年2月24日; a number without a unit by the same
    number with one, not 円 by ドル.
    """
    return any(_same(amount, claimed) for amount in source)


def _same(source: Amount, claimed: Amount) -> bool:
    if claimed.date is None and source.date is None:
        return source.value == claimed.value and ("" in (source.unit, claimed.unit) or source.unit == claimed.unit)
    if claimed.date is not None and source.date is not None:
        return all(part in (None, known) for part, known in zip(claimed.date, source.date, strict=True))
    date, number = (source.date, claimed) if source.date else (claimed.date, source)
    year_alone = date == (date[0], None, None) if date else False
    said = source.date is not None or year_alone
    return bool(date and said and number.unit in ("", "年") and number.value == date[0])


def _number(match: re.Match[str]) -> Amount:
    return Amount(Decimal(match[1] or match[3]).normalize(), _UNIT_OF.get(match[2] or "", ""))


def _iso(text: str) -> tuple[list[Date], str]:
    return [(int(m[1]), int(m[3]), int(m[4])) for m in _ISO.finditer(text)], _ISO.sub(" ", text)


def _year_ranges(text: str) -> tuple[list[Date], str]:
    found: list[Date] = [(int(year), None, None) for m in _BARE_YEARS.finditer(text) for year in m.groups()]
    return found, _BARE_YEARS.sub(" ", text)


def _western(text: str) -> tuple[list[Date], str]:
    found: list[Date] = []
    for m in _DAY_FIRST.finditer(text):
        found += [(_int(m[4]), _MONTHS[m[3]], int(day)) for day in (m[1], m[2]) if day]
    text = _DAY_FIRST.sub(" ", text)
    for m in _MONTH_FIRST.finditer(text):
        found += [(_int(m[4]), _MONTHS[m[1]], int(day)) for day in (m[2], m[3]) if day]
    text = _MONTH_FIRST.sub(" ", text)
    found += [(int(m[2]), _MONTHS[m[1]], None) for m in _MONTH_YEAR.finditer(text)]
    return found, _MONTH_YEAR.sub(" ", text)


def _eastern(text: str) -> tuple[list[Date], str]:
    """Dates in 年月日, the year and month carried over a linking から, - or ・."""
    found: list[Date] = []
    spans: list[tuple[int, int]] = []
    year: int | None = None
    month: int | None = None
    end = -1
    for match in _PART.finditer(text):
        gap = text[end : match.start()] if end >= 0 else "。"
        if not _LINK.match(gap):
            year = month = None
        values, unit = [int(n) for n in re.findall(r"\d+", match[1])], match[2]
        fits = _fitting(values, unit, month)
        if not fits:
            continue
        if unit != "年" and gap in ("", "の") and found:
            found.pop()
        if unit == "年":
            found += [(value, None, None) for value in values]
            year, month = values[-1], None
        elif unit == "月":
            found += [(year, value, None) for value in values]
            month = values[-1]
        else:
            found += [(year, month, value) for value in values]
        spans.append(match.span())
        end = match.end()
    return found, _without(text, spans)


def _fitting(values: list[int], unit: str, month: int | None) -> bool:
    if unit == "年":
        return all(1000 <= value <= 2999 for value in values)
    if unit == "月":
        return all(1 <= value <= 12 for value in values)
    return month is not None and all(1 <= value <= 31 for value in values)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, stop in reversed(spans):
        text = f"{text[:start]} {text[stop:]}"
    return text


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None
