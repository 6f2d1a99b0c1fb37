"""What kind of thing a question asks for, told from its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from index.text import fold
from index.text.languages.asking import asked_patterns, asking_words, asks_of_today
from index.text.languages.plain_words import representative
from index.text.places import places
from index.text.quantities import quantities
from index.text.sudachi import units
from index.text.units import COUNTERS, unit_of
from index.text.words import words

AskedKind = Literal[
    "day", "weekday", "month", "start", "end", "date", "year", "time", "duration", "frequency", "money", "number",
    "much", "age", "share", "measure", "ordinal", "contact", "colour", "language", "city", "country", "place",
    "surname", "identity", "person", "reason", "name", "any",
]  # fmt: skip

# Kanji behind 何 that no number stands before: 何処, 何故, 何者, 何語, 何曜日, 何党.
# What is counted, behind the word that asks how many; 何年, 何月 and 何日 ask for a date, 何者 and 何語 for no number.
_COUNTED = re.compile(
    rf"何[万億兆千百十]*(?!年(?!間)|月|日(?!間|以|前|後|た|ほど|くらい|分)|パーセント|%|[のをがはにとも者語割])"
    rf"(?:(?P<ja>{COUNTERS})|(?P<own>[ァ-ヺー一-鿿]{{1,8}})(?!と(?:い|言|呼|称)))"
    r"|(?P<all>[者員人社件回個隻票校]|か国|議席)数(?:は|って)?(?:いくつ|どの|どれ|何|を(?:教|知|示)|[?。]|$)"
    r"|\bhow many (?P<en>\w+)|сколько (?P<ru>\w+)|多少(?P<zh>[^钱\W])|几(?P<zh2>个?\w)|몇 ?(?P<ko>\w)"
)
_COUNTED_IN = {"者": "人", "員": "人"}  # 参加者数, 職員数
_EXTENTS: frozenset[AskedKind] = frozenset({"duration", "money", "share", "age", "measure", "frequency"})
# Kinds, and those that are only another way to read their words.
_REPLACED: tuple[tuple[set[AskedKind], set[AskedKind]], ...] = (
    ({"weekday"}, {"day"}),
    ({"day", "month", "year"}, {"date", "time"}),
    ({"day", "month"}, {"year"}),
    ({"start", "end"}, {"date"}),
    ({"date"}, {"time"}),
    ({"surname"}, {"person", "name"}),
    ({"identity"}, {"person"}),
    ({"city", "country"}, {"place"}),
)
UNKNOWN = "something"
_UNTIL = ("日", "週", "か月", "年")  # from today until a date: they are reckoned
_MOST_WORDS = 2
# From one date to another: the days between are reckoned, they need not stand anywhere.
_SPAN = re.compile(
    r"から.{2,}まで.*(?:何日(?!以内)|日数|何年|何[かヶカ]月|どれ(?:くらい|ほど|だけ)の?(?:時?間|期間|日数|経|空|離|あい))"
    r"|how (?:many days|long)\b.*\b(?:from|between)\b"
)

# 任期は何年 asks for a number of years, not for one of them.
_YEARS_LONG = re.compile(r"(?<=任期は)何年(?!間|から|に|の)|(?<=期間は)何年(?!間|から|に|の)")


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of thing asked for; `unit` is the counted thing ("人", "社") where one is named.

    "something" is counted that `quantities` has no unit for; `things` are its words, in
    the forms that stand for them, or such a unit (海里 of 何海里). Of who somebody is, the
    `things` are the words of the question: none of them is the name; of a country or
    city, those that the question names itself.
    """

    kind: AskedKind = "any"
    unit: str = ""
    things: frozenset[str] = frozenset()


def asked_for(question: str) -> tuple[Asked, ...]:
    """Every kind a question asks for, the most exact first; a lone `any` where none shows.

    >>> [asked.kind for asked in asked_for("第6回会合はいつ、どこで開かれましたか。")]
    ['date', 'place']
    """
    folded = _YEARS_LONG.sub("何年間", fold(question))
    counted = next(filter(_counts, _COUNTED.finditer(folded)), None)
    kinds: set[AskedKind] = {kind for kind, pattern in asked_patterns().items() if pattern.search(folded)}
    if counted:
        kinds.add("number")
        kinds -= {"year"} if "年間" in counted[0] else set()
    if _SPAN.search(folded) or (counted and _unit(counted) in _UNTIL and asks_of_today(question)):
        return (Asked("date"),)
    if "much" in kinds:
        kinds ^= {"much"} if kinds & _EXTENTS else {"much", "number"}
    for exact, vague in _REPLACED:
        if kinds & exact:
            kinds -= vague
    number = Asked("number", _unit(counted) or UNKNOWN, _things(counted)) if counted else Asked("number")
    named = frozenset(fold(question[place.start_char : place.end_char]) for place in places(question))
    told = {
        "number": number,
        "identity": Asked("identity", things=frozenset(re.findall(r"[\w'-]+", folded))),
        "country": Asked("country", things=named),
        "city": Asked("city", things=named),
    }
    found = [told.get(kind) or Asked(kind) for kind in asked_patterns() if kind in kinds]
    return tuple(found) or (Asked(),)


def _counts(found: re.Match[str]) -> bool:
    """Whether a word behind 何 counts: 何発 and 何海里 do, 何湖 and 何資源 ask for a name."""
    return not found["own"] or bool(_counter(found["own"]))


def _counter(word: str) -> str:
    """The unit that a word begins with, if SudachiPy knows that as one; "" otherwise."""
    first = next((unit.morpheme for unit in units(f"何{word}") if unit.start_char), None)
    return first.surface() if first and first.part_of_speech()[2].startswith("助数詞") else ""


def _things(counted: re.Match[str]) -> frozenset[str]:
    """The forms of what is counted, in a script split at blanks: those of "door stewards"; elsewhere a unit we lack."""
    if counted["own"]:
        return frozenset({_counter(counted["own"])})
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
    word = _COUNTED_IN.get(word, word)
    return unit_of(word)[0] or next((q.unit for q in quantities(f"2 {word}") if q.unit), "")
