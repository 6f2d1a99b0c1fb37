"""Whether a sentence holds the kind of thing that a question asks for, and where.

A question for a date is not answered by a sentence without any: that is the most
reliable sign that the document does not say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial

from assistant.question.wanted import UNKNOWN, Asked, AskedKind, said_forms
from index.text import fold, language_of
from index.text.countries import countries_named, language_pattern
from index.text.dates import Period
from index.text.languages.asking import asking_words, held_patterns
from index.text.people import people
from index.text.places import PlaceKind, places
from index.text.quantities import Quantity, quantities
from index.text.units import measure_the_same

_Test = Callable[[Quantity, Asked], bool]

_TIMES = {"年", "周年", "か月", "月", "日", "回"}
_CALENDAR = ("年", "か月", "日")
_NEIGHBOURS = {  # 72時間以内 answers 何日以内
    "年": ("年", "か月"), "か月": ("年", "か月", "週", "日"), "週": ("か月", "週", "日"),
    "日": ("か月", "週", "日", "時間"), "時間": ("日", "時間", "分"), "分": ("時間", "分", "秒"),
}  # fmt: skip
_NO_THINGS = frozenset({"者", "%"})  # 六者会合 is a name
_THINGS = {"人", "か国", "か所", UNKNOWN}
_UNSPACED = ("ja", "zh")
_NAME = re.compile(r"(?<=[\w,;:]\s)[A-ZА-ЯЁ][\w'’-]+(?: [A-ZА-ЯЁ][\w'’-]+)*")
_DETERMINER = re.compile(r"\b(?:the|an?|its|their|each|every|this|that|our)\s$", re.IGNORECASE)
_NOUNS_BEHIND = re.compile(r"\S\s([^\W\d]+(?:\s[^\W\d]+){0,2})")
_BEHIND_CHARS = 60
_DURATION_UNITS = frozenset({"年", "か月", "週", "日", "時間", "分", "秒"})
_MEASURES = frozenset({"km", "km2", "m", "m2", "m3", "cm", "mm", "mile", "kg", "g", "t", "l", "ha", "度"})
_STOPS_BEHIND, _LINE_START = (".", ")"), re.compile(r"(?:^|\n)\s*\(?$|\($")
_QUOTED = re.compile(r"「[^」]*」|『[^』]*』")
_BEGINS = re.compile(r"\s?(?:から(?!.{0,12}まで)|以[降後]|より)")
_ANCHORED = re.compile(r"\s?(?:以?[内前後]|を?経過|の?間|目)")
_AGES = frozenset({"歳"})


def spans_of(asked: Asked, text: str) -> list[tuple[int, int]] | None:
    """Where a text holds such a thing; None where its kind cannot be told from the words alone."""
    if asked.kind in _PLACE_KINDS:
        return _other_places(asked, text) if language_of(text) == "ja" else None
    if asked.kind == "surname":
        return list(people(text)) if language_of(text) == "ja" else None
    if asked.kind == "identity":
        found = [match.span() for match in _NAME.finditer(text) if _may_be_asked_for(match, asked)]
        return found if language_of(text) not in _UNSPACED else None
    if asked.kind == "language":
        return [match.span() for match in language_pattern(language_of(text)).finditer(text)]
    if asked.kind in ("start", "end"):
        return [(q.start_char, q.end_char) for q in quantities(text) if _may_bound(asked.kind, q, text)]
    test = _QUANTITY_TESTS.get(asked.kind)
    if test is None:
        return None
    comparable = asked.unit in _THINGS and _in_one_script(asked.things, text)
    if comparable and language_of(text) in _UNSPACED:
        return [match.span() for match in _counted_in(asked).finditer(_same_length(text))]
    counts = partial(_may_count, text=text) if comparable else test
    found = [(q.start_char, q.end_char) for q in quantities(text) if counts(q, asked) and not _numbers_a_line(q, text)]
    held = held_patterns().get(asked.kind)
    if held is None:
        return found
    others = [match.span() for match in held.finditer(_same_length(text))]
    return sorted({*found, *(span for span in others if not any(_overlap(span, own) for own in found))})


def lacks_all(asked: Iterable[Asked], text: str) -> bool:
    """Whether things are asked for that can be told by their form, and a text holds none of them."""
    exact = [one for one in asked if is_exact(one)]
    return bool(exact) and all(lacks(one, text) for one in exact)


def lacks(asked: Asked, text: str) -> bool:
    """Whether a text is sure to hold no such thing.

    A place may be described, a time told by a condition; a country or city is named.
    """
    if asked.kind == "place" or spans_of(asked, text) != []:
        return False
    return asked.kind != "time" or not held_patterns()["condition"].search(_same_length(text))


def _other_places(asked: Asked, text: str) -> list[tuple[int, int]]:
    """Places of the kind asked for that the question does not name itself: どの国の前 is not answered by that country.

    What stands in quotation marks names no country: 「中央アジア＋日本」対話.
    """
    unquoted = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text) if asked.things else text
    found = [(p.start_char, p.end_char) for p in places(unquoted) if p.kind in _PLACE_KINDS[asked.kind]]
    return [(start, end) for start, end in found if fold(text[start:end]) not in asked.things]


def is_exact(asked: Asked) -> bool:
    """Whether a thing of this kind is recognised wherever it stands."""
    return asked.kind in _QUANTITY_TESTS


def _may_be_asked_for(name: re.Match[str], asked: Asked) -> bool:
    """Whether a name may be the one asked for: it says more than the question, and is no country or "the Board"."""
    said = {*fold(name[0]).split()}
    described = len(said) == 1 and bool(_DETERMINER.search(name.string[: name.start()]))
    return not (said <= asked.things or described or countries_named(name[0], language_of(name.string)))


def _numbers_a_line(quantity: Quantity, text: str) -> bool:
    """Whether a bare number only counts lines or notes: 1. at the start of one, Article 68, (2)."""
    before, behind = text[: quantity.start_char], text[quantity.end_char : quantity.end_char + 1]
    bare = quantity.kind == "number" and not quantity.unit
    return bare and behind in _STOPS_BEHIND and bool(_LINE_START.search(before))


def _in_one_script(things: Iterable[str], text: str) -> bool:
    """Whether the things counted are named as the text would name them: split at blanks or not."""
    return any((language_of(thing) in _UNSPACED) == (language_of(text) in _UNSPACED) for thing in things)


def _counted_in(asked: Asked) -> re.Pattern[str]:
    """Numbers before a unit that `quantities` does not know, or before つ and 個, which count anything."""
    units = "|".join(map(re.escape, [*asked.things, "つ", "個"]))
    return re.compile(rf"(?:\d[\d,.]*[万億兆千百]*|[一二三四五六七八九十百千]+|数)\s?(?:{units})")


def _same_length(text: str) -> str:
    """A text in lower case, letter by letter, so that places in it stay the same."""
    return "".join(lower if len(lower := char.lower()) == 1 else char for char in text)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _is_date(quantity: Quantity, _: Asked) -> bool:
    return isinstance(quantity.value, Period) or quantity.kind == "relative"


def _may_bound(kind: AskedKind, quantity: Quantity, text: str) -> bool:
    """Whether something may start or end then: at a date, or days before or after something; no start is its end."""
    behind = text[quantity.end_char :]
    if _is_date(quantity, Asked("date")):
        return kind == "start" or not _BEGINS.match(behind)
    anchored = _ANCHORED.match(behind) or (kind == "end" and quantity.text.endswith("間"))
    return quantity.unit in _DURATION_UNITS and bool(anchored)


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
        return _from_one_to_another(quantity, asked.unit)
    if asked.unit == UNKNOWN:
        return quantity.kind == "number" and quantity.unit not in _TIMES | _MEASURES | _NO_THINGS
    if not asked.unit:
        return quantity.kind != "ordinal"
    return quantity.unit in _NEIGHBOURS.get(asked.unit, (asked.unit,)) or measure_the_same(quantity.unit, asked.unit)


def _from_one_to_another(quantity: Quantity, unit: str) -> bool:
    """Whether a date has two days, months or years (2月2-8日, 2004 to 2015): how many they are can be counted."""
    if not isinstance(quantity.value, Period) or unit not in _CALENDAR:
        return False
    start, end = quantity.value
    return start[_CALENDAR.index(unit)] > 0 and start != end


def _may_count(quantity: Quantity, asked: Asked, text: str) -> bool:
    """Whether a number counts the thing asked for in a text split at blanks: 57, two further members.

    One that is followed by another thing (two speakers) counts that.
    """
    if quantity.kind != "number" or quantity.unit:
        return quantity.unit == asked.unit
    behind = _NOUNS_BEHIND.match(fold(text[quantity.end_char - 1 : quantity.end_char + _BEHIND_CHARS]))
    phrase = behind[1] if behind else ""
    own = phrase or quantity.text
    return bool(asked.things.intersection(said_forms(own))) or not phrase or phrase.split()[0] in asking_words()


def _is_duration(quantity: Quantity, asked: Asked) -> bool:
    return _is_time(quantity, asked) or quantity.unit in _MEASURES


def _is_share(quantity: Quantity, _: Asked) -> bool:
    return quantity.unit == "%" or (quantity.kind == "number" and 0 < _value(quantity) < 1)


def _in(units: frozenset[str]) -> _Test:
    return lambda quantity, _: quantity.unit in units


def _never(_: Quantity, __: Asked) -> bool:
    return False


def _value(quantity: Quantity) -> Decimal:
    return quantity.value if isinstance(quantity.value, Decimal) else Decimal()


def _is_money(quantity: Quantity, _: Asked) -> bool:
    return quantity.kind == "money"


def _is_ordinal(quantity: Quantity, _: Asked) -> bool:
    return quantity.kind == "ordinal" or quantity.unit in ("回", "周年", "代", "番")


_QUANTITY_TESTS: dict[AskedKind, _Test] = {
    "day": _has_day,
    "weekday": _never,
    "language": _never,
    "month": _has_month,
    "start": _is_date,
    "end": _is_date,
    "date": _is_date,
    "year": _is_year,
    "time": _is_time,
    "duration": _is_duration,
    "frequency": _never,
    "age": _in(_AGES),
    "share": _is_share,
    "measure": _in(_MEASURES),
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
