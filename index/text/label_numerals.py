"""Numbers as documents print them: Arabic in any width, kanji, Roman, letters, kana, circled."""

from __future__ import annotations

import re
import unicodedata

_KANJI_DIGITS = {char: n for n, char in enumerate("〇一二三四五六七八九")}
_KANJI_DIGITS |= {"零": 0, "○": 0, "元": 1, "壱": 1, "弐": 2}
_KANJI_UNITS = {"十": 10, "百": 100, "千": 1000}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_HANGUL = "가나다라마바사아자차카타파하"
_SUFFIXES = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_WORDS = (
    ("one", "first", "первый", "первая"),
    ("two", "second", "второй", "вторая"),
    ("three", "third", "третий", "третья"),
    ("four", "fourth", "четвертый", "четвертая"),
    ("five", "fifth", "пятый", "пятая"),
    ("six", "sixth", "шестой", "шестая"),
    ("seven", "seventh", "седьмой", "седьмая"),
    ("eight", "eighth", "восьмой", "восьмая"),
    ("nine", "ninth", "девятый", "девятая"),
    ("ten", "tenth", "десятый", "десятая"),
)
_ARTICLES = re.compile(r"第(?P<n>\d+|[〇零一二三四五六七八九十百千]+)[条條](?P<branch>[のノ之])?|제(?P<k>\d+)조(?:의)?")
_THROUGH = re.compile(r"から|乃至|ないし|至|내지|부터|[-~〜～]")
_MOST_SPANNED = 500
NUMBER_WORDS = {word: n for n, words in enumerate(_WORDS, 1) for word in words}


def arabic(text: str) -> int | None:
    """A whole number in digits of any width or script; None for anything else.

    >>> arabic("１６"), arabic("१६")
    (16, 16)
    """
    folded = unicodedata.normalize("NFKC", text)
    return int(folded) if folded.isdecimal() else None


def kanji(text: str) -> int | None:
    """A whole number in kanji below 10,000, in words (百三) or digit by digit (一〇三).

    >>> kanji("百三"), kanji("一〇三"), kanji("一百零一")
    (103, 103, 101)
    """
    if not text or any(char not in _KANJI_DIGITS and char not in _KANJI_UNITS for char in text):
        return None
    if not any(char in _KANJI_UNITS for char in text):
        return int("".join(str(_KANJI_DIGITS[char]) for char in text))
    total = digit = 0
    for char in text:
        if char in _KANJI_UNITS:
            total, digit = total + (digit or 1) * _KANJI_UNITS[char], 0
        else:
            digit = _KANJI_DIGITS[char]
    return total + digit


def roman(text: str) -> int | None:
    """A Roman numeral below 400, ASCII or the single characters Ⅰ to Ⅻ; None otherwise.

    >>> roman("XIV"), roman("Ⅲ"), roman("IIX")
    (14, 3, None)
    """
    letters = unicodedata.normalize("NFKC", text).lower()
    if not letters or any(char not in _ROMAN for char in letters):
        return None
    values = [_ROMAN[char] for char in letters]
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return total if 0 < total < 400 and to_roman(total).lower() == letters else None


def to_roman(number: int) -> str:
    """A number from 1 to 399 as an ASCII Roman numeral."""
    steps = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    written = ""
    for value, letters in steps:
        written += letters * (number // value)
        number %= value
    return written


def letter(text: str) -> int | None:
    """A single Latin letter as its place in the alphabet; None otherwise."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return ord(folded) - 96 if len(folded) == 1 and "a" <= folded <= "z" else None


def iroha(text: str) -> int | None:
    """イ, ロ, ハ as 1, 2, 3."""
    return _place(text, _IROHA)


def kana(text: str) -> int | None:
    """ア, イ, ウ as 1, 2, 3."""
    return _place(text, _KANA)


def hangul(text: str) -> int | None:
    """가, 나, 다 as 1, 2, 3."""
    return _place(text, _HANGUL)


def circled(text: str) -> int | None:
    """① to ⑳ and ㉑ to ㊿; None otherwise."""
    if len(text) != 1 or not ("①" <= text <= "⑳" or "㉑" <= text <= "㉟" or "㊱" <= text <= "㊿"):
        return None
    return int(unicodedata.numeric(text))


def suffix(text: str) -> int:
    """bis, ter, quater as 2, 3, 4; a capital letter (5A) as 2 and on; 0 for none."""
    word = text.strip(" .-").lower()
    if word in _SUFFIXES:
        return _SUFFIXES.index(word) + 2
    return (letter(word) or -1) + 1


def any_number(text: str) -> int | None:
    """Arabic, kanji or Roman."""
    return next((n for read in (arabic, kanji, roman) if (n := read(text)) is not None), None)


def _place(text: str, row: str) -> int | None:
    return row.index(text) + 1 if len(text) == 1 and text in row else None


def to_kanji(number: int) -> str:
    """A number from 1 to 9,999 in kanji, in words: 二十一."""
    written = ""
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            written += ("" if digit == 1 and unit else "〇一二三四五六七八九"[digit % 10]) + unit
    return written


def spanned(native: str) -> tuple[int, ...]:
    """The articles that one printed number stands for, in order; () where it stands for one.

    >>> spanned("第四条から第六条まで"), spanned("第七条及び第八条"), spanned("第九条の二")
    ((4, 5, 6), (7, 8), ())
    """
    if native.count("第") < 2 and native.count("제") < 2:
        return ()
    found = list(_ARTICLES.finditer(unicodedata.normalize("NFKC", native)))
    numbers = [any_number(match["n"] or match["k"]) for match in found if not match["branch"]]
    known = [number for number in numbers if number is not None]
    if len(known) < 2 or len(known) < len(found) or known != sorted(set(known)):
        return ()
    through = len(known) == 2 and known[1] - known[0] < _MOST_SPANNED and _THROUGH.search(native)
    return tuple(range(known[0], known[1] + 1)) if through else tuple(known)
