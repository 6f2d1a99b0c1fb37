"""Headings: lines that open a section, found by markup, by number or by a chapter's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from index.numbering.choosing import best_chain
from index.numbering.marks import Marker
from index.reading import Line
from index.text import label_numerals

_MARKUP = re.compile(r"^\s*#{1,6}\s*|\s*#*\s*$|\*\*|__")
_CHAPTER_LEVELS = {"編": 1, "部": 1, "章": 2, "節": 3, "款": 4, "目": 5, "편": 1, "장": 2, "절": 3, "관": 4, "节": 3}
_CHAPTER = re.compile(
    r"[ \t　#*]*(?P<native>(?:第(?P<n>[0-9０-９一二三四五六七八九十百零〇]+)(?P<unit>[編部章節款目节编])"
    r"|제(?P<k>\d+)(?P<kunit>[편장절관])))(?:の(?P<sub>[0-9０-９一二三四五六七八九十]+))?"
    r"(?=[ \t　]|$)[ \t　]*(?P<title>.*)"
)
_WORD_LEVELS = {
    **dict.fromkeys(("book", "part", "раздел", "часть"), 1),
    **dict.fromkeys(("title", "chapter", "глава"), 2),
    **dict.fromkeys(("section", "subsection", "параграф"), 3),
}
_WORD = re.compile(
    rf"[ \t　#*]*(?i:(?P<word>{'|'.join(_WORD_LEVELS)}))[ \u00a0]+"
    rf"(?P<n>[IVXLC]+|\d+(?:\.\d+)?|[A-Z]|(?i:{'|'.join(label_numerals.NUMBER_WORDS)}))(?![\w)]|\.\d)[*]*"
    r"(?=$|[ \u00a0]*[:—–-]|\.?(?:$|[ \u00a0]+[A-ZА-ЯЁ(“]))[ \u00a0.:—–-]*(?P<title>.*)"
)
_NUMBERED = re.compile(r"[ \t　#*]*(?:\w+[ ]+)?[(（]?[\dIVX]+[)）.]|[ \t　#*]*(?:Article|Статья|第|제)")
_LONGEST_LINE_BELOW = 100
_ENDED = re.compile(r"[.。．!?！？:：;；][)）」』”\"'\]]*\s*$")
_STOPS = ("。", ".", ";", "；", "，", ",", "、")
_LONGEST_TITLE = 160
_OPENS_BOLD = re.compile(r"\s*(?P<mark>\*{2,3}|_{2,3})(?=[^\s*_])")
_BOLD_LINES, _EMPHASISED = 3, 9


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens a section: its label and title as `Section` keeps them.

    `lines` counts the lines it takes: a chapter's title may stand under its number.
    """

    line: int
    label: str
    title: str
    level: int
    numbered: bool = False
    lines: int = 1


def find_headings(lines: Sequence[Line], markers: Mapping[str, Sequence[Marker]], skipped: Set[int]) -> list[Heading]:
    """Every heading outside `skipped` lines, by line; numbered ones of one kind share one level."""
    found: dict[int, Heading] = {}
    romans = list(_romans(lines, markers, skipped))
    lettered = _lettered(lines, markers, skipped, [heading.line for heading in romans])
    for kind in (_marked(lines), lettered, romans, _chapters(lines)):
        found |= {heading.line: heading for heading in kind if heading.line not in skipped}
    return [found[at] for at in sorted(found)]


def emphasised(lines: Sequence[Line]) -> Iterator[Heading]:
    """Lines that are bold from end to end, one or a few, and no sentence: headings where nothing is numbered."""
    at = 0
    while at < len(lines):
        taken = _bold(lines, at) if not lines[at].blank and (not at or stands_alone(lines, at)) else 0
        words = words_of(" ".join(line.text.strip() for line in lines[at : at + taken]))
        if taken and any(map(str.isalpha, words)) and len(words) <= _LONGEST_TITLE and not words.endswith(_STOPS):
            yield Heading(at, words, words, _EMPHASISED, lines=taken)
        at += taken or 1


def _bold(lines: Sequence[Line], at: int) -> int:
    """How many lines a bold stretch takes that begins with a line and ends with one; 0 where none does."""
    opened = _OPENS_BOLD.match(lines[at].text)
    if not opened:
        return 0
    rest = lines[at].text[opened.end() :]
    for count in range(1, _BOLD_LINES + 1):
        inside, mark, behind = rest.partition(opened["mark"])
        if mark:
            return count if inside.strip() and not behind.strip() else 0
        if at + count == len(lines) or lines[at + count].blank:
            return 0
        rest = lines[at + count].text
    return 0


def words_of(line: str) -> str:
    """A heading's words without its markup."""
    return _MARKUP.sub("", line).strip(" \t　*_")


def _marked(lines: Sequence[Line]) -> list[Heading]:
    found = []
    for at, line in enumerate(lines):
        if line.level and (words := words_of(line.text)):
            found.append(Heading(at, words, words, line.level))
    return found


def _romans(lines: Sequence[Line], markers: Mapping[str, Sequence[Marker]], skipped: Set[int]) -> Iterator[Heading]:
    for marker, level in _counted(lines, markers.get("I.", ()), skipped, ()):
        yield Heading(
            marker.line, label_numerals.to_roman(marker.value[0]), _rest(lines[marker.line], marker), level, True
        )


def _lettered(
    lines: Sequence[Line], markers: Mapping[str, Sequence[Marker]], skipped: Set[int], borders: Sequence[int]
) -> Iterator[Heading]:
    for marker, level in _counted(lines, markers.get("A.", ()), skipped, borders):
        letter = chr(64 + marker.value[0])
        yield Heading(marker.line, letter, _rest(lines[marker.line], marker), max(level, 2), True)


def _counted(
    lines: Sequence[Line], row: Sequence[Marker], skipped: Set[int], borders: Sequence[int]
) -> Iterator[tuple[Marker, int]]:
    """Title-like lines whose numbers count up, from one again at each border, with the level they share."""
    titles = [m for m in row if m.line not in skipped and _rest(lines[m.line], m) and could_be_title(lines[m.line])]
    chain = best_chain(titles, borders=borders)
    if len(chain) < 2 or chain.markers[0].value != (1,):
        return
    level = min((lines[m.line].level for m in chain.markers if lines[m.line].level), default=1)
    yield from ((marker, level) for marker in chain.markers)


def _chapters(lines: Sequence[Line]) -> Iterator[Heading]:
    for at, line in enumerate(lines):
        chapter, word = _CHAPTER.match(line.text), _WORD.match(line.text)
        if not (chapter or word) or not could_be_title(line):
            continue
        if chapter:
            yield _chapter(chapter, at)
        elif word and (line.level or stands_alone(lines, at)):
            yield _titled(_worded(word, at), lines)


def stands_alone(lines: Sequence[Line], at: int) -> bool:
    """Whether nothing runs on into a line: the one before is blank, far off, or a title itself."""
    before = lines[at - 1] if at else None
    if before is None or before.blank or before.level or lines[at].level or lines[at].start_char - before.end_char > 1:
        return True
    if _ENDED.search(before.text):
        return True
    return could_be_title(before) and len(words_of(before.text)) <= _LONGEST_LINE_BELOW // 2


def _worded(match: re.Match[str], at: int) -> Heading:
    word = match["word"].capitalize()
    written = match["n"].casefold()
    number = label_numerals.NUMBER_WORDS.get(
        written, match["n"].upper() if label_numerals.roman(written) else match["n"]
    )
    return Heading(at, f"{word} {number}", words_of(match["title"]), _WORD_LEVELS[word.lower()], numbered=True)


def _titled(heading: Heading, lines: Sequence[Line]) -> Heading:
    """A heading with the title that stands on the next line, if its own line has none."""
    below = next((n for n in range(heading.line + 1, len(lines)) if not lines[n].blank), None)
    if heading.title or below is None or len(words_of(lines[below].text)) > _LONGEST_LINE_BELOW:
        return heading
    if not could_be_title(lines[below]) or _WORD.match(lines[below].text) or _NUMBERED.match(lines[below].text):
        return heading
    return replace(heading, title=words_of(lines[below].text), lines=below - heading.line + 1)


def _chapter(match: re.Match[str], at: int) -> Heading:
    unit = match["unit"] or match["kunit"]
    number = label_numerals.any_number(match["n"] or match["k"])
    sub = f"の{label_numerals.any_number(match['sub'])}" if match["sub"] else ""
    ordinal = "제" if match["kunit"] else "第"
    label = f"{ordinal}{number}{unit}{sub}"
    return Heading(at, label, words_of(match["title"]), _CHAPTER_LEVELS.get(unit, 2), numbered=True)


def could_be_title(line: Line) -> bool:
    """Whether a line may be a heading: marked as one, or short and no sentence."""
    if line.level or len(line.text) > 2 * _LONGEST_TITLE:
        return line.level > 0
    words = words_of(line.text)
    return len(words) <= _LONGEST_TITLE and not words.endswith(_STOPS)


def _rest(line: Line, marker: Marker) -> str:
    return words_of(line.text[marker.body_char - line.start_char :])
