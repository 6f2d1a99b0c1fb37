"""Every place in a text that may be a number of it: candidates by scheme, in order.

Whether one is a number of the document is decided by how well its scheme counts up
(`choosing.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.numbering.marks.article_marks import Words, words_in
from index.numbering.marks.behind import behind
from index.numbering.marks.quotations import OPENED, without_quotations
from index.numbering.marks.schemes import SCHEMES, Marker, Scheme, Style, Value, kind_of
from index.reading import Line
from index.text import label_numerals

_LEAD = re.compile(
    r"(?:&(?:nb|em|en)sp;|[\s﻿>])*(?:<[^<>]{1,120}>[^\S\n]*)*(?:\#{1,6}[^\S\n]+)?"
    r"(?P<bullet>[-*+・][^\S\n]+)?(?P<emphasis>[*_]*)\[?"
)
_MOST_PLAIN = 999
_AFTER = re.compile(r"(?:\]\([^()\s]*\))?(?:</[^<>]{1,20}>)*\s*")
_EMPHASISED = re.compile(r"(?P<mark>[*_]{1,3})(?=[^\S\n]*(?:[—–:：-][^\S\n]|$))")
_DASH = re.compile(r"[^\S\n]*[—–:：-][^\S\n]+")
_LONGEST_EMPHASISED = 24
_SOME_WORD = "X"
_BARE_TRUST, _LONGEST_BARE = 0.95, 80
_APART = re.compile(r"　|[ \u00a0]{2,}|\t")


def find_markers(lines: Sequence[Line], words: Words | None = None) -> dict[str, list[Marker]]:
    """Every candidate by scheme, in order of place; one a scheme and line.

    `words` are those that may stand beside a number; those found in the lines by default.
    """
    found: dict[str, list[Marker]] = {}
    quoted: dict[str, list[Marker]] = {}
    words = words_in(lines) if words is None else words
    for at, line in enumerate(lines):
        if line.table:
            continue
        opened = None if line.number else OPENED.match(line.text)
        for marker in (_counted(line, at, words),) if line.number else _typed(line, at, words, opened):
            row = (quoted if opened else found).setdefault(marker.scheme, [])
            if not row or row[-1].line != at:
                row.append(marker)
    for marker in behind(lines):
        found.setdefault(marker.scheme, []).append(marker)
    rows = {scheme: _weighed(_reachable(row), lines) for scheme, row in found.items()}
    return {
        scheme: list(without_quotations(row, quoted[scheme], lines)) if scheme in quoted else row
        for scheme, row in rows.items()
    }


def _reachable(row: list[Marker]) -> list[Marker]:
    """Without numbers of four digits, unless there are enough others to count up to them: those are years."""
    plain = row[0].scheme in {"1.", "(1)"} and len(row) <= _MOST_PLAIN
    return [marker for marker in row if marker.value[0] <= _MOST_PLAIN] if plain else row


def _weighed(row: list[Marker], lines: Sequence[Line]) -> list[Marker]:
    """With a little less trust where the next number follows without text between: a list of what is to come."""
    return [
        replace(m, trust=m.trust * _BARE_TRUST)
        if after and after.line == m.line + 1 and len(lines[m.line].text) <= _LONGEST_BARE
        else m
        for m, after in zip(row, [*row[1:], None], strict=False)
    ]


def _typed(line: Line, at: int, words: Words, opened: re.Match[str] | None = None) -> Iterator[Marker]:
    """The numbers at a line's start, or behind the quotation mark that opens it."""
    lead = _LEAD.match(line.text, opened.end() if opened else 0)
    start = lead.end() if lead else 0
    if lead is None or start >= len(line.text):
        return
    text = _unemphasised(line.text, start) if lead["emphasis"] else line.text
    for scheme in SCHEMES.get(kind_of(line.text[start]), ()):
        match = scheme.pattern.match(text, start)
        value = scheme.read(match["n"]) if match else None
        if match and value is not None:
            yield _marker(scheme, match, lead, value, line, at)
    if words and (worded := words.match(text, start)):
        yield Marker(
            scheme=worded.scheme,
            value=worded.value,
            native=worded.native,
            line=at,
            start_char=line.start_char + worded.start,
            body_char=line.start_char + _body(line, worded.stop, lead["emphasis"]),
            trust=worded.trust,
            style=_style(line, lead, worded.native),
        )


def _unemphasised(text: str, start: int) -> str:
    """A line with blanks for the marks and the dash behind an emphasised number: **Art. 1** — Words."""
    found = _EMPHASISED.search(text, start, start + _LONGEST_EMPHASISED)
    if not found:
        return text
    dash = _DASH.match(text, found.end())
    stop = dash.end() if dash else found.end()
    return f"{text[: found.start()]}{' ' * (stop - found.start())}{text[stop:]}"


def _counted(line: Line, at: int, words: Words) -> Marker:
    """A number that the format counts, read as it is shown: 第１条, Article 5, 1.1, (a)."""
    inside = line.text.startswith(line.number)
    forms = (replace(line, text=f"{form} {_SOME_WORD}") for form in (line.number, line.digits) if form)
    fitting = (m for form in forms for m in _typed(form, at, words) if inside and m.value[-1] == line.count)
    found = next(fitting, Marker(f"list {line.depth}", (line.count,), line.number, at, 0, 0))
    rest = line.text[len(line.number) :].lstrip() if inside else line.text
    return replace(
        found,
        native=line.number,
        start_char=line.start_char,
        body_char=line.end_char - len(rest),
        trust=1.0,
        style=(line.depth, False, False, line.number.isascii(), False),
        counted=True,
    )


def _marker(scheme: Scheme, match: re.Match[str], lead: re.Match[str], value: Value, line: Line, at: int) -> Marker:
    bis = label_numerals.suffix(match.groupdict().get("bis") or "")
    return Marker(
        scheme="1." if scheme.name == "1" and line.level else scheme.name,
        value=(*value, bis) if bis else value,
        native=match["native"].strip().replace("*", "").replace("_", ""),
        line=at,
        start_char=line.start_char + match.start("native"),
        body_char=line.start_char + _body(line, match.end(), lead["emphasis"]),
        trust=_trust(scheme, match, lead, line),
        style=_style(line, lead, match["native"]),
    )


def _body(line: Line, end: int, emphasis: str) -> int:
    """Where the words behind a number start, given where that ends."""
    if emphasis and line.text.startswith(emphasis, end):
        end += len(emphasis)
        dash = _DASH.match(line.text, end)
        end = dash.end() if dash else end
    return _AFTER.match(line.text, end).end()  # type: ignore[union-attr]


def _style(line: Line, lead: re.Match[str], native: str) -> Style:
    indent = len(line.text) - len(line.text.lstrip("> \t　\u00a0"))
    return (indent, bool(lead["bullet"]), bool(lead["emphasis"]), native.isascii(), line.level > 0)


def _trust(scheme: Scheme, match: re.Match[str], lead: re.Match[str], line: Line) -> float:
    """A bullet, a suffix, full-width digits, a heading or a wide space behind tell a number from a mere word."""
    if scheme.name == "1" and line.level:
        return 1.0
    apart = bool(_APART.match(match.string, match.end()))
    odd = scheme.name in {"1.", "1"} and (apart or match.groupdict().get("bis") or not match["native"].isascii())
    return max(scheme.trust, 0.9) if lead["bullet"] or odd else scheme.trust
