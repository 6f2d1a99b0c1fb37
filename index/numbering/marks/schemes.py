"""The ways documents number: each scheme a pattern at a line's start and how to read its number."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.text import label_numerals

Value = tuple[int, ...]
Style = tuple[int | bool, ...]

_N = r"[0-9０-９]{1,3}"
_LONG_N = r"[0-9０-９]{1,4}"
_KANJI = r"[〇零一二三四五六七八九十百千]{1,7}"
LATIN_BIS = r"(?:bis|ter|quater|quinquies|sexies|septies|octies)"
_BIS = rf"(?P<bis>\.?[ ]?{LATIN_BIS}(?:\b\.?|(?=[A-Z]))|[A-Z](?=\.[ ]))?"
_FIRSTS = {
    "第": "第",
    "제": "제",
    "§": "§",
    "【": "【［〔",
    "¶": "¶",
    "①": "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)))),
    "○": "○◯",
    "一": "〇零一二三四五六七八九十百千",
    "ア": "".join(map(chr, range(0x30A1, 0x30F7))),
    "가": "가나다라마바사아자차카타파하",
    "Ⅰ": "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ",
}
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
    """A pattern with a group `n` for the number, and its reader; `first` is the kind of the first character."""

    name: str
    first: str
    pattern: re.Pattern[str]
    read: Callable[[str], Value | None]
    trust: float = 1.0


def _single(read: Callable[[str], int | None]) -> Callable[[str], Value | None]:
    def value(text: str) -> Value | None:
        number = read(text)
        return None if number is None else (number,)

    return value


def levels(text: str) -> Value | None:
    numbers = [
        label_numerals.any_number(part.strip()) for part in re.split(r"[.．\-－‐–のノ之의]", text) if part.strip()
    ]
    return None if None in numbers else tuple(n for n in numbers if n is not None)


def _scheme(first: str, name: str, pattern: str, read: Callable[[str], Value | None], trust: float = 1.0) -> Scheme:
    return Scheme(name, first, re.compile(pattern), read, trust)


def _lettered(text: str) -> Value | None:
    """A.2.1 as (1, 2, 1)."""
    letter, _, rest = text.partition(".")
    first, below = label_numerals.letter(letter), levels(rest)
    return (first, *below) if first and below else None


def _article(text: str) -> Value | None:
    return levels(text.replace("条", "").replace("條", ""))


def _korean(text: str) -> Value | None:
    return levels(text.replace("조", ""))


_ARTICLE = rf"[ 　]?(?:{_LONG_N}(?:-{_N})?|{_KANJI})[ 　]?[条條](?:[のノ之](?:{_N}|{_KANJI}))*"
_MORE_ARTICLES = rf"[ 　]?(?:及び|から|、|,|至|乃至|ないし|並びに|[~〜～])[ 　]?第{_ARTICLE}(?:まで)?"
_REFERRING = "第のにかをはがと及並乃若又、，,。"
_ARABIC = _single(label_numerals.arabic)

_ALL: Sequence[Scheme] = (
    _scheme("第", "第N条", rf"(?P<native>第(?P<n>{_ARTICLE}))(?=[ \t　（(【]|$)", _article),
    _scheme("第", "第N条", rf"(?P<native>第(?P<n>{_ARTICLE}){_MORE_ARTICLES})(?=[ \t　]|$)", _article),
    _scheme("第", "第N条", rf"(?P<native>第(?P<n>{_ARTICLE}))(?=[^\s（(【{_REFERRING}])", _article, 0.4),
    _scheme(
        "제", "제N조", r"(?P<native>제(?P<n>[ ]?\d+[ ]?조(?:의[ ]?\d+)?))(?:\.(?=[\s(（]|$))?(?=[ \t(（①【]|$)", _korean
    ),
    _scheme(
        "제",
        "제N조",
        r"(?P<native>제(?P<n>\d+조(?:의\d+)?)[ ]?(?:부터|내지|및|,|[~∼])[ ]?제\d+조(?:의\d+)?(?:까지)?)(?=[ \t(（]|$)",
        _korean,
    ),
    _scheme("第", "第N", rf"(?P<native>第(?P<n>{_N}|{_KANJI}))(?=[ \t　（(【]|$)", levels, 0.9),
    _scheme(
        "§",
        "§",
        rf"(?P<native>§[ ]?(?P<n>{_LONG_N}(?:[.\-–]\d+)*)(?P<bis>[A-Za-z]\b|[ ][a-z]\b)?)\.?(?=\s|$|[(（][^\W\d])",
        levels,
    ),
    _scheme("0", "§", rf"(?P<native>(?P<n>{_LONG_N})(?P<bis>[ ]?[a-z]\b)?\.?[ \u00a0]?§)\.?{_END}", levels),
    _scheme(
        "0",
        "1.",
        rf"(?P<native>(?P<n>{_LONG_N}){_BIS}[*_]{{0,3}}\\?[.．])(?=[^\S\n]|$|[^\d\s.．])(?!{LATIN_BIS})",
        _ARABIC,
    ),
    _scheme("0", "1.", rf"(?P<native>(?P<n>{_N})[、，,])(?=[^\S\n]|$|[^\d\s])", _ARABIC, 0.5),
    _scheme("0", "1.", rf"(?P<native>(?P<n>{_N})(?:\.[-–—]+|:|[ ]?[–—]|-))(?=[^\S\n]|$)", _ARABIC, 0.7),
    _scheme("0", "1.", rf"(?P<native>(?P<n>{_LONG_N})){_BIS}(?=[\s:]+\S|(?<=[a-z])[A-Z])", _ARABIC, 0.4),
    _scheme("0", "1.", rf"(?P<native>(?P<n>{_N}))(?=[（(][^（()）\s\d][^（()）]*[）)])", _ARABIC, 0.5),
    _scheme("0", "1", rf"(?P<native>(?P<n>{_N}))(?=[*_\s]*$)", _ARABIC, 0.5),
    _scheme("0", "1°", rf"(?P<native>(?P<n>{_N})[ ]?[°º])[.)]?{_END}", _ARABIC),
    _scheme("(", "(1)", rf"(?P<native>[(（](?P<n>{_LONG_N})[)）])", _ARABIC),
    _scheme("0", "[0001]", r"(?P<native>(?<=\[)(?P<n>[0-9]{4})\])", _ARABIC),
    _scheme("【", "[0001]", r"(?P<native>[【［](?P<n>[0-9０-９]{4})[】］])", _ARABIC),
    _scheme("【", "【1】", rf"(?P<native>[【［〔](?P<n>{_N})[】］〕])", _ARABIC),
    _scheme("0", "1)", rf"(?P<native>(?P<n>{_N})[)）])(?=[^\S\n]|$|[^\d\s])", _ARABIC, 0.9),
    _scheme("0", "[1]", rf"(?P<native>(?<=\[)(?P<n>{_N})\])", _ARABIC, 0.9),
    _scheme("¶", "¶1", rf"(?P<native>¶[ ]?(?P<n>{_N}))\.?", _ARABIC),
    _scheme("0", "1.1", rf"(?P<native>(?P<n>{_N}(?:[.．]{_N}){{1,5}}))[.．]?[*_]{{0,3}}{_END}", levels),
    _scheme("a", "A.1", rf"(?P<native>(?P<n>[A-Z](?:\.{_N}){{1,5}}))\.?{_END}", _lettered),
    _scheme("0", "1-1", rf"(?P<native>(?P<n>{_N}(?:[-－‐–−]{_N}){{1,5}}))[.．]?(?=[\s（(【]|$)", levels, 0.9),
    _scheme("①", "①", r"(?P<native>(?P<n>[①-⑳㉑-㉟㊱-㊿]))\**", _single(label_numerals.circled)),
    _scheme("○", "○1", rf"(?P<native>[○◯](?P<n>{_N}))", _ARABIC),
    _scheme("一", "一", rf"(?P<native>(?P<n>{_KANJI}))(?=[^\S\n]|$)", _single(label_numerals.kanji), 0.8),
    _scheme("一", "一、", rf"(?P<native>(?P<n>{_KANJI})[、．.])", _single(label_numerals.kanji), 0.9),
    _scheme("(", "(一)", rf"(?P<native>[(（](?P<n>{_KANJI})[)）])", _single(label_numerals.kanji)),
    _scheme("ア", "イ", r"(?P<native>(?P<n>[ァ-ヶ]))(?:[．.][^\S\n]*|[^\S\n]|$)", _single(label_numerals.iroha)),
    _scheme("ア", "ア", r"(?P<native>(?P<n>[ァ-ヶ]))(?:[．.][^\S\n]*|[^\S\n]|$)", _single(label_numerals.kana)),
    _scheme("(", "(イ)", r"(?P<native>[(（](?P<n>[ァ-ヶ])[)）])", _single(label_numerals.iroha)),
    _scheme("(", "(ア)", r"(?P<native>[(（](?P<n>[ァ-ヶ])[)）])", _single(label_numerals.kana)),
    _scheme("가", "가.", r"(?P<native>(?P<n>[가-하])[.)])", _single(label_numerals.hangul)),
    _scheme("a", "a.", r"(?P<native>(?P<n>[a-zａ-ｚ])[.．])(?=[^\S\n]|$|[^\x00-\x7f])", _single(label_numerals.letter)),
    _scheme("a", "A.", r"(?P<native>(?P<n>[A-ZＡ-Ｚ])[.．])(?=[^\S\n]|$|[^\x00-\x7f])", _single(label_numerals.letter)),
    _scheme("(", "(a)", r"(?P<native>[(（](?P<n>[a-zａ-ｚ])[)）])", _single(label_numerals.letter)),
    _scheme(
        "a", "a)", r"(?P<native>(?P<n>[a-zａ-ｚ])[)）])(?=[\s]|$|[^\x00-\x7f])", _single(label_numerals.letter), 0.9
    ),
    _scheme("(", "(i)", r"(?P<native>[(（](?P<n>[ivxlⅰ-ⅻ]+)[)）])", _single(label_numerals.roman)),
    _scheme("a", "i)", r"(?P<native>(?P<n>[ivxl]+)[)）])(?=[\s]|$)", _single(label_numerals.roman), 0.9),
    _scheme("a", "i.", r"(?P<native>(?P<n>[ivxl]+)[.．])(?=[^\S\n]|$)", _single(label_numerals.roman), 0.9),
    _scheme("a", "I.", r"(?P<native>(?P<n>[IVXLⅠ-Ⅻ]+)(?:[.．]|(?=[　])))", _single(label_numerals.roman)),
    _scheme("Ⅰ", "I.", r"(?P<native>(?P<n>[Ⅰ-Ⅻ]+)(?:[.．]|(?=[\s　])))", _single(label_numerals.roman)),
)
SCHEMES: Mapping[str, Sequence[Scheme]] = {
    first: tuple(scheme for scheme in _ALL if scheme.first == first) for first in dict.fromkeys(s.first for s in _ALL)
}


@lru_cache(maxsize=10_000)
def kind_of(char: str) -> str:
    """What kind of first character a number has, as in `SCHEMES`; "" for one that no scheme begins with."""
    if "0" <= char <= "9" or "０" <= char <= "９":
        return "0"
    if (char.isascii() and char.isalpha()) or "Ａ" <= char <= "ｚ":
        return "a"
    if char in "(（":
        return "("
    return next((kind for kind, chars in _FIRSTS.items() if char in chars), "")


def bulleted(style: Style) -> bool:
    """Whether the number stands behind a bullet, as nothing but a paragraph number does."""
    return len(style) > 1 and bool(style[1])


def names_itself(scheme: str) -> bool:
    """Whether a number says what it counts (Article 5, 第5条, § 5): an extract may leave out many between two."""
    return scheme in {"第N条", "제N조", "§"} or scheme.startswith("word:")
