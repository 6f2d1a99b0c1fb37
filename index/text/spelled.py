"""Whole numbers spelled out, in English and Russian: fourteen, twenty-one, third, тридцати."""

from __future__ import annotations

import re

_COUNTS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_PLACES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", *(f"{word}th" for word in _COUNTS[-7:]), "twentieth",
)  # fmt: skip
_RUSSIAN = {
    "дв(?:а|е|ух|ум|умя)": 2, "тр(?:и|[её]х|[её]м|емя)": 3, "четыр(?:е|[её]х|[её]м|ьмя)": 4, "пят(?:ь|и|ью)": 5,
    "шест(?:ь|и|ью)": 6, "сем(?:ь|и|ью)": 7, "вос(?:емь|ьми|емью)": 8, "девят(?:ь|и|ью)": 9, "десят(?:ь|и|ью)": 10,
    "одиннадцат(?:ь|и)": 11, "двенадцат(?:ь|и)": 12, "четырнадцат(?:ь|и)": 14, "пятнадцат(?:ь|и)": 15,
    "шестнадцат(?:ь|и)": 16, "восемнадцат(?:ь|и)": 18, "двадцат(?:ь|и)": 20, "тридцат(?:ь|и)": 30, "сорока?": 40,
    "пятьдесят|пятидесяти": 50, "шестьдесят|шестидесяти": 60, "девяност[оа]": 90,
}  # fmt: skip
_VALUES = {"one": 1, **{word: n for n, word in enumerate(_COUNTS, 2)}, **{w: 10 * n for n, w in enumerate(_TENS, 2)}}
_UNITS = "|".join(("one", *_COUNTS[:8]))

PLACES = {word: n for n, word in enumerate(_PLACES, 1)}
COUNTED = (
    rf"(?:(?:(?:{_UNITS}|a)[-\s]hundred(?:[-\s]and)?[-\s])?"
    rf"(?:(?:{'|'.join(_TENS)})[-\s](?:{_UNITS})|{'|'.join(reversed(_COUNTS))}|{'|'.join(_TENS)}|one)"
    rf"|(?:{_UNITS}|a)[-\s]hundred)"
)
"""Whole numbers in English up to 999, as they are counted: forty-two, one hundred and five."""
SPELLED = rf"(?:{'|'.join(_TENS)})[-\s](?:{_UNITS})|{'|'.join((*_COUNTS, *_TENS, *_PLACES, *_RUSSIAN))}"


def counted_value(words: str) -> int:
    """The number that words of `COUNTED` stand for.

    >>> counted_value("forty-two"), counted_value("one hundred and five")
    (42, 105)
    """
    hundreds, found, rest = words.partition("hundred")
    parts = [part for part in re.split(r"[-\s]", rest if found else words) if part and part != "and"]
    whole = 100 * _VALUES.get(hundreds.strip(" -"), 1) if found else 0
    return whole + sum(_VALUES[part] for part in parts)


def spelled_value(word: str) -> int:
    """The number that a word stands for.

    >>> spelled_value("twenty-one"), spelled_value("Third"), spelled_value("тридцати")
    (21, 3, 30)

    Raises:
        ValueError: it is no number spelled out as `SPELLED` knows them.
    """
    folded = word.lower()
    if folded in PLACES:
        return PLACES[folded]
    parts = re.split(r"[-\s]", folded)
    if all(part in _VALUES for part in parts):
        return sum(_VALUES[part] for part in parts)
    for form, value in _RUSSIAN.items():
        if re.fullmatch(form, folded):
            return value
    raise ValueError(f"{word} is not a number")
