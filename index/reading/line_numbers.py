"""Plain text whose lines are counted at their start, each or every fifth -> the text without those numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from index.reading.shown.left_out import LeftOut

_COUNTED = re.compile(r"(?P<feed>\f?)[ \t]*(?P<n>\d{1,5})(?:[ \t]+(?P<words>.*)|$)")
_STOPS = ".!?;:。！？；："
_LEAST, _LEAST_FIFTHS, _FIFTH = 20, 5, 5
_NEARLY, _MOSTLY, _WRAPPED = 0.9, 0.8, 0.7
_LEAST_INDENT, _SHORT = 3, 20
_LONGER, _SMALL = 0.95, 0.25


def without_line_numbers(text: str, left_out: LeftOut) -> str:
    """A text without the numbers that count its lines; as it is where none do.

    They count every line or each fifth, one for one, in a text that is broken to fit: its lines go on
    from one to the next and are about as long, as those of a list are not.
    """
    lines = text.split("\n")
    found = {at: match for at, line in enumerate(lines) if (match := _COUNTED.fullmatch(line.rstrip("\r")))}
    step = _step(lines, found)
    if not step:
        return text
    indent = 0 if step == 1 else _indent(lines, found)
    kept = []
    for at, line in enumerate(lines):
        if match := found.get(at):
            left_out.add("line number", match["n"])
            kept.append(match["feed"] + (match["words"] or ""))
        else:
            kept.append(line[indent:] if line[:indent].isspace() else line)
    return "\n".join(kept)


def _step(lines: Sequence[str], found: dict[int, re.Match[str]]) -> int:
    """How many lines stand from one number to the next; 0 where numbers count no lines."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    places = sorted(found)
    steps = [(b - a, int(found[b]["n"]) - int(found[a]["n"])) for a, b in pairwise(places)]
    even = [step for step in steps if step[0] == step[1]]
    if len(even) < _MOSTLY * len(steps) or not _runs_on([_words(lines, found, at) for at in filled]):
        return 0
    if len(found) >= max(_LEAST, _NEARLY * len(filled)) and all(step == (1, 1) for step in even):
        return 1
    fifths = [at for at in places if int(found[at]["n"]) % _FIFTH == 0]
    apart = len(fifths) == len(places) >= _LEAST_FIFTHS and _indent(lines, found) >= _LEAST_INDENT
    return _FIFTH if apart else 0


def _indent(lines: Sequence[str], found: dict[int, re.Match[str]]) -> int:
    """How far every line without a number stands in."""
    others = [line for at, line in enumerate(lines) if line.strip() and at not in found]
    return min((len(line) - len(line.lstrip()) for line in others), default=0)


def _words(lines: Sequence[str], found: dict[int, re.Match[str]], at: int) -> str:
    return ((found[at]["words"] or "") if at in found else lines[at]).strip()


def _runs_on(texts: Sequence[str]) -> bool:
    """Whether most lines go on into the next and are about as long as the longer ones; of letters, many small."""
    filled = [text for text in texts if text]
    lengths = sorted(map(len, filled))
    if not filled or median(lengths) < max(_SHORT, _WRAPPED * lengths[int(_LONGER * len(lengths))]):
        return False
    going = sum(text[-1] not in _STOPS for text in filled)
    cased = sum(text[0].lower() != text[0].upper() for text in filled)
    small = sum(text[0].islower() for text in filled)
    return 2 * going > len(filled) and (2 * cased < len(filled) or small >= _SMALL * cased)
