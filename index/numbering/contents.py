"""Tables of contents: lines that list headings which come again further down."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from index.source import Line

_PLAIN = re.compile(r"[#*_ \t　]")
_LEADERS = re.compile(r"(?:\.{4,}|(?:[ ]\.){3,}|…{2,}|・{4,}|‥{2,})[ .…・]*\d*\s*$")
_PAGE = re.compile(r"[ \t　.…・‥]*\d{0,4}\s*$")
_MARKUP = re.compile(r"[\s　#*_\[\]\-]|\(#?[^)]*\)$")
_TITLE = re.compile(r"(?:目[次录錄]|(?:tableof)?contents|содержание|оглавление|목차|차례)$", re.IGNORECASE)
_FIRST = re.compile(r"[\s　#*_\-]*(?P<first>第[^\s　]+?[編部章節款条编节]|제\d+[편장절조]|\w+[ ][IVXLC\d]+|[\w.\-]+)")
_LONGEST_LINE, _MOST_LINES, _LATEST_START = 120, 400, 2_000
_LEAST_LINES = 4
_LEAST_SPREAD = 2


def contents_lines(lines: Sequence[Line]) -> set[int]:
    """Indices of the lines that belong to a table of contents.

    They are lines with leaders to a page number, runs of lines each of which comes
    again later in the same order and with text between, and what stands between the
    words "Contents" and the place where its first entry's number comes again.
    """
    led = {at for at, line in enumerate(lines) if _LEADERS.search(line.text[-_LONGEST_LINE:])}
    keys = [_key(line.text) if len(line.text) <= _LONGEST_LINE * 2 else "" for line in lines]
    places: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        places[key].append(at)
    found, at = led | _titled(lines), 0
    while at < min(len(lines), _LATEST_START):
        run = _run(keys, places, at)
        if run:
            found.update(range(at, at + run))
        at += max(run, 1)
    return found


def _titled(lines: Sequence[Line]) -> set[int]:
    title = next((n for n, line in enumerate(lines) if _TITLE.match(_PLAIN.sub("", line.text))), None)
    if title is None:
        return set()
    entries = [n for n in range(title + 1, min(title + _MOST_LINES, len(lines))) if not lines[n].blank]
    first = _first(lines[entries[0]]) if entries else ""
    again = next((n for n in entries[1:] if first and _first(lines[n]) == first), None)
    if again is None or any(len(lines[n].text) > _LONGEST_LINE for n in entries if n < again):
        return set()
    return set(range(title, again))


def _first(line: Line) -> str:
    match = _FIRST.match(line.text)
    return match["first"].casefold() if match else ""


def _run(keys: Sequence[str], places: dict[str, list[int]], start: int) -> int:
    """How many lines from `start` on come again later in order; 0 where too few do."""
    later: list[int] = []
    at = start
    while at < min(len(keys), start + _MOST_LINES) and keys[at]:
        after = places[keys[at]]
        n = bisect_right(after, later[-1] if later else at)
        if n == len(after) or (later and at >= later[0]):
            break
        later.append(after[n])
        at += 1
    if len(later) < _LEAST_LINES or later[0] < at:
        return 0
    return len(later) if later[-1] - later[0] >= _LEAST_SPREAD * len(later) else 0


def _key(text: str) -> str:
    return _MARKUP.sub("", _PAGE.sub("", text) or text).casefold()
