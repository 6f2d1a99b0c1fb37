"""Plain text whose lines are counted at their start, each or every fifth -> the text without those numbers."""

from __future__ import annotations

import re
from collections import Counter
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
    indent = 0
    if not _every_line(lines, found):
        found = _in_margin(found)
        indent = _indent(lines, found)
        if not _every_fifth(found, indent):
            return text
    kept = []
    for at, line in enumerate(lines):
        if match := found.get(at):
            left_out.add("line number", match["n"])
            kept.append(match["feed"] + (match["words"] or ""))
        else:
            kept.append(line[indent:] if line[:indent].isspace() else line)
    return "\n".join(kept)


def _every_line(lines: Sequence[str], found: dict[int, re.Match[str]]) -> bool:
    """Whether the numbers count nearly all lines of a text broken to fit."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    if len(found) < max(_LEAST, _NEARLY * len(filled)):
        return False
    even = [step for step in _steps(found) if step[0] == step[1]]
    mostly = len(even) >= _MOSTLY * (len(found) - 1) and all(step == (1, 1) for step in even)
    return mostly and _runs_on([_words(lines, found, at) for at in filled])


def _in_margin(found: dict[int, re.Match[str]]) -> dict[int, re.Match[str]]:
    """The numbers that five divides and that end in the column where most of these do."""
    fifths = {at: match for at, match in found.items() if int(match["n"]) % _FIFTH == 0}
    columns = Counter(_column(match) for match in fifths.values())
    column = columns.most_common(1)[0][0] if columns else 0
    return {at: match for at, match in fifths.items() if _column(match) == column}


def _every_fifth(found: dict[int, re.Match[str]], indent: int) -> bool:
    """Whether numbers count every fifth line, each page anew, left of where all others begin."""
    if len(found) < _LEAST_FIFTHS or indent < _LEAST_INDENT or indent <= _column(next(iter(found.values()))):
        return False
    steps = [step for step in _steps(found) if step[1] > 0]
    return 2 * len(steps) > len(found) and sum(step == (_FIFTH, _FIFTH) for step in steps) >= _MOSTLY * len(steps)


def _column(match: re.Match[str]) -> int:
    return match.end("n") - match.end("feed")


def _steps(found: dict[int, re.Match[str]]) -> list[tuple[int, int]]:
    """From each number to the next: how many lines, and how much more."""
    return [(b - a, int(found[b]["n"]) - int(found[a]["n"])) for a, b in pairwise(sorted(found))]


def _indent(lines: Sequence[str], found: dict[int, re.Match[str]]) -> int:
    """How far every line without a number stands in."""
    others = [line for at, line in enumerate(lines) if line.strip() and at not in found]
    return min((len(line.lstrip("\f")) - len(line.lstrip()) for line in others), default=0)


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
