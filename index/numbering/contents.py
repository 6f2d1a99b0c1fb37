"""Tables of contents: lines that list headings which come again further down, with the text between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, pairwise

from index.reading import Line
from index.text.languages.container_words import CONTENTS_TITLES, WORKS_TITLES

_PLAIN = re.compile(r"[^\w]")
_LEADERS = re.compile(r"(?:\.{4,}|(?:[ ]\.){3,}|…{2,}|・{4,}|‥{2,}|_{4,})[ .…・]*\d*\s*$")
_PAGED = re.compile(r"\S.*?(?:\t|[ 　]{2,})(?P<page>\d{1,4})\s*$")
_LEADER_CHARS, _LONGEST_PAGE = " .…・‥\t　", 4
_LOOSE_PAGE = re.compile(r"[ \t　]\d{1,4}\s*$")
_MARKUP = re.compile(r"[\s　#*_\[\]\-]|\(#?[^)]*\)$")
_RANGE = re.compile(r"[（(][^（()）]*\d*[条條조〜～―－–\-—・][^（()）]*[）)]\s*$")
_TITLE = re.compile(rf"(?:{'|'.join(CONTENTS_TITLES)})", re.IGNORECASE)
_WORKS = re.compile(rf"(?:{'|'.join(WORKS_TITLES)})", re.IGNORECASE)
_ONE = re.compile(r"\W*(?:1|１|一)\W")
_LATE = 0.4
_N_JA = r"[\d０-９〇零一二三四五六七八九十百千]+"
_FIRST = re.compile(
    r"[\s　#*_\-\[]*(?P<first>第[^\s　]+?[編部章節款條条编节]|제\s?\d+[편장절조]|§\s?\d+\w?|\w+\.?[ ][IVXLC\d]+\b"
    r"|[\w.\-]+)"
)
_NAMED = re.compile(
    rf"[\s　#*_\-\[]*(?P<named>第[ 　]?{_N_JA}[ 　]?[編部章節款條条编节](?:[のノ之의]{_N_JA})*"
    rf"|第[ 　]?{_N_JA}(?=$|[\s　（(【])"
    r"|제\s?\d+[편장절조](?:의\d+)?"
    r"|[附付]\s*則(?=$|\s|[（(])|부\s*칙(?=$|\s|[<〈(])|§\s?\d+[a-zA-Z]?\b"
    r"|[^\W\d_]{3,}\.?[ \u00a0](?:\d{1,4}[a-zA-Z]?|[IVXLC]+)(?=\.?[ºª°]|er\b|$|[\s.:)–—-]))"
)
_NUMBER_ENDS = re.compile(r"(?:\.?[ºª°]|er\b)?[ \t]*(?:$|[\s.:：—–（(【\-])")
_ALONE = re.compile(r"(?:\.?[ºª°]|er\b)?[\s.:：—–\-]*$")
_CONTAINER = re.compile(r"\W*(?:[附付]\s*則|부\s*칙)")
_CAPTION = re.compile(r"[ 　]?[(（](?P<words>[^()（）\d]+)[)）]")
_COUNT = re.compile(r"(?<=[第제§])[^章編部節款條条编节편장절조]+|[\d０-９]+[a-z]?$|[ivxlc]+$")
_STOPS, _LAST_CHARS = "。；;,，、:：।॥۔။።។։", 40
_FULL_STOP = re.compile(r"(?:[^\W\d_]{3}|[^\x00-\u024f]{2})[.)]*\.$")
_RUNS = ("....", ". . .", "……", "・・・・", "‥‥", "____", "…", ". .")
_TITLE_STOP = re.compile(r".{0,119}[^。；;，、:：]$")
_NUMBERED = re.compile(
    r"[\s　#*_\-\[]*(?:第|제|§|[附付]\s*則|부\s*칙|[(（]?\d|[IVXLC]+\.|[A-Z]\.|[^\W\d_]{3,}\.?[ \u00a0][\dIVXLC]+\b)"
)
_BRACKETED = re.compile(r"[\s　#*_\-\[]*[(（]")
_LONGEST_LINE, _MOST_LINES, _LATEST_START = 160, 600, 5_000
_LEAST_LINES, _LEAST_NAMED, _MOST_WRAPPED, _LONGEST_GAP = 4, 3, 3, 40
_LEAST_PAGED, _LEAST_WORDED = 4, 8
_MOST_FIRSTS = 4
_FULLER = 3
_LINKED = re.compile(r"[\s　]*(?:[-*+]|\d{1,4}[.)])?[\s　]*\[[^\]]+\]\(#[^()\s]*\)[\s　]*")
_LEAST_LINKED = 3


def titles_above(lines: Sequence[Line], contents: Set[int]) -> set[int]:
    """The lines that hold nothing but a word for contents, right above the first line of a table of contents."""
    above = (_filled_above(lines, at) for at in contents if at - 1 not in contents)
    return {at for at in above if at is not None and _is(_TITLE, lines[at])}


def _filled_above(lines: Sequence[Line], at: int) -> int | None:
    return next((n for n in range(at - 1, -1, -1) if not lines[n].blank), None)


def contents_lines(lines: Sequence[Line]) -> set[int]:
    """Indices of the lines that belong to a table of contents.

    They are lines with leaders or a wide gap to a page number, runs of lines most of
    which come again later in the same order and with text between, and what stands
    between the words "Contents" and the place where its first entry's number comes
    again. Wrapped lines between two entries belong to them.
    """
    led = [at for at, line in enumerate(lines) if _leads(line.text[-_LONGEST_LINE:])]
    found = {*led, *_paged(lines), *_linked(lines)}
    table = _Table(lines)
    titles = [n for n, line in enumerate(lines) if _is(_TITLE, line)]
    below = _below(titles, lines)
    at, text = 0, 0
    while at < min(len(lines), _LATEST_START):
        going = any(n in found for n in range(at - _MOST_WRAPPED - 1, at))
        run = table.run(at, going=going, titled=at in below)
        lines_run = [entry.line for entry in run]
        if run:
            text = text if going and text > run[-1].line else run[0].again
            lines_run += table.tail(lines_run[-1], text)
        found.update(lines_run)
        at = max(lines_run, default=at) + 1
    return _filled(lines, found) | _titled(titles[0], lines, found) if titles else _filled(lines, found)


def _leads(text: str) -> bool:
    return any(run in text for run in _RUNS) and bool(_LEADERS.search(text))


def bibliography_lines(lines: Sequence[Line]) -> set[int]:
    """Indices of the lines under a heading that announces works cited or notes: their numbers are not the text's."""
    filled = [n for n, line in enumerate(lines) if not line.blank]
    for at, below in pairwise(filled):
        if at >= _LATE * len(lines) and _is(_WORKS, lines[at]) and _ONE.match(lines[below].text):
            return set(range(at, len(lines)))
    return set()


def _is(title: re.Pattern[str], line: Line) -> bool:
    return len(line.text) < _LONGEST_LINE // 2 and not line.blank and bool(title.fullmatch(_PLAIN.sub("", line.text)))


def _paged(lines: Sequence[Line]) -> set[int]:
    """Lines that end in page numbers behind a wide gap, which never fall: an automatic table."""
    found: set[int] = set()
    run: list[int] = []
    page = 0
    for at, line in enumerate(lines):
        if line.blank:
            continue
        match = _PAGED.match(line.text) if len(line.text) <= 2 * _LONGEST_LINE else None
        if match and int(match["page"]) >= page:
            run.append(at)
            page = int(match["page"])
            continue
        found.update(run if len(run) >= _LEAST_PAGED else ())
        run, page = ([at], int(match["page"])) if match else ([], 0)
    return found | set(run if len(run) >= _LEAST_PAGED else ())


def _linked(lines: Sequence[Line]) -> set[int]:
    """Runs of lines that are nothing but links to places of the same text."""
    found: set[int] = set()
    run: list[int] = []
    for at, line in enumerate(lines):
        if _LINKED.fullmatch(line.text):
            run.append(at)
        elif not line.blank:
            found.update(run if len(run) >= _LEAST_LINKED else ())
            run = []
    return found | set(run if len(run) >= _LEAST_LINKED else ())


def _below(titles: Sequence[int], lines: Sequence[Line]) -> set[int]:
    """The first filled line below each title of a table of contents."""
    return {next((n for n in range(at + 1, len(lines)) if not lines[n].blank), at) for at in titles}


def _filled(lines: Sequence[Line], found: set[int]) -> set[int]:
    """With what stands between two entries and reads like more of them: wrapped ones, or such as do not come again."""
    between = (range(a + 1, b) for a, b in pairwise(sorted(found)) if b - a <= _LONGEST_GAP)
    return found | {n for gap in between if _entries([lines[n] for n in gap]) for n in gap}


def _entries(gap: Sequence[Line]) -> bool:
    if len(gap) <= _MOST_WRAPPED:
        return all(len(line.text) <= _LONGEST_LINE for line in gap)
    filled = [line for line in gap if not line.blank]
    return 2 * sum(map(_numbered, filled)) >= len(filled) and all(_could_be_entry(line.text) for line in filled)


def _titled(title: int, lines: Sequence[Line], found: set[int]) -> set[int]:
    """From the word "Contents" to the first entry found; to where the first one comes again if it was not found."""
    entries = [n for n in range(title + 1, min(title + _MOST_LINES, len(lines))) if not lines[n].blank]
    first = _first(lines[entries[0]]) if entries else ""
    if entries and entries[0] in found:
        return set(range(title, entries[0]))
    again = next((n for n in entries[1:] if first and _first(lines[n]) == first), None)
    if again is not None and all(len(lines[n].text) <= _LONGEST_LINE for n in entries if n < again):
        return set(range(title, again))
    near = next((n for n in entries[:_LONGEST_GAP] if n in found), title)
    filled = (n for n in range(title, near) if not lines[n].blank)
    return set(range(title, near)) if all(_could_be_entry(lines[n].text) for n in filled) else set()


def _first(line: Line) -> str:
    match = _FIRST.match(line.text)
    return match["first"].casefold() if match else ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line that comes again: where, and whether only its number does."""

    line: int
    again: int
    named_only: bool


class _Table:
    """Where every line's words come again."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.places: dict[str, list[int]] = defaultdict(list)
        self.filled = list(accumulate((not line.blank for line in lines), initial=0))
        self.shapes: dict[int, tuple[str, int]] = {}
        self.captions: dict[int, str] = {}
        counts: Counter[str] = Counter()
        for at, line in enumerate(lines):
            for key in dict.fromkeys(_keys(line.text)):
                self.places[key].append(at)
            if shape := _shape(line.text):
                counts[shape] += 1
                self.shapes[at] = (shape, counts[shape])
                self.captions[at] = _caption(line.text)

    def run(self, start: int, *, going: bool, titled: bool) -> Sequence[_Entry]:
        """The entries from `start` on that come again later, in order and apart; none where too few do.

        Where other entries stand just above (`going`), it may do that in a shorter table; below a title in any.
        """
        firsts = self._places_after(start, start)[:_MOST_FIRSTS]
        read = (self._without_tail(self._aligned(first)) for first in firsts)
        tables = [entries for entries in read if self._listed(entries, going, titled)]
        return max(tables, key=len, default=[])

    def tail(self, last: int, text: int) -> list[int]:
        """The few lines between a table's last entry and where its first one opens the text, if they read like more."""
        rest = [n for n in range(last + 1, text) if not self.lines[n].blank] if text - last <= _LONGEST_GAP else []
        fit = len(rest) < _MOST_WRAPPED and all(_could_be_entry(self.lines[n].text) for n in rest)
        return rest if fit else []

    def _aligned(self, first: _Entry) -> list[_Entry]:
        """The entries below the first one, given where that comes again."""
        lines, entries = self.lines, [first]
        unknown = 0
        for at in range(first.line + 1, min(len(lines), first.line + _MOST_LINES, first.again)):
            entry = next(iter(self._places_after(at, entries[-1].again)), None)
            if entry is not None:
                entries.append(entry)
                unknown = 0
            elif not lines[at].blank:
                unknown += 1
                last = unknown >= _MOST_WRAPPED or at in self.shapes
                if last or not _could_be_entry(lines[at].text):
                    break
        return entries

    def _without_tail(self, entries: list[_Entry]) -> list[_Entry]:
        """Without entries at the end that are the only ones of their kind and have text below: the text has begun."""
        kinds = Counter(self.shapes[entry.line][0] for entry in entries if entry.line in self.shapes)
        while entries and entries[-1].named_only and self._kind(entries[-1], kinds) == 1:
            last, first = entries[-1].line, entries[0].again
            if self.filled[first] - self.filled[last + 1] == 0 or _CONTAINER.match(self.lines[last].text):
                break
            entries = entries[:-1]
        return entries

    def _kind(self, entry: _Entry, kinds: Counter[str]) -> int:
        """How many entries are of one's kind; 0 where it does not say what it counts."""
        return kinds[self.shapes[entry.line][0]] if entry.line in self.shapes else 0

    def _listed(self, entries: Sequence[_Entry], going: bool, titled: bool) -> bool:
        """Whether entries are a table: enough of them, mostly numbered, and with text between where they come again."""
        numbered = sum(_numbered(self.lines[entry.line]) for entry in entries)
        least = _LEAST_NAMED if all(entry.line in self.shapes for entry in entries) else _LEAST_LINES
        if (
            not entries
            or len(entries) < (1 if titled else least)
            or entries[0].again <= entries[-1].line
            or not self._in_step(entries)
        ):
            return False
        if not going and not self._from_the_first(entries):
            return False
        if 2 * numbered < len(entries) and len(entries) < _LEAST_WORDED:
            return False
        apart = sum(self.filled[b.again] - self.filled[a.again] > 1 for a, b in pairwise(entries))
        stopped = any(_stopped(self.lines[entry.line].text) for entry in entries)
        return going or titled or 2 * apart >= len(entries) - 1 or (self._fuller(entries) and not stopped)

    def _in_step(self, entries: Sequence[_Entry]) -> bool:
        """Whether numbers of one kind that follow one another here do so where they come again."""
        before: dict[str, int] = {}
        steps = []
        for entry in entries:
            if entry.line in self.shapes and entry.again in self.shapes:
                shape, count = self.shapes[entry.again]
                steps += [count - before[shape] == 1] if shape in before and entry.named_only else []
                before[shape] = count
        return 4 * sum(steps) >= 3 * len(steps)

    def _from_the_first(self, entries: Sequence[_Entry]) -> bool:
        """Whether the kinds of numbers that alone come again begin here: no table lists 4 to 9 only."""
        named = [entry.line for entry in entries if entry.named_only and entry.line in self.shapes]
        firsts: dict[str, int] = {}
        for line in named:
            shape, count = self.shapes[line]
            firsts.setdefault(shape, count)
        return all(count == 1 for count in firsts.values())

    def _fuller(self, entries: Sequence[_Entry]) -> bool:
        """Whether far more stands where the entries come again than where they are listed, by lines or by letters."""
        here = self.filled[entries[-1].line] - self.filled[entries[0].line]
        if self.filled[entries[-1].again] - self.filled[entries[0].again] >= _FULLER * max(1, here):
            return True
        listed = self._chars(entries[0].line, entries[-1].line)
        return self._chars(entries[0].again, entries[-1].again) >= _FULLER * listed

    def _chars(self, first: int, last: int) -> int:
        return self.lines[last].end_char - self.lines[first].start_char

    def _places_after(self, at: int, after: int) -> list[_Entry]:
        """Where a line comes again after a place: the next ones by the first of its keys that any has."""
        text = self.lines[at].text
        for key in _keys(text) if _could_be_entry(text) else ():
            row = self.places.get(key, ())
            n = bisect_right(row, after)
            if n < len(row):
                named_only = key.startswith("\0") or f"\0{key}" in self.places
                found = (again for again in row[n : n + _MOST_FIRSTS] if not (named_only and self._other(at, again)))
                return [_Entry(at, again, named_only) for again in found]
        return []

    def _other(self, at: int, again: int) -> bool:
        """Whether two lines with one number have captions in brackets that differ: 제1조(목적), 제1조(시행일)."""
        captions = {self.captions.get(at, ""), self.captions.get(again, "")} - {""}
        return len(captions) > 1


def _shape(text: str) -> str:
    """What a number at a line's start counts: 第#章, §#, article #; "" where it does not say."""
    named = _NAMED.match(text, 0, 2 * _LONGEST_LINE)
    if not named or (len(text) > 2 * _LONGEST_LINE and not _NUMBER_ENDS.match(text, named.end())):
        return ""
    return _COUNT.sub("#", _MARKUP.sub("", named["named"]).casefold())


def _caption(text: str) -> str:
    """What stands in brackets right behind a line's number."""
    named = _NAMED.match(text)
    match = _CAPTION.match(text, named.end()) if named else None
    return _MARKUP.sub("", match["words"]) if match else ""


def _stopped(text: str) -> bool:
    """Whether a line ends in a full stop that is not its number's."""
    named = _NAMED.match(text)
    return text.rstrip().endswith(".") and not (named and _ALONE.match(text, named.end()))


def _could_be_entry(text: str) -> bool:
    """Whether a line is short and no sentence; behind a number without brackets a title may end in a full stop."""
    words = text.strip()
    if not words or len(words) > _LONGEST_LINE:
        return False
    if (named := _NAMED.match(words)) and _ALONE.match(words, named.end()):
        return True
    titled = _NUMBERED.match(words) and not _BRACKETED.match(words)
    return bool(_TITLE_STOP.match(words)) if titled else not _ends_sentence(words)


def _ends_sentence(words: str) -> bool:
    return words[-1] in _STOPS or (words[-1] == "." and bool(_FULL_STOP.search(words[-_LAST_CHARS:])))


def _numbered(line: Line) -> bool:
    return bool(_NUMBERED.match(line.text)) or line.level > 0


def _keys(text: str) -> Iterable[str]:
    """What a heading may read like.

    As it stands; without a page number behind a mere blank; without the range of
    articles behind it; and by its number alone where that says what it counts, all
    that is asked of a long line.
    """
    if len(text) <= 2 * _LONGEST_LINE and _could_be_entry(text):
        words = text.rstrip()
        loose = _LOOSE_PAGE.sub("", text) if words[-1:].isdigit() else text
        forms = [text] if loose == text or " " not in loose.strip(" #*_") else [text, loose]
        yield from filter(None, map(_key, [*forms, _RANGE.sub("", text)] if words[-1:] in ("）", ")") else forms))
    named = _NAMED.match(text, 0, _LONGEST_LINE)
    if named and (len(text) <= _LONGEST_LINE or _NUMBER_ENDS.match(text, named.end())):
        yield _by_number(named)


def _by_number(named: re.Match[str]) -> str:
    return f"\0{_MARKUP.sub('', named['named']).casefold()}"


def _key(text: str) -> str:
    """A line's words without markup, leaders and page number."""
    return _MARKUP.sub("", _without_page(text)).casefold()


def _without_page(text: str) -> str:
    """A line without leaders and the page's number behind them, unless that is all of it."""
    words = text.rstrip()
    before = words.rstrip("0123456789０１２３４５６７８９")
    if 0 < len(words) - len(before) <= _LONGEST_PAGE:
        gap = len(before) - len(before.rstrip(_LEADER_CHARS))
        words = before if gap > 1 or before[-1:] in ("\t", "　") else words
    return words.rstrip(_LEADER_CHARS) or text
