"""What kind of thing a question asks for, told from its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from assistant.plain_words import representative
from assistant.wording import asked_patterns, asking_words
from index.lexical import words
from index.normal import fold
from index.quantities import quantities
from index.units import COUNTERS

AskedKind = Literal[
    "day", "month", "date", "year", "time", "duration", "frequency", "money", "number", "age", "share", "measure",
    "ordinal", "contact", "colour", "city", "country", "place", "surname", "identity", "person", "reason", "name",
    "any",
]  # fmt: skip

# What is counted, behind the word that asks how many; 何年, 何月 and 何日 ask for a date.
_COUNTED = re.compile(
    rf"何[万億兆千百十]*(?!年(?!間)|月|日(?!間|以|前|後|た|ほど|くらい|分)|[のをがはにとも語])(?P<ja>{COUNTERS})"
    r"|\bhow many (?P<en>\w+)|сколько (?P<ru>\w+)|多少(?P<zh>[^钱\W])|几(?P<zh2>个?\w)|몇 ?(?P<ko>\w)"
)
_DURATIONS = {"年間": "年", "日間": "日"}
UNKNOWN = "something"
_MOST_WORDS = 2
# From one date to another: the days between are reckoned, they need not stand anywhere.
_SPAN = re.compile(
    r"から.{2,}まで.*(?:何日|日数|何年|何か月|何ヶ月|何カ月)|how (?:many days|long)\b.*\b(?:from|between)\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of thing asked for; `unit` is the counted thing ("人", "社") where one is named.

    "something" is counted that `quantities` has no unit for; `things` are its words, in
    the forms that stand for them.
    """

    kind: AskedKind = "any"
    unit: str = ""
    things: frozenset[str] = frozenset()


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
    if "surname" in kinds:
        kinds -= {"person", "name"}
    if kinds & {"day", "month", "year", "date"}:
        kinds.discard("time")
    if "identity" in kinds:
        kinds.discard("person")
    if kinds & {"city", "country"}:
        kinds.discard("place")
    number = Asked("number", _unit(counted) or UNKNOWN, _things(counted)) if counted else Asked("number")
    found = [number if kind == "number" else Asked(kind) for kind in asked_patterns() if kind in kinds]
    return tuple(found) or (Asked(),)


def _things(counted: re.Match[str]) -> frozenset[str]:
    """The forms of what is counted, in a script split at blanks: those of "door stewards"."""
    group = "en" if counted["en"] else "ru"
    if not counted[group]:
        return frozenset()
    first, *rest = counted.string[counted.start(group) :].split()[:_MOST_WORDS]
    return frozenset(said_forms(" ".join([first, *takewhile(lambda word: word not in asking_words(), rest)])))


def said_forms(text: str) -> list[str]:
    """The words of a text in the forms that stand for them."""
    return [representative(form) for form in words(text)]


def _unit(counted: re.Match[str]) -> str:
    """The unit as `quantities` names it; "" for what it does not know."""
    word = next(filter(None, counted.groups()))
    read = quantities(f"2{word}") or quantities(f"2 {word}")
    unit = next((q.unit for q in (*read, *quantities(f"2 {word}")) if q.unit), "")
    return _DURATIONS.get(unit, unit)
