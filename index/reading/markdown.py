"""Markdown: the text as it is shown; markup that is no text (comments, rules, tags) is taken out of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from index.document import Finding
from index.reading.plain import lines_of, without_readings
from index.reading.shown.left_out import Kind, LeftOut
from index.reading.shown.raised import raised
from index.reading.shown.tables import Cell, readable
from index.reading.source import Line, Source

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([\w가-힣 ]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_TITLES, _DATES, _ORIGINS = ("title", "제목"), ("date", "공포일자"), ("source_url", "source", "url", "출처")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")

_ODD = re.compile(
    r"<|&|~~|\[\^|《|｜|^[ ]{0,3}(?:=+|[-*_](?:[ \t]*[-*_]){1,})[ \t]*$|^[ ]*\|?[ ]*:?-+:?[ ]*\|", re.MULTILINE
)
_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
_COMMENT = re.compile(
    r"(?P<line>^[ \t]*)?<!--(?P<words>.*?)(?:-->|\Z)(?(line)[ \t]*(?:\n|\Z))?", re.DOTALL | re.MULTILINE
)
_STRUCK = re.compile(
    r"~~(?=\S)(.+?)(?<=\S)~~|<(?P<tag>del|s|strike)\b[^>]*>(.*?)</(?P=tag)>", re.DOTALL | re.IGNORECASE
)
_ABOVE = re.compile(r"<sup\b[^>]*>(.*?)</sup>", re.DOTALL | re.IGNORECASE)
_RUBY = re.compile(r"<(?P<tag>rt|rp)\b[^>]*>(.*?)</(?P=tag)>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"[ \t]*<br[ \t]*/?>(?P<end>[ \t]*$)?", re.IGNORECASE | re.MULTILINE)
_TAG = re.compile(
    r"</?(?:a|b|big|center|div|em|font|i|ins|mark|p|ruby|rb|small|span|strong|sub|u)\b[^<>]*>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:(?P<first>=+)|-{2,})[ \t]*")
_RULE = re.compile(r"[ ]{0,3}(?:([-*_=])[ \t]*)(?:\1[ \t]*){2,}")
_DIVIDER = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
_BAR = re.compile(r"(?<!\\)\|")
_CLOSED_BELOW = re.compile(r"^([*_]{1,3})(?=[^\s*_])([^*_]*[^\s*_])[ \t]*\n[ \t]*\1[ \t]*$", re.MULTILINE)
_NOTE = re.compile(r"[ ]{0,3}\[\^(?P<mark>[^\]\s]+)\]:[ \t]*(?P<words>.*)")
_PARAGRAPH = re.compile(r"[ ]{0,3}(?![#>|\-*+]|\d{1,3}[.)]\s)\S")


@dataclass(frozen=True, slots=True)
class _Written:
    """A line as it is shown, and whether it is a row of a table."""

    text: str
    table: bool = False


def read_markdown(text: str) -> Source:
    """The text, its heading levels, its tables row by row; front matter as metadata, notes at the end."""
    found = _FRONT_MATTER.match(text)
    start = found.end() if found else 0
    fields = dict(_FIELD.findall(found.group(1))) if found else {}
    left_out = LeftOut()
    written, notes = _shown(text[start:], left_out)
    shown = text[:start] + "\n".join(line.text for line in (*written, *notes))
    first = (_left_out(text, found),) if found else ()
    return Source(
        text=shown,
        lines=tuple(_marked(shown, start, written)),
        title=_first(fields, _TITLES),
        date=_first(fields, _DATES),
        origin=_first(fields, _ORIGINS),
        findings=(*first, *left_out.findings()),
        notes=len(notes),
    )


def _marked(text: str, start: int, written: Sequence[_Written]) -> Iterator[Line]:
    """The lines of the text, those of tables told."""
    starts = accumulate((len(line.text) + 1 for line in written), initial=start)
    rows = {at for at, line in zip(starts, written, strict=False) if line.table}
    for line in lines_of(text, start, headings=True):
        yield replace(line, table=True) if line.start_char in rows else line


def _shown(text: str, left_out: LeftOut) -> tuple[list[_Written], list[_Written]]:
    """The lines of the text, and its notes, without what is no text; as they were where all of it is."""
    if not _ODD.search(text):
        return [_Written(line) for line in text.split("\n")], []
    written: list[_Written] = []
    notes: list[_Written] = []
    for fenced, part in _fenced(text):
        if fenced:
            written += [_Written(line) for line in part]
            continue
        lines = _inline("\n".join(part), left_out).split("\n")
        written += _blocks(lines, notes)
    return written, notes


def _fenced(text: str) -> Iterator[tuple[bool, list[str]]]:
    """The stretches of lines that are code, and those that are not."""
    part: list[str] = []
    inside = False
    for line in text.split("\n"):
        if _FENCE.match(line):
            yield inside, [*part, line] if inside else part
            part, inside = ([] if inside else [line]), not inside
        else:
            part.append(line)
    yield inside, part


def _inline(text: str, left_out: LeftOut) -> str:
    """A stretch without comments, struck-out words, readings, tags and entities."""

    def gone(kind: Kind, match: re.Match[str]) -> str:
        left_out.add(kind, next((words for words in reversed(match.groups()) if words), ""))
        return ""

    text = _COMMENT.sub(lambda match: gone("comment", match), text)
    text = _STRUCK.sub(lambda match: gone("struck out", match), text)
    text = _RUBY.sub(lambda match: gone("ruby", match), text)
    text = without_readings(text, left_out)
    text = _ABOVE.sub(lambda match: raised(match[1], match.string[: match.start()], left_out), text)
    text = _BREAK.sub(_broken, _TAG.sub("", text))
    text = _ENTITY.sub(lambda match: html.unescape(match[0]).replace("\xa0", " "), text)
    return _CLOSED_BELOW.sub(_closed, text)


def _closed(emphasis: re.Match[str]) -> str:
    """Emphasis whose closing mark stands alone below, with it at its end; as it is where paragraphs lie between."""
    mark, words = emphasis[1], emphasis[2]
    return emphasis[0] if "\n\n" in words else f"{mark}{words}{mark}\n"


def _broken(match: re.Match[str]) -> str:
    """A break as that of a line; a blank in the row of a table, which is one line."""
    if match["end"] is not None:
        return ""
    row = match.string.startswith("|", match.string.rfind("\n", 0, match.start()) + 1)
    return " " if row else "\n"


def _blocks(lines: Sequence[str], notes: list[_Written]) -> Iterator[_Written]:
    """Underlined headings as marked ones, tables row by row, rules and notes taken out."""
    at = 0
    while at < len(lines):
        line, after = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
        table = _table(lines[at:]) if "|" in line and "-" in after else None
        underline = _UNDERLINE.fullmatch(after) if line.strip() else None
        alone = at == 0 or not lines[at - 1].strip() or bool(underline and underline["first"])
        if table:
            yield from table.rows
            at += table.lines
        elif underline and alone and _PARAGRAPH.match(line):
            yield _Written(f"{'#' if underline['first'] else '##'} {line.strip()}")
            at += 2
        elif note := _NOTE.fullmatch(line):
            notes.append(_Written(f"{note['mark']} {note['words']}"))
            at += 1
        elif _RULE.fullmatch(line):
            yield _Written("")
            at += 1
        else:
            yield _Written(line)
            at += 1


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as it is shown, and how many lines of the text it takes."""

    rows: list[_Written]
    lines: int


def _table(lines: Sequence[str]) -> _Table | None:
    """A table of data as readable rows, one that sets numbers beside paragraphs as those; None where none begins."""
    if not (_DIVIDER.fullmatch(lines[1]) and "|" in lines[1]):
        return None
    count = next((n for n, line in enumerate(lines) if "|" not in line), len(lines))
    rows = [[Cell(cell, heading=n == 0) for cell in _cells(line)] for n, line in enumerate(lines[:count]) if n != 1]
    if data := readable(rows):
        return _Table([_Written(row, table=True) for row in data], count)
    beside = all(len(row) == 2 for row in rows)
    return _Table([_Written("  ".join(cell.text for cell in row)) for row in rows], count) if beside else None


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner.removesuffix("|") if not inner.endswith("\\|") else inner
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(inner)]


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str:
    value = next((fields[name] for name in names if fields.get(name)), "")
    if value.startswith('"'):
        value = _ESCAPE.sub(lambda m: chr(int(m.group(1), 16)), value).replace("\\_", " ")
    return value.strip("'\"")


def _left_out(text: str, found: re.Match[str]) -> Finding:
    place = found.start() + len(found.group()) - len(found.group().lstrip())
    return Finding("leftover", "Front matter, read as metadata", start_char=place, excerpt=found.group().strip()[:60])
