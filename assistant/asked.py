"""What kind of thing a question asks for, and whether a sentence holds one.

A question for a date is not answered by a sentence without any: that is the most
reliable sign that the document does not say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from assistant.wording import asked_patterns
from index.dates import Period
from index.normal import fold
from index.quantities import Quantity, quantities

AskedKind = Literal["day", "date", "year", "money", "number", "ordinal", "place", "person", "reason", "name", "any"]

_UNIT = re.compile(
    r"何[万億兆千百十]*(か国|カ国|ヶ国|箇国|パーセント|年間|日間|週間|時間|か月|種類?|議席|試合|分野|世帯|[人名社国件回個台校本歳倍割票点位巻話章条%])"
)
_UNITS_ALIKE = {
    "名": "人",
    "カ国": "か国",
    "ヶ国": "か国",
    "箇国": "か国",
    "国": "か国",
    "パーセント": "%",
    "種": "種類",
    "年間": "年",
    "日間": "日",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of thing asked for; `unit` is the counted thing ("人", "社") where one is named."""

    kind: AskedKind = "any"
    unit: str = ""


def asked_for(question: str) -> tuple[Asked, ...]:
    """Every kind a question asks for, the most exact first; a lone `any` where none shows.

    >>> [asked.kind for asked in asked_for("第6回会合はいつ、どこで開かれましたか。")]
    ['date', 'place']
    """
    folded = fold(question)
    matching: list[AskedKind] = [kind for kind, pattern in asked_patterns().items() if pattern.search(folded)]
    found = [Asked(kind, _unit(folded) if kind == "number" else "") for kind in matching]
    kinds = {asked.kind for asked in found}
    if kinds & {"day", "year"}:
        found = [asked for asked in found if asked.kind != "date"]
    if "day" in kinds:
        found = [asked for asked in found if asked.kind != "year"]
    if "number" in kinds and re.search("何年間", folded):
        found = [asked for asked in found if asked.kind != "year"]
    return tuple(found) or (Asked(),)


def _unit(folded: str) -> str:
    unit = _UNIT.search(folded)
    return _UNITS_ALIKE.get(unit[1], unit[1]) if unit else ""


def spans_of(asked: Asked, text: str) -> list[tuple[int, int]] | None:
    """Where a text holds such a thing; None where its kind cannot be told from the words alone."""
    test = _QUANTITY_TESTS.get(asked.kind)
    if test is None:
        return None
    return [(q.start_char, q.end_char) for q in quantities(text) if test(q, asked)]


def _is_date(quantity: Quantity, _: Asked) -> bool:
    return isinstance(quantity.value, Period) or quantity.kind == "relative"


def _is_year(quantity: Quantity, asked: Asked) -> bool:
    """A year, or a number of years: 任期は何年 asks for the latter."""
    return _is_date(quantity, asked) or quantity.unit == "年"


def _has_day(quantity: Quantity, _: Asked) -> bool:
    return isinstance(quantity.value, Period) and quantity.value.start.day > 0


def _is_number(quantity: Quantity, asked: Asked) -> bool:
    if isinstance(quantity.value, Period) or quantity.kind == "relative":
        return False
    return not asked.unit or asked.unit == "つ" or _UNITS_ALIKE.get(quantity.unit, quantity.unit) == asked.unit


def _is_money(quantity: Quantity, _: Asked) -> bool:
    return quantity.kind == "money"


def _is_ordinal(quantity: Quantity, _: Asked) -> bool:
    return quantity.kind == "ordinal" or quantity.unit in ("回", "周年", "代", "番")


_QUANTITY_TESTS: dict[AskedKind, Callable[[Quantity, Asked], bool]] = {
    "day": _has_day,
    "date": _is_date,
    "year": _is_year,
    "money": _is_money,
    "number": _is_number,
    "ordinal": _is_ordinal,
}
