"""What a reader says of the numbers found: where they begin, what is contents, what is no number.

A correction names its line by what stands there, so that it holds for the next version of the document too.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from index.document import Correction, CorrectionKind
from index.errors import DanrakuError
from index.reading import Line

_CHARS = 120


class NoSuchLine(DanrakuError):
    """A correction for a line that the text does not have, or that holds nothing."""

    hint = "Lines are those of the text as read, from 1: danraku parse FILE --text shows them"


class NoLines(DanrakuError):
    """Lines that are written as no lines are."""

    hint = "Write the first line and the last, as in 3-20, or one line alone"


@dataclass(frozen=True, slots=True)
class Corrected:
    """Indices of lines, as corrections leave them.

    Attributes:
        contents: Those of tables of contents.
        without: Those that hold no number, whatever they look like.
    """

    contents: frozenset[int]
    without: frozenset[int]


def correction_of(text: str, kind: CorrectionKind, first: int, last: int | None = None) -> Correction:
    """The correction of a text's lines, counted from 1.

    Raises:
        NoSuchLine: the text ends before it, or it is blank.
    """
    lines = text.split("\n")
    words = lines[first - 1].strip()[:_CHARS] if 0 < first <= len(lines) else ""
    if not words:
        raise NoSuchLine(f"Line {first} of the text is blank or not there")
    nth = sum(line.strip()[:_CHARS] == words for line in lines[:first])
    end = lines[(last or first) - 1].strip()[:_CHARS] if (last or first) <= len(lines) else ""
    return Correction(kind, words, nth, end)


def corrections_of(
    text: str, *, begins: int | None = None, contents: Sequence[str] = (), without: Sequence[int] = ()
) -> tuple[Correction, ...]:
    """What a reader says of a text as it was read, by its lines from 1.

    Args:
        text: As read; its lines are counted.
        begins: The line at which numbers begin.
        contents: Lines that are a table of contents, each as 3-20 or 3.
        without: Lines that hold no number.

    Raises:
        NoLines: contents are written otherwise.
        NoSuchLine: the text has no such line, or it is blank.
    """
    found = [correction_of(text, "begins", begins)] if begins is not None else []
    for span in contents:
        first, _, last = span.partition("-")
        if not (first.isdecimal() and (last or first).isdecimal()):
            raise NoLines(f"{span!r} names no lines of contents")
        found.append(correction_of(text, "contents", int(first), int(last or first)))
    return (*found, *(correction_of(text, "no number", line) for line in without))


def corrected(lines: Sequence[Line], contents: Set[int], corrections: Sequence[Correction]) -> Corrected:
    """The tables of contents found, and lines without numbers, after what a reader said."""
    found, without = set(contents), set[int]()
    for correction in corrections:
        at = _place(lines, correction)
        if at is None:
            continue
        if correction.kind == "begins":
            found = {n for n in found if n < at}
            without |= set(range(at))
        elif correction.kind == "contents":
            stop = next((n for n in range(at, len(lines)) if _words(lines[n]) == correction.last_line), at)
            found |= set(range(at, stop + 1))
        else:
            without.add(at)
    return Corrected(frozenset(found), frozenset(without))


def _place(lines: Sequence[Line], correction: Correction) -> int | None:
    """The line meant: the same words as often before, or else the first with them; None where they are gone."""
    same = [n for n, line in enumerate(lines) if _words(line) == correction.line]
    return same[min(correction.nth, len(same)) - 1] if same else None


def _words(line: Line) -> str:
    return line.text.strip()[:_CHARS]
