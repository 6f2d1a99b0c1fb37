"""Tables of contents: lines that list headings which come again further down."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.reading.source import Line

_PLAIN = re.compile(r"[#*_ \t　]")
_LEADERS = re.compile(r"(?:\.{4,}|(?:[ ]\.){3,}|…{2,}|・{4,}|‥{2,})[ .…・]*\d*\s*$")
_PAGE = re.compile(r"(?:[ \t　.…・‥]{2,}|\t|　)\d{1,4}\s*$|[ .…・‥\t　]+$")
_LOOSE_PAGE = re.compile(r"[ \t　]\d{1,4}\s*$")
_MARKUP = re.compile(r"[\s　#*_\[\]\-]|\(#?[^)]*\)$")
_TITLE = re.compile(r"(?:目[次录錄]|(?:tableof)?contents|содержание|оглавление|목차|차례)$", re.IGNORECASE)
_WORKS = re.compile(
    r"(?:references|bibliography|workscited|endnotes|notes|参考文献|引用文献|脚注|注|литература|примечания|참고문헌|미주)$",
    re.IGNORECASE,
)
_ONE = re.compile(r"\W*(?:1|１|一)\W")
_LATE = 0.4
_FIRST = re.compile(r"[\s　#*_\-]*(?P<first>第[^\s　]+?[編部章節款条编节]|제\d+[편장절조]|\w+[ ][IVXLC\d]+|[\w.\-]+)")
_SENTENCE = re.compile(r"[。；;,，、:：]\s*$|[^\W\d_]{3,}\.\s*$")
_TITLE_STOP = re.compile(r".{0,79}[^。；;,，、:：]$")
_NUMBERED = re.compile(r"[\s　#*_\-]*(?:第|제|[(（]?\d|[IVXLC]+\.|[A-Z]\.)")
_LONGEST_LINE, _MOST_LINES, _LATEST_START = 120, 400, 5_000
_LEAST_LINES, _MOST_WRAPPED, _LONGEST_GAP = 4, 3, 40


def contents_lines(lines: Sequence[Line]) -> set[int]:
    """Indices of the lines that belong to a table of contents.

    They are lines with leaders to a page number, runs of lines most of which come
    again later in the same order and with text between, and what stands between the
    words "Contents" and the place where its first entry's number comes again. Wrapped
    lines between two entries belong to them.
    """
    led = [at for at, line in enumerate(lines) if _LEADERS.search(line.text[-_LONGEST_LINE:])]
    places: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        places[_key(line.text)].append(at)
    found, at = set(led), 0
    while at < min(len(lines), _LATEST_START):
        run = _run(lines, places, at, going=any(n in found for n in range(at - _MOST_WRAPPED - 1, at)))
        found.update(run)
        at = max(run, default=at) + 1
    return _filled(lines, found) | _titled(lines, found)


def bibliography_lines(lines: Sequence[Line]) -> set[int]:
    """Indices of the lines under a heading that announces works cited or notes: their numbers are not the text's."""
    filled = [n for n, line in enumerate(lines) if not line.blank]
    for at, below in pairwise(filled):
        if at >= _LATE * len(lines) and _WORKS.match(_PLAIN.sub("", lines[at].text)) and _ONE.match(lines[below].text):
            return set(range(at, len(lines)))
    return set()


def _filled(lines: Sequence[Line], found: set[int]) -> set[int]:
    """With what stands between two entries and reads like more of them: wrapped ones, or such as do not come again."""
    between = (range(a + 1, b) for a, b in pairwise(sorted(found)) if b - a <= _LONGEST_GAP)
    return found | {n for gap in between if _entries([lines[n] for n in gap]) for n in gap}


def _entries(gap: Sequence[Line]) -> bool:
    if len(gap) <= _MOST_WRAPPED:
        return all(len(line.text) <= _LONGEST_LINE for line in gap)
    return 2 * sum(map(_numbered, gap)) >= len(gap) and all(_could_be_entry(line.text) for line in gap)


def _titled(lines: Sequence[Line], found: set[int]) -> set[int]:
    """From the word "Contents" to where its first entry comes again, or else to the first entry found."""
    title = next((n for n, line in enumerate(lines) if _TITLE.match(_PLAIN.sub("", line.text))), None)
    if title is None:
        return set()
    entries = [n for n in range(title + 1, min(title + _MOST_LINES, len(lines))) if not lines[n].blank]
    first = _first(lines[entries[0]]) if entries else ""
    again = next((n for n in entries[1:] if first and _first(lines[n]) == first), None)
    if again is not None and all(len(lines[n].text) <= _LONGEST_LINE for n in entries if n < again):
        return set(range(title, again))
    near = next((n for n in entries[:_LONGEST_GAP] if n in found), title)
    return set(range(title, near)) if all(_could_be_entry(lines[n].text) for n in range(title, near)) else set()


def _first(line: Line) -> str:
    match = _FIRST.match(line.text)
    return match["first"].casefold() if match else ""


def _run(lines: Sequence[Line], places: dict[str, list[int]], start: int, *, going: bool) -> list[int]:
    """The entries from `start` on that come again later, in order and apart; none where too few do.

    Where other entries stand just above (`going`), it may do that in a shorter table.
    """
    entries: list[int] = []
    later: list[int] = []
    at = wrapped = start
    while at < min(len(lines), start + _MOST_LINES) and not (later and at >= later[0]):
        again = _again(lines[at].text, places, later[-1] if later else at)
        if again is not None:
            entries.append(at)
            later.append(again)
            wrapped = at
        elif at - wrapped >= _MOST_WRAPPED or not entries or not _could_be_entry(lines[at].text):
            break
        at += 1
    apart = sum(b - a > 1 for a, b in pairwise(later))
    enough = len(entries) >= _LEAST_LINES and later[0] > entries[-1] and (going or 2 * apart >= len(later) - 1)
    return entries if enough and 2 * sum(map(_numbered, (lines[n] for n in entries))) >= len(entries) else []


def _again(text: str, places: dict[str, list[int]], after: int) -> int | None:
    if not _could_be_entry(text):
        return None
    for key in _keys(text):
        row = places.get(key, [])
        n = bisect_right(row, after)
        if n < len(row):
            return row[n]
    return None


def _could_be_entry(text: str) -> bool:
    """Whether a line is short and no sentence; behind a number a title may end in a full stop."""
    words = text.strip()
    if not words or len(words) > _LONGEST_LINE:
        return False
    return bool(_TITLE_STOP.match(words)) if _NUMBERED.match(words) else not _SENTENCE.search(words)


def _numbered(line: Line) -> bool:
    return bool(_NUMBERED.match(line.text)) or line.level > 0


def _keys(text: str) -> Iterable[str]:
    """What a heading may read like: as it stands, or without a page number behind a mere blank."""
    key = _key(text)
    loose = _key(_LOOSE_PAGE.sub("", text))
    return (key,) if loose == key else (key, loose)


def _key(text: str) -> str:
    """A line's words without markup, leaders and page number; "" for what is too long for a heading."""
    if len(text) > 2 * _LONGEST_LINE:
        return ""
    return _MARKUP.sub("", _PAGE.sub("", text) or text).casefold()
