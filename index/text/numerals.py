"""Numbers as written: 5,680億, 五千六百八十億, 二〇一七, 1兆2,345億, 52.5 billion, XIV.

Patterns and their values; where numbers begin and end in a text is `index.text.quantities`.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12, "만": 10**4, "억": 10**8, "조": 10**12, "亿": 10**8, "萬": 10**4}
_WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12} | {
    "тыс": 10**3,
    "млн": 10**6,
    "миллион": 10**6,
    "млрд": 10**9,
    "миллиард": 10**9,
}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}

KANJI_CHARS = "〇零一二三四五六七八九十百千万億兆"
# 1,234.5 and, as the continent writes, 20 000 000 and, before a unit, 0,5 %.
_COMMA = r"\d+,\d{1,2}(?=\s?(?:%|процент|per\s?cent|тыс|млн|млрд|руб|евро|eur|€))"
_ARABIC = rf"(?:{_COMMA}|(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d{{1,3}}(?:[ \u202f]\d{{3}})+(?!\d)|\d+)(?:\.\d+)?)"
_SCALE = r"[十百千십백천]?[万億兆만억조亿萬]"
ARABIC = rf"{_ARABIC}(?:\s?{_SCALE}(?:{_ARABIC}{_SCALE})*(?:{_ARABIC}[千百]?)?|[千百](?!分))?"
WORDED = rf"{_ARABIC}\s?(?:thousand|million|billion|trillion|тыс|млн|млрд|миллион|миллиард)[а-я]*\.?"
KANJI = rf"[{KANJI_CHARS}]+"
_PIECE = re.compile(rf"({_ARABIC})|([{''.join(_SMALL)}])|([{''.join(_LARGE)}])|([{''.join(_DIGITS)}])")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_WORDED = re.compile(rf"({_ARABIC})\s?([a-zа-я]+)", re.IGNORECASE)


def number_value(text: str) -> Decimal:
    """The value of a numeral in Arabic digits, kanji, or both.

    >>> number_value("1兆2,345億"), number_value("五千六百八十億"), number_value("二〇一七")
    (Decimal('1234500000000'), Decimal('568000000000'), Decimal('2017'))
    """
    worded = _WORDED.fullmatch(text.strip(" ."))
    if worded:
        scale = next(value for word, value in _WORDS.items() if worded[2].casefold().startswith(word))
        return _shortest(_plain(worded[1]) * scale)
    return _plain(text) if _DECIMAL_COMMA.fullmatch(text) else _sum_of_sections(text)


def _sum_of_sections(text: str) -> Decimal:
    """Sections end in 万, 億, 兆; inside one, 千, 百 and 十 multiply what stands before them."""
    total = section = pending = Decimal(0)
    seen = False
    for arabic, small, large, digit in _PIECE.findall(text):
        if arabic:
            pending, seen = _plain(arabic), True
        elif digit:
            pending, seen = pending * 10 + _DIGITS[digit], True
        elif small:
            section += (pending if seen else Decimal(1)) * _SMALL[small]
            pending, seen = Decimal(0), False
        else:
            total += (section + pending or Decimal(1)) * _LARGE[large]
            section, pending, seen = Decimal(0), Decimal(0), False
    return _shortest(total + section + pending)


def roman_value(text: str) -> int:
    """The value of a Roman numeral in either case; no check that it is well formed.

    >>> roman_value("XIV")
    14
    """
    values = [_ROMAN[char] for char in text.casefold()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _plain(digits: str) -> Decimal:
    """The value of Arabic digits: a comma before one or two is a decimal one, others and blanks part thousands."""
    if _DECIMAL_COMMA.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    return Decimal(re.sub(r"[,\s]", "", digits))


def _shortest(value: Decimal) -> Decimal:
    return Decimal(int(value)) if value == int(value) else value.normalize()
