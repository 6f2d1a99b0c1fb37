"""What kind of thing a question asks for, and whether a sentence holds one.

A question for a date is not answered by a sentence without any: that is the most
reliable sign that the document does not say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.wording import asked_patterns, held_patterns
from index.dates import Period
from index.language import language_of
from index.normal import fold
from index.people import people
from index.places import PlaceKind, places
from index.quantities import Quantity, quantities
from index.units import COUNTERS

AskedKind = Literal[
    "day", "month", "date", "year", "time", "duration", "frequency", "money", "number", "age", "share", "measure",
    "ordinal", "contact", "colour", "city", "country", "place", "surname", "person", "reason", "name", "any",
]  # fmt: skip

# What is counted, behind the word that asks how many; 何年, 何月 and 何日 ask for a date.
_COUNTED = re.compile(
    rf"何[万億兆千百十]*(?!年(?!間)|月|日(?!間|以|前|後|た|ほど|くらい|分)|[のをがはにとも語])(?P<ja>{COUNTERS})"
    r"|\bhow many (?P<en>\w+)|сколько (?P<ru>\w+)|多少(?P<zh>[^钱\W])|几(?P<zh2>个?\w)|몇 ?(?P<ko>\w)"
)
_DURATIONS = {"年間": "年", "日間": "日"}
_UNKNOWN = "something"
_TIMES = {"年", "周年", "か月", "月", "日", "回"}
_THINGS = {"人", "か国", "か所", _UNKNOWN}
_UNSPACED = ("ja", "zh")
_DURATION_UNITS = {"年", "か月", "週", "日", "時間", "分", "秒"}
_MEASURES = {"km", "km2", "m", "m2", "cm", "mm", "kg", "t", "ha", "度"}
# From one date to another: the days between are reckoned, they need not stand anywhere.
_SPAN = re.compile(
    r"から.{2,}まで.*(?:何日|日数|何年|何か月|何ヶ月|何カ月)|how (?:many days|long)\b.*\b(?:from|between)\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of thing asked for; `unit` is the counted thing ("人", "社") where one is named.

    "something" is counted that `quantities` has no unit for.
    """

    kind: AskedKind = "any"
    unit: str = ""


def asked_for(question: str) -> tuple[Asked, ...]:
    """Every kind a question asks for, the most exact first; a lone `any` where none shows.

    >>> [asked.kind for asked in asked_for("第6回会合はいつ、どこで開かれましたか。")]
    ['date', 'place']
    """
    folded = fold(question)
    counted = _COUNTED.search(folded)
    kinds: set[AskedKind] = {kind for kind, pattern in asked_patterns().items() if pattern.search(folded)}
    if counted:
        kinds.add("number")
        kinds -= {"year"} if "年間" in counted[0] else set()
    if kinds & {"day", "month", "year"}:
        kinds.discard("date")
    if "month" in kinds:
        kinds.discard("year")
    if _SPAN.search(folded):
        return (Asked("date"),)
    if "day" in kinds:
        kinds.discard("year")
    if kinds & {"day", "month", "year", "date"}:
        kinds.discard("time")
    if kinds & {"city", "country"}:
        kinds.discard("place")
    unit = (_unit(counted) or _UNKNOWN) if counted else ""
    found = [Asked(kind, unit if kind == "number" else "") for kind in asked_patterns() if kind in kinds]
    return tuple(found) or (Asked(),)


def _unit(counted: re.Match[str]) -> str:
    """The unit as `quantities` names it; "" for what it does not know."""
    word = next(filter(None, counted.groups()))
    read = quantities(f"2{word}") or quantities(f"2 {word}")
    unit = next((q.unit for q in (*read, *quantities(f"2 {word}")) if q.unit), "")
    return _DURATIONS.get(unit, unit)


def spans_of(asked: Asked, text: str) -> list[tuple[int, int]] | None:
    """Where a text holds such a thing; None where its kind cannot be told from the words alone."""
    if asked.kind in _PLACE_KINDS:
        found = [(p.start_char, p.end_char) for p in places(text) if p.kind in _PLACE_KINDS[asked.kind]]
        return found if language_of(text) == "ja" else None
    if asked.kind == "surname":
        return list(people(text)) if language_of(text) == "ja" else None
    test = _QUANTITY_TESTS.get(asked.kind)
    if test is None:
        return None
    things = asked.unit in _THINGS and language_of(text) not in _UNSPACED
    found = [
        (q.start_char, q.end_char) for q in quantities(text) if (_may_count(q, asked) if things else test(q, asked))
    ]
    held = held_patterns().get(asked.kind)
    if held is None:
        return found
    others = [match.span() for match in held.finditer(_same_length(text))]
    return sorted({*found, *(span for span in others if not any(_overlap(span, own) for own in found))})


def lacks(asked: Asked, text: str) -> bool:
    """Whether a text is sure to hold no such thing.

    A place may be described, a time told by a condition; a country or city is named.
    """
    if asked.kind == "place" or spans_of(asked, text) != []:
        return False
    return asked.kind != "time" or not held_patterns()["condition"].search(_same_length(text))


def is_exact(asked: Asked) -> bool:
    """Whether a thing of this kind is recognised wherever it stands."""
    return asked.kind in _QUANTITY_TESTS


def _same_length(text: str) -> str:
    """A text in lower case, letter by letter, so that places in it stay the same."""
    return "".join(lower if len(lower := char.lower()) == 1 else char for char in text)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _is_date(quantity: Quantity, _: Asked) -> bool:
    return isinstance(quantity.value, Period) or quantity.kind == "relative"


def _is_year(quantity: Quantity, asked: Asked) -> bool:
    """A year, or a number of years: 任期は何年 asks for the latter."""
    return _is_date(quantity, asked) or quantity.unit == "年"


def _has_month(quantity: Quantity, _: Asked) -> bool:
    return isinstance(quantity.value, Period) and quantity.value.start.month > 0


def _has_day(quantity: Quantity, _: Asked) -> bool:
    """A day, or a number of days: 何日まで借りられる asks for the latter."""
    return (isinstance(quantity.value, Period) and quantity.value.start.day > 0) or quantity.unit == "日"


def _is_time(quantity: Quantity, asked: Asked) -> bool:
    return _is_date(quantity, asked) or quantity.unit in _DURATION_UNITS


def _is_number(quantity: Quantity, asked: Asked) -> bool:
    if isinstance(quantity.value, Period) or quantity.kind == "relative":
        return False
    if asked.unit == _UNKNOWN:
        return quantity.kind != "ordinal" and quantity.unit not in _TIMES
    return quantity.unit == asked.unit if asked.unit else quantity.kind != "ordinal"


def _may_count(quantity: Quantity, asked: Asked) -> bool:
    """Whether a number counts things in a text split at blanks, where they are seldom a unit: 141 votes."""
    return quantity.kind == "number" and quantity.unit in ("", asked.unit)


def _is_duration(quantity: Quantity, asked: Asked) -> bool:
    return _is_time(quantity, asked) or quantity.unit in _MEASURES


def _is_age(quantity: Quantity, _: Asked) -> bool:
    return quantity.unit in ("年", "歳")


def _is_share(quantity: Quantity, _: Asked) -> bool:
    return quantity.unit == "%" or (quantity.kind == "number" and 0 < _value(quantity) < 1)


def _is_measured(quantity: Quantity, _: Asked) -> bool:
    return quantity.unit in _MEASURES


def _never(_: Quantity, __: Asked) -> bool:
    return False


def _value(quantity: Quantity) -> Decimal:
    return quantity.value if isinstance(quantity.value, Decimal) else Decimal()


def _is_money(quantity: Quantity, _: Asked) -> bool:
    return quantity.kind == "money"


def _is_ordinal(quantity: Quantity, _: Asked) -> bool:
    return quantity.kind == "ordinal" or quantity.unit in ("回", "周年", "代", "番")


_QUANTITY_TESTS: dict[AskedKind, Callable[[Quantity, Asked], bool]] = {
    "day": _has_day,
    "month": _has_month,
    "date": _is_date,
    "year": _is_year,
    "time": _is_time,
    "duration": _is_duration,
    "frequency": _never,
    "age": _is_age,
    "share": _is_share,
    "measure": _is_measured,
    "contact": _never,
    "colour": _never,
    "money": _is_money,
    "number": _is_number,
    "ordinal": _is_ordinal,
}

_PLACE_KINDS: dict[AskedKind, tuple[PlaceKind, ...]] = {
    "city": ("place",),
    "country": ("country",),
    "place": ("place", "country"),
}
