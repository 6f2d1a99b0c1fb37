"""The ways documents number: each scheme a pattern at a line's start and how to read its number.

A marker is only a candidate here; whether it is a number of the document is decided by
how well its scheme counts up (`choosing.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.numbering import numerals
from index.numbering.article_words import ARTICLE_WORDS
from index.reading.source import Line

Value = tuple[int, ...]
Style = tuple[int | bool, ...]

_LEAD = (
    r"(?:&(?:nb|em|en)sp;|[\s﻿])*(?:<[^<>]{1,120}>[^\S\n]*)*(?:\#{1,6}[^\S\n]+)?"
    r"(?P<bullet>[-*+・][^\S\n]+)?(?P<emphasis>[*_]*)\[?"
)
_N = r"[0-9０-９]{1,3}"
_LONG_N = r"[0-9０-９]{1,4}"
_KANJI = r"[〇零一二三四五六七八九十百千]{1,7}"
_LATIN_BIS = r"(?:bis|ter|quater|quinquies|sexies|septies|octies)"
_BIS = rf"(?P<bis>\.?[ ]?{_LATIN_BIS}(?:\b\.?|(?=[A-Z]))|[A-Z](?=\.[ ]))?"
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
        counted: Whether the format counts it (Word, HTML lists) instead of the author.
    """

    scheme: str
    value: Value
    native: str
    line: int
    start_char: int
    body_char: int
    trust: float = 1.0
    style: Style = ()
    counted: bool = False


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
    numbers = [numerals.any_number(part.strip()) for part in re.split(r"[.．\-－‐–のノ之의]", text) if part.strip()]
    return None if None in numbers else tuple(n for n in numbers if n is not None)


def _scheme(name: str, pattern: str, read: Callable[[str], Value | None], trust: float = 1.0) -> Scheme:
    return Scheme(name, re.compile(_LEAD + pattern), read, trust)


def _lettered(text: str) -> Value | None:
    """A.2.1 as (1, 2, 1)."""
    letter, _, rest = text.partition(".")
    first, below = numerals.letter(letter), _levels(rest)
    return (first, *below) if first and below else None


def _article(text: str) -> Value | None:
    return _levels(text.replace("条", "").replace("條", ""))


def _korean(text: str) -> Value | None:
    return _levels(text.replace("조", ""))


_ARTICLE = rf"[ 　]?(?:{_LONG_N}(?:-{_N})?|{_KANJI})[ 　]?[条條](?:[のノ之](?:{_N}|{_KANJI}))*"
_MORE_ARTICLES = rf"(?:及び|から|、|,|至)第{_ARTICLE}(?:まで)?"
_REFERRING = "第のにかをはがと及並乃若又、，,。"
_ARABIC = _single(numerals.arabic)

SCHEMES: Sequence[Scheme] = (
    _scheme("第N条", rf"(?P<native>第(?P<n>{_ARTICLE}))(?=[ \t　（(【]|$)", _article),
    _scheme("第N条", rf"(?P<native>第(?P<n>{_ARTICLE}){_MORE_ARTICLES})(?=[ \t　])", _article),
    _scheme("第N条", rf"(?P<native>第(?P<n>{_ARTICLE}))(?=[^\s（(【{_REFERRING}])", _article, 0.4),
    _scheme("제N조", r"(?P<native>제(?P<n>[ ]?\d+[ ]?조(?:의[ ]?\d+)?))(?=[ \t(（①【]|$)", _korean),
    _scheme("第N", rf"(?P<native>第(?P<n>{_N}|{_KANJI}))(?=[ \t　])", _levels, 0.9),
    _scheme("§", rf"(?P<native>§[ \u00a0]?(?P<n>{_LONG_N}(?:[.\-–]\d+)*)(?P<bis>[A-Za-z]\b)?)\.?{_END}", _levels),
    _scheme(
        "1.", rf"(?P<native>(?P<n>{_LONG_N}){_BIS}[*_]{{0,3}}\\?[.．])(?=[^\S\n]|$|[^\d\s.．])(?!{_LATIN_BIS})", _ARABIC
    ),
    _scheme("1.", rf"(?P<native>(?P<n>{_N})[、，,])(?=[^\S\n]|[^\d\s])", _ARABIC, 0.5),
    _scheme("1.", rf"(?P<native>(?P<n>{_LONG_N})){_BIS}(?=[\s:]+\S|(?<=[a-z])[A-Z])", _ARABIC, 0.4),
    _scheme("1°", rf"(?P<native>(?P<n>{_N})[ ]?[°º])[.)]?{_END}", _ARABIC),
    _scheme("(1)", rf"(?P<native>[(（](?P<n>{_LONG_N})[)）])", _ARABIC),
    _scheme("[0001]", r"(?P<native>(?:(?<=\[)(?P<n>[0-9]{4})\]|[【［](?P<m>[0-9０-９]{4})[】］]))", _ARABIC),
    _scheme("1)", rf"(?P<native>(?P<n>{_N})[)）])(?=[^\S\n]|$|[^\d\s])", _ARABIC, 0.9),
    _scheme("[1]", rf"(?P<native>(?<=\[)(?P<n>{_N})\])", _ARABIC, 0.9),
    _scheme("¶1", rf"(?P<native>¶[ ]?(?P<n>{_N}))\.?", _ARABIC),
    _scheme("1.1", rf"(?P<native>(?P<n>{_N}(?:[.．]{_N}){{1,5}}))[.．]?{_END}", _levels),
    _scheme("A.1", rf"(?P<native>(?P<n>[A-Z](?:\.{_N}){{1,5}}))\.?{_END}", _lettered),
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

_MAYBE = re.compile(
    _LEAD + r"(?:[0-9０-９(（【［§¶第제○◯①-⑳㉑-㉟㊱-㊿〇零一二三四五六七八九十百千]|[ァ-ヶ](?:[．.\s]|$)|[가-하][.)]"
    r"|[A-Za-zＡ-Ｚａ-ｚ][.．)]|[IVXLⅠ-Ⅻ]+[.．　])"
)
_MOST_PLAIN = 999
_AFTER = re.compile(r"(?:\]\([^()\s]*\))?(?:</[^<>]{1,20}>)*\s*")
_ALONE = re.compile(_LEAD + r"(?P<native>(?P<n>[0-9０-９]{1,3}))[*_\s]*$")
_SOME_WORD = "X"
_BARE_TRUST, _LONGEST_BARE = 0.95, 80
_APART = re.compile(r"　|[ \u00a0]{2,}|\t")

_WORD = re.compile(
    _LEAD
    + r"(?P<native>(?P<word>[^\W\d_]{2,}\.?)[ \t\u00a0]+"
    + r"(?P<n>(?:[A-Z]{1,2}\.?[ *]{0,2})?\d{1,4}(?:[.\-–]\d{1,3})*|[IVXLC]+\b|[Pp]remier\b|PREMIER\b)"
    + rf"(?P<bis>[ ]?{_LATIN_BIS}\b|-?[A-Za-z]\b)?)(?:\.?[°º]|er\b)?"
    + r"(?P<tail>[*_]*(?:$|[ \t]*[.:—–\-][ \t*_]*|[ \t\u00a0]+))"
)
_NUMBER_WORD = re.compile(
    _LEAD + r"(?P<native>(?P<n>\d{1,4})(?P<bis>[A-Za-zА-я]\b)?-(?P<word>[^\W\d_]{3,}))(?P<tail>[*_]*(?:$|\.?[ \t]+))"
)


def find_markers(lines: Sequence[Line]) -> dict[str, list[Marker]]:
    """Every candidate by scheme, in order of place; one a scheme and line."""
    found: dict[str, list[Marker]] = {}
    for at, line in enumerate(lines):
        for marker in _on_line(line, at):
            row = found.setdefault(marker.scheme, [])
            if not row or row[-1].line != at:
                row.append(marker)
    return {scheme: _weighed(_reachable(row), lines) for scheme, row in found.items()}


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


def _on_line(line: Line, at: int) -> Iterator[Marker]:
    if not line.table:
        yield from (_counted(line, at),) if line.number else _typed(line, at)


def _typed(line: Line, at: int) -> Iterator[Marker]:
    for scheme in SCHEMES if _MAYBE.match(line.text) else ():
        match = scheme.pattern.match(line.text)
        value = scheme.read(_digits(match)) if match else None
        if match and value is not None:
            yield _marker(scheme.name, match, value, line, at, _trust(scheme, match))
    yield from _worded(line, at)
    alone = _ALONE.match(line.text) if line.level else None
    if alone:
        yield _marker("1.", alone, _ARABIC(alone["n"]) or (0,), line, at, 1.0)


def _digits(match: re.Match[str]) -> str:
    return match["n"] or match.groupdict().get("m") or ""


def _worded(line: Line, at: int) -> Iterator[Marker]:
    """A word for articles with its number, in either order: Article 5, Art. 12a, Статья 67.1, 5-бап."""
    for pattern in (_WORD, _NUMBER_WORD):
        match = pattern.match(line.text)
        word = match["word"].strip(".").casefold() if match else ""
        if not match or word not in ARTICLE_WORDS or line.text[match.end() : match.end() + 1].islower():
            continue
        value = _word_value(match["n"])
        if value is not None:
            alone = not match["tail"].strip(" *_") and match.end() == len(line.text)
            trust = 1.0 if alone else 0.8 if match["tail"].strip(" *_") else 0.6
            yield _marker(f"word:{word}", match, value, line, at, trust)
            return


def _word_value(number: str) -> Value | None:
    return (1,) if number.lower() == "premier" else _levels(re.sub(r"^[A-Z]{1,2}\.?[ *]{0,2}(?=\d)", "", number))


def _counted(line: Line, at: int) -> Marker:
    """A number that the format counts, read as it is shown: 第１条, Article 5, 1.1, (a)."""
    inside = line.text.startswith(line.number)
    forms = (replace(line, text=f"{form} {_SOME_WORD}") for form in (line.number, line.digits) if form)
    fitting = (marker for form in forms for marker in _typed(form, at) if inside and marker.value[-1] == line.count)
    found = next(fitting, Marker(f"list {line.depth}", (line.count,), line.number, at, 0, 0))
    words = line.text[len(line.number) :].lstrip() if inside else line.text
    return replace(
        found,
        native=line.number,
        start_char=line.start_char,
        body_char=line.end_char - len(words),
        trust=1.0,
        style=(line.depth, False, False, line.number.isascii(), False),
        counted=True,
    )


def _marker(name: str, match: re.Match[str], value: Value, line: Line, at: int, trust: float) -> Marker:
    bis = numerals.suffix(match.groupdict().get("bis") or "")
    body = match.end()
    if match["emphasis"] and line.text.startswith(match["emphasis"], body):
        body += len(match["emphasis"])
    body = _AFTER.match(line.text, body).end()  # type: ignore[union-attr]
    return Marker(
        scheme=name,
        value=(*value, bis) if bis else value,
        native=match["native"].strip().replace("*", "").replace("_", ""),
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
    """A bullet, a suffix, full-width digits or a wide space after them tell a number from a mere word."""
    groups = match.groupdict()
    apart = bool(_APART.match(match.string, match.end()))
    odd = scheme.name == "1." and (apart or groups.get("bis") or not match["native"].isascii())
    return max(scheme.trust, 0.9) if groups.get("bullet") or odd else scheme.trust


def bulleted(style: Style) -> bool:
    """Whether the number stands behind a bullet, as nothing but a paragraph number does."""
    return len(style) > 1 and bool(style[1])


def names_itself(scheme: str) -> bool:
    """Whether a number says what it counts (Article 5, 第5条, § 5): an extract may leave out many between two."""
    return scheme in {"第N条", "제N조", "§"} or scheme.startswith("word:")
