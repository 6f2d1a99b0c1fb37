"""Fields that number: LISTNUM, AUTONUM and SEQ, counted where the file holds no result for them.

ECMA-376 part 1, 17.16.5. Word works these out on opening and often stores nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.reading.counting import shown
from index.reading.word.counters import Counters, Number
from index.reading.word.numbering import Level, List, Lists

_NAME = re.compile(r'\s*(?P<kind>\w+)\s*(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s\\"][^\s\\]*))?')
_SWITCH = re.compile(r'\\(?P<name>[a-zA-Z*#@])\s*(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s\\"]+))?')
_FORMATS = {
    "arabic": "decimal",
    "alphabetic": "lowerLetter",
    "ALPHABETIC": "upperLetter",
    "roman": "lowerRoman",
    "ROMAN": "upperRoman",
    "ordinal": "ordinal",
    "cardtext": "cardinalText",
    "ordtext": "ordinalText",
}


def _built_in(name: str, patterns: Sequence[tuple[str, str]]) -> List:
    levels = {n: Level(written, text.replace("%", f"%{n + 1}"), 1, n) for n, (written, text) in enumerate(patterns)}
    return List("", f"field {name}", levels)


_DECIMAL, _LETTER, _ROMAN = "decimal", "lowerLetter", "lowerRoman"
_HALF, _BRACKETS, _STOPS = (
    [(written, text) for written in (_DECIMAL, _LETTER, _ROMAN)] for text in ("%)", "(%)", "%.")
)
_BUILT_IN = {
    "numberdefault": _built_in(
        "number",
        [
            (_DECIMAL, "%)"),
            (_LETTER, "%)"),
            (_ROMAN, "%)"),
            *_BRACKETS,
            (_DECIMAL, "%."),
            (_LETTER, "%."),
            (_ROMAN, "%."),
        ],
    ),
    "outlinedefault": _built_in(
        "outline",
        [
            ("upperRoman", "%."),
            ("upperLetter", "%."),
            (_DECIMAL, "%."),
            (_LETTER, "%)"),
            *_BRACKETS,
            *_BRACKETS[1:],
        ],
    ),
    "legaldefault": List(
        "",
        "field legal",
        {n: Level(_DECIMAL, ".".join(f"%{at}" for at in range(1, n + 2)) + ".", 1, n) for n in range(9)},
    ),
}


class Fields:
    """The fields of one story, in order."""

    def __init__(self, lists: Lists, counters: Counters) -> None:
        self._lists, self._counters = lists, counters
        self._sequences: Counter[str] = Counter()
        self._paragraphs = 0
        self.counted: Number | None = None

    def result(self, instruction: str, stored: str, place: tuple[List, int] | None) -> str:
        """What a field shows.

        Args:
            instruction: As written: LISTNUM "Claims" \\l 2.
            stored: The result that the file holds; "" where it holds none.
            place: The list of the paragraph around it and the paragraph's depth there.

        `counted` is the number that it counted, None where it shows what the file holds.
        """
        self.counted = None
        match = _NAME.match(instruction)
        kind = match["kind"].upper() if match else ""
        name = (match["quoted"] or match["plain"] or "") if match else ""
        switches = {m["name"].lower(): m["quoted"] or m["plain"] or "" for m in _SWITCH.finditer(instruction)}
        if kind == "SEQ":
            return self._sequence(name.casefold(), switches, stored)
        if stored.strip():
            return stored
        if kind == "LISTNUM":
            return self._listed(name, switches, place)
        if kind.startswith("AUTONUM"):
            self._paragraphs += 1
            text = shown(self._paragraphs, _format(switches)) + switches.get("s", ".")
            self.counted = Number(text, text, self._paragraphs, 1)
            return text
        return stored

    def _listed(self, name: str, switches: dict[str, str], place: tuple[List, int] | None) -> str:
        named = self._lists.by_name.get(name.casefold()) or _BUILT_IN.get(name.casefold())
        inside = place is not None and not named
        numbered = named or (place[0] if place else _BUILT_IN["numberdefault"])
        depth = _whole(switches.get("l", ""))
        at = depth - 1 if depth else place[1] + 1 if inside and place else 0
        self.counted = self._counters.next_in(numbered, at, _whole(switches.get("s", "")))
        return self.counted.text if self.counted else ""

    def _sequence(self, name: str, switches: dict[str, str], stored: str) -> str:
        told = _whole(stored.strip())
        if told is not None:
            self._sequences[name] = told
        elif "c" not in switches:
            reset = _whole(switches.get("r", ""))
            self._sequences[name] = reset if reset is not None else self._sequences[name] + 1
        if "h" in switches:
            return ""
        return stored or shown(self._sequences[name], _format(switches))


def _format(switches: dict[str, str]) -> str:
    asked = switches.get("*", "")
    return _FORMATS.get(asked, _FORMATS.get(asked.lower(), "decimal"))


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None
