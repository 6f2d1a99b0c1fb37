"""Numbers, money, ordinals and dates in a text, with values that compare across notations.

The product's normaliser (the evaluator has its own): 5,680億円, ５６８０億円 and 五千六百八十億円 are one
quantity, and so are 平成29年5月1日, ２０１７年５月１日 and 1 May 2017.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from index.text.dates import Period, Relation, compare, dates, single
from index.text.numerals import ARABIC, KANJI, WORDED, number_value, roman_value
from index.text.spelled import PLACES, SPELLED, spelled_value
from index.text.units import COUNTERS, unit_of

Kind = Literal["number", "money", "ordinal", "date", "relative"]
Bound = Literal["", "about", "min", "max"]

_TEXTS_KEPT = 20_000

_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_HALF = str.maketrans(
    _WIDE | dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-") | dict.fromkeys(map(ord, "〜∼"), "~") | {0x3000: " ", 0xA0: " "}
)
_CURRENCY = r"(?P<sign>US\s?\$|\$|¥|£|[\u20a0-\u20cf]|(?:USD|EUR|GBP|JPY|CNY|RUB|CHF)(?=\s?\d))\s?"
_BEFORE = r"(?P<ordinal>第|No\.?\s?|Nos\.?\s?|№\s?|제)?\s?"
_AFTER = rf"(?P<unit>{COUNTERS})?(?P<nth>目)?"
_ARABIC = re.compile(
    rf"(?<![A-Za-z\d.])(?:{_CURRENCY})?{_BEFORE}(?P<number>{WORDED}|{ARABIC})"
    rf"(?P<th>st\b|nd\b|rd\b|th\b|-?[йяе]\b)?\s?{_AFTER}",
    re.IGNORECASE,
)
_WORDS_NOT_NUMBERS = (
    "十分|[万億兆]|[〇零]+(?![一二三四五六七八九])|千代|三者三様"
    "|一(?:部|連|時|席|級|代|口|度|門|世|種|期|段|点|行|軍|番(?!目|地)|本化|人者)"
)
_KANJI = re.compile(
    rf"(?P<ordinal>第)?(?!{_WORDS_NOT_NUMBERS})(?P<number>{KANJI})(?P<unit>{COUNTERS})?(?P<nth>目)?", re.IGNORECASE
)
_ROMAN = re.compile(
    r"(?:第|\b(?:article|chapter|section|part)\s)(?P<number>[ivxlc]+)(?P<unit>[条章部節編]|\b)", re.IGNORECASE
)
_NAMED = re.compile(r"\b(?P<unit>articles?|paragraphs?|paras?\.?|chapters?|sections?)\s(?=\d)", re.IGNORECASE)
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_WORD = re.compile(rf"\b(?P<number>{SPELLED}|one(?=\s(?:{COUNTERS})))\b(?:\s(?P<unit>{COUNTERS}))?", re.IGNORECASE)
_ABOUT = re.compile(r"(?:約|およそ|おおよそ|ほぼ|about|around|approximately|nearly|some)\s?$", re.IGNORECASE)
_AT_LEAST = re.compile(
    r"(?:(?<!no )(?<!not )more than|(?:no|not) (?:less|fewer) than|over|at least|(?<!not )exceeding"
    r"|最低|少なくとも)\s?$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:(?:no|not) more than|(?<!no )(?<!not )(?:less|fewer) than|under|at most|up to|not exceeding"
    r"|最大|最高|上限)\s?$",
    re.IGNORECASE,
)
_ENDS = {"以上": "min", "超": "min", "を超え": "min", "余り": "min", "以下": "max", "未満": "max", "以内": "max"}
_ENDS |= {"程度": "about", "前後": "about", "ほど": "about", "程": "about", "あまり": "min"}
_END = re.compile("|".join(_ENDS))
_ASIDE = re.compile(r"\([^()]{1,20}\)")
_RELATIVE = {
    "一昨年": -2, "昨年": -1, "去年": -1, "前年": -1, "本年": 0, "今年": 0, "来年": 1, "翌年": 1, "再来年": 2,
    "last year": -1, "this year": 0, "next year": 1, "в прошлом году": -1, "в этом году": 0,
    "작년": -1, "올해": 0, "내년": 1,
}  # fmt: skip
_RELATIVE_PATTERN = re.compile("|".join(sorted(_RELATIVE, key=len, reverse=True)), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or date where it stands.

    Attributes:
        kind: "date" for everything with a calendar; "relative" until it is resolved.
        value: A `Decimal`, a `Period` for dates, or years from the document's own ("relative").
        unit: One name per unit whatever the notation ("JPY", "%", "人", "回"); "" when bare.
        bound: "min" for 以上, "max" for 以下 and 未満, "about" for 約.
        text: As written; `start_char` and `end_char` are its place.
    """

    kind: Kind
    value: Decimal | Period
    unit: str
    text: str
    start_char: int
    end_char: int
    bound: Bound = ""

    @property
    def key(self) -> tuple[str, Decimal | Period, str]:
        """What is the same in every notation; usable in sets."""
        return self.kind, self.value, self.unit


@lru_cache(maxsize=_TEXTS_KEPT)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a text, in order, without overlaps; kept for the texts asked about last.

    >>> [(q.kind, q.text, q.unit) for q in quantities("2017年に総額５，６８０億円（約52.5億ドル）")]
    [('date', '2017年', ''), ('money', '５，６８０億円', 'JPY'), ('money', '52.5億ドル', 'USD')]
    """
    half = text.translate(_HALF)
    found: list[Quantity] = []
    for quantity in (*_dates(half), *_relatives(half), *_numbers(half)):
        if all(q.end_char <= quantity.start_char or quantity.end_char <= q.start_char for q in found):
            found.append(replace(quantity, text=text[quantity.start_char : quantity.end_char]))
    return tuple(sorted(found, key=lambda q: q.start_char))


def relation(asked: Quantity, stated: Quantity) -> Relation:
    """How a quantity in a question or claim stands to one in a text.

    "equal", "covers" (2016年 of 2016年2月24日), "within" (2月25日 of 2月24-25日), "finer" (the
    text is less exact), "conflict" (same kind and unit, another value) or "unrelated".
    """
    if isinstance(asked.value, Period) and isinstance(stated.value, Period):
        return compare(asked.value, stated.value)
    if "date" in (asked.kind, stated.kind) or (asked.kind != stated.kind and not (_bare(asked) or _bare(stated))):
        return "unrelated"
    if asked.unit != stated.unit and asked.unit and stated.unit:
        return "unrelated"
    if asked.value == stated.value:
        return "equal"
    return "conflict" if asked.unit == stated.unit and asked.unit else "unrelated"


def matches(asked: Quantity, stated: Quantity) -> bool:
    """Whether a text that states the one bears out the other."""
    return relation(asked, stated) in ("equal", "covers", "within")


def resolve(quantity: Quantity, date: str) -> Quantity:
    """A relative date (昨年, this year) as the year it means in a document of that ISO date."""
    if quantity.kind != "relative" or not date[:4].isdigit() or isinstance(quantity.value, Period):
        return quantity
    return replace(quantity, kind="date", value=single(int(date[:4]) + int(quantity.value)))


def _bare(quantity: Quantity) -> bool:
    return quantity.kind == "number" and not quantity.unit


def _dates(text: str) -> Iterator[Quantity]:
    for period, start, end in dates(text):
        yield Quantity("date", period, "", "", start, end)


def _relatives(text: str) -> Iterator[Quantity]:
    for match in _RELATIVE_PATTERN.finditer(text):
        yield Quantity("relative", Decimal(_RELATIVE[match[0].casefold()]), "年", "", *match.span())


def _numbers(text: str) -> Iterator[Quantity]:
    named = {match.end(): match["unit"] for match in _NAMED.finditer(text)}
    for match in _ARABIC.finditer(text):
        yield _number(text, match, named.get(match.start("number"), ""))
    for match in _KANJI.finditer(text):
        if match["ordinal"] or match["unit"] or len(match["number"]) > 1:
            yield _number(text, match, "")
    for match in _ROMAN.finditer(text):
        yield Quantity("ordinal", Decimal(roman_value(match["number"])), unit_of(match["unit"])[0], "", *match.span())
    for match in _WORD.finditer(text):
        yield _spelled(match)


def _number(text: str, match: re.Match[str], named: str) -> Quantity:
    groups = match.groupdict()
    unit, kind = unit_of(groups.get("sign") or groups["unit"] or named)
    value = number_value(match["number"])
    if unit == "割":
        value, unit = value * 10, "%"
    if groups["ordinal"] or groups["nth"] or groups.get("th") or named:
        kind = "ordinal"
    span = (match.start(), match.start() + len(match[0].rstrip()))
    if kind == "number" and not unit and _YEAR.fullmatch(match["number"]):
        return Quantity("date", single(int(value)), "", "", *span)
    return Quantity(kind, value, unit, "", *span, bound=_bound(text, *span))


def _spelled(match: re.Match[str]) -> Quantity:
    unit, kind = unit_of(match["unit"] or "")
    place = match["number"].lower() in PLACES
    return Quantity("ordinal" if place else kind, Decimal(spelled_value(match["number"])), unit, "", *match.span())


def _bound(text: str, start: int, end: int) -> Bound:
    before = text[max(0, start - 16) : start]
    aside = _ASIDE.match(text, end)
    after = _END.match(text, aside.end() if aside else end)
    if after:
        return _ENDS[after[0]]  # type: ignore[return-value]
    for pattern, bound in ((_ABOUT, "about"), (_AT_LEAST, "min"), (_AT_MOST, "max")):
        if pattern.search(before):
            return bound  # type: ignore[return-value]
    return ""
