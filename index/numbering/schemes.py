"""The ways documents number: each scheme a pattern at a line's start and how to read its number.

A marker is only a candidate here; whether it is a number of the document is decided by
how well its scheme counts up (`choosing.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.numbering import numerals
from index.source import Line

Value = tuple[int, ...]
Style = tuple[int | bool, ...]

_LEAD = r"[\s﻿]*(?:\#{1,6}[^\S\n]+)?(?P<bullet>[-*+・][^\S\n]+)?(?P<emphasis>[*_]*)\[?"
_N = r"[0-9０-９]{1,3}"
_KANJI = r"[〇零一二三四五六七八九十百千]{1,7}"
_BIS = r"(?P<bis>\.?[ ]?(?:bis|ter|quater|quinquies|sexies|septies|octies)\b\.?|\.?[ ]?quater(?=[A-Z]))?"
_END = r"(?=[^\S\n]|$)"


@dataclass(frozen=True, slots=True)
class Marker:
    """A number printed at the start of a line.

    Attributes:
        scheme: Which way of numbering ("1.", "(1)", "第N条", "word:article").
        value: The number, one entry a level: (9,), (9, 2) for 第9条の2, (4, 2, 1).
        native: As printed.
        line: Index of its line.
        start_char: Where the number starts in the source's text.
        body_char: Where the words after it start.
        trust: From 0 to 1: how rarely such a line start is anything else.
        style: How it is written (indent, bullet, width); numbers of one list share it.
    """

    scheme: str
    value: Value
    native: str
    line: int
    start_char: int
    body_char: int
    trust: float = 1.0
    style: Style = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """A pattern with a group `n` for the number, and the reader of that number."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[str], Value | None]
    trust: float = 1.0


def _single(read: Callable[[str], int | None]) -> Callable[[str], Value | None]:
    def value(text: str) -> Value | None:
        number = read(text)
        return None if number is None else (number,)

    return value


def _levels(text: str) -> Value | None:
    numbers = [numerals.any_number(part) for part in re.split(r"[.．\-－‐–の의]", text) if part]
    return None if None in numbers else tuple(n for n in numbers if n is not None)


def _scheme(name: str, pattern: str, read: Callable[[str], Value | None], trust: float = 1.0) -> Scheme:
    return Scheme(name, re.compile(_LEAD + pattern), read, trust)


def _article(text: str) -> Value | None:
    return _levels(text.replace("条", "").replace("條", ""))


_ARTICLE = rf"(?:{_N}|{_KANJI})[条條](?:の(?:{_N}|{_KANJI}))*"
_REFERRING = "第のにかをはがと及並乃若又、，,。"
_ARABIC = _single(numerals.arabic)

SCHEMES: Sequence[Scheme] = (
    _scheme("第N条", rf"(?P<native>第(?P<n>{_ARTICLE}))(?=[ \t　（(【]|$)", _article),
    _scheme("第N条", rf"(?P<native>第(?P<n>{_ARTICLE}))(?=[^\s（(【{_REFERRING}])", _article, 0.4),
    _scheme("제N조", r"(?P<native>제(?P<n>\d+조(?:의\d+)?))(?=[ \t(（①【]|$)", lambda t: _levels(t.replace("조", ""))),
    _scheme("§", rf"(?P<native>§[ ]?(?P<n>{_N}(?:\.\d+)*)(?P<bis>[a-z]\b)?)\.?{_END}", _levels),
    _scheme("1.", rf"(?P<native>(?P<n>{_N}){_BIS}\\?[.．])(?=[^\S\n]|$|[^\d\s.．])", _ARABIC),
    _scheme("1.", rf"(?P<native>(?P<n>{_N})[、，,])(?=[^\S\n]|[^\d\s])", _ARABIC, 0.5),
    _scheme("1.", rf"(?P<native>(?P<n>{_N})){_BIS}(?=[\s:]+\S)", _ARABIC, 0.4),
    _scheme("(1)", rf"(?P<native>[(（](?P<n>{_N})[)）])", _ARABIC),
    _scheme("1)", rf"(?P<native>(?P<n>{_N})[)）])(?=[^\S\n]|$|[^\d\s])", _ARABIC, 0.9),
    _scheme("[1]", rf"(?P<native>(?<=\[)(?P<n>{_N})\])", _ARABIC, 0.9),
    _scheme("¶1", rf"(?P<native>¶[ ]?(?P<n>{_N}))\.?", _ARABIC),
    _scheme("1.1", rf"(?P<native>(?P<n>{_N}(?:[.．]{_N}){{1,5}}))[.．]?{_END}", _levels),
    _scheme("1-1", rf"(?P<native>(?P<n>{_N}(?:[-－‐–]{_N}){{1,5}}))[.．]?{_END}", _levels, 0.9),
    _scheme("①", r"(?P<native>(?P<n>[①-⑳㉑-㉟㊱-㊿]))\**", _single(numerals.circled)),
    _scheme("○1", rf"(?P<native>[○◯](?P<n>{_N}))", _ARABIC),
    _scheme("一", rf"(?P<native>(?P<n>{_KANJI}))(?=[^\S\n]|$)", _single(numerals.kanji), 0.8),
    _scheme("一、", rf"(?P<native>(?P<n>{_KANJI})[、．.])", _single(numerals.kanji), 0.9),
    _scheme("(一)", rf"(?P<native>[(（](?P<n>{_KANJI})[)）])", _single(numerals.kanji)),
    _scheme("イ", r"(?P<native>(?P<n>[ァ-ヶ]))(?:[．.][^\S\n]*|[^\S\n]|$)", _single(numerals.iroha)),
    _scheme("ア", r"(?P<native>(?P<n>[ァ-ヶ]))(?:[．.][^\S\n]*|[^\S\n]|$)", _single(numerals.kana)),
    _scheme("가.", r"(?P<native>(?P<n>[가-하])[.)])", _single(numerals.hangul)),
    _scheme("a.", r"(?P<native>(?P<n>[a-zａ-ｚ])[.．])(?=[^\S\n]|$|[^\x00-\x7f])", _single(numerals.letter)),
    _scheme("A.", r"(?P<native>(?P<n>[A-ZＡ-Ｚ])[.．])(?=[^\S\n]|$|[^\x00-\x7f])", _single(numerals.letter)),
    _scheme("(a)", r"(?P<native>[(（](?P<n>[a-zａ-ｚ])[)）])", _single(numerals.letter)),
    _scheme("a)", r"(?P<native>(?P<n>[a-z])\))(?=[ \t]|$)", _single(numerals.letter), 0.9),
    _scheme("(i)", r"(?P<native>[(（](?P<n>[ivxlⅰ-ⅻ]+)[)）])", _single(numerals.roman)),
    _scheme("I.", r"(?P<native>(?P<n>[IVXLⅠ-Ⅻ]+)(?:[.．]|(?=[　])))", _single(numerals.roman)),
)

_WORD = re.compile(
    _LEAD
    + r"(?P<native>(?P<word>[A-ZА-ЯЁ][A-Za-zА-Яа-яёЁé]{2,}\.?)[ \t ]+(?P<n>\d{1,3}(?:[.\-]\d{1,2})*|[IVXLC]+\b)"
    + r"(?P<bis>[ ]?(?:bis|ter|quater)\b|[A-Z]\b)?)"
    + r"(?P<tail>[*_]*(?:$|[ \t]*[.:—–\-][ \t*_]*|[ \t]+(?=[A-ZА-ЯЁ“\"«(\[*])))"
)


def find_markers(lines: Sequence[Line]) -> dict[str, list[Marker]]:
    """Every candidate by scheme, in order of place; one a scheme and line."""
    found: dict[str, list[Marker]] = {}
    for at, line in enumerate(lines):
        for marker in _on_line(line, at):
            row = found.setdefault(marker.scheme, [])
            if not row or row[-1].line != at:
                row.append(marker)
    return found


def _on_line(line: Line, at: int) -> Iterator[Marker]:
    if line.number:
        yield _automatic(line, at)
        return
    for scheme in SCHEMES:
        match = scheme.pattern.match(line.text)
        value = scheme.read(match["n"]) if match else None
        if match and value is not None:
            yield _marker(scheme.name, match, value, line, at, _trust(scheme, match))
    match = _WORD.match(line.text)
    value = _levels(match["n"]) if match else None
    if match and value is not None:
        trust = 1.0 if not match["tail"].strip(" *_") and match.end() == len(line.text) else 0.6
        yield _marker(f"word:{match['word'].strip('.').casefold()}", match, value, line, at, trust)


def _automatic(line: Line, at: int) -> Marker:
    body = line.start_char
    if line.text.startswith(line.number):
        body += len(line.number) + len(line.text[len(line.number) :]) - len(line.text[len(line.number) :].lstrip())
    style = (0, False, False, True, 0)
    return Marker(f"auto:{line.depth}", (line.count,), line.number, at, line.start_char, body, style=style)


def _marker(name: str, match: re.Match[str], value: Value, line: Line, at: int, trust: float) -> Marker:
    bis = numerals.suffix(match.groupdict().get("bis") or "")
    body = match.end()
    if match["emphasis"] and line.text.startswith(match["emphasis"], body):
        body += len(match["emphasis"])
    while body < len(line.text) and line.text[body].isspace():
        body += 1
    return Marker(
        scheme=name,
        value=(*value, bis) if bis else value,
        native=match["native"].strip(),
        line=at,
        start_char=line.start_char + match.start("native"),
        body_char=line.start_char + body,
        trust=trust,
        style=_style(line, match),
    )


def _style(line: Line, match: re.Match[str]) -> Style:
    indent = len(line.text) - len(line.text.lstrip())
    return (indent, bool(match["bullet"]), bool(match["emphasis"]), match["native"].isascii(), line.level > 0)


def _trust(scheme: Scheme, match: re.Match[str]) -> float:
    """A bullet, full-width digits or an ideographic space after them tell a number from a mere word."""
    apart = match.string[match.end() : match.end() + 1] == "　"
    sure = match.groupdict().get("bullet") or (scheme.name == "1." and (apart or not match["native"].isascii()))
    return max(scheme.trust, 0.9) if sure else scheme.trust


def bulleted(style: Style) -> bool:
    """Whether the number stands behind a bullet, as nothing but a paragraph number does."""
    return len(style) > 1 and bool(style[1])
