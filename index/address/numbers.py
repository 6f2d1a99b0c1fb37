"""Numbers as people write them in an address: 12, １２, 十二, XII, forty-two, 4.05, 第９の２, 3(5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.text import fold, label_numerals
from index.text.spelled import COUNTED, counted_value

Number = tuple[int, ...]

THROUGH: Number = ()
"""Between two numbers of a list: everything from the one to the other, as the document has it."""

DIGITS = r"(?<!\d)(?<!\d[.,])\d{1,3}(?![\d]|[.,]\d)(?:bis|ter|quater|quinquies)?"
KANJI = r"(?<![一二三四五六七八九十百〇])[一二三四五六七八九十百〇]{1,6}"
NUMBER = rf"(?:{DIGITS}|{KANJI})"
# "one" alone stands for a thing more often than for a number.
SPELLED = rf"(?:(?!one\b(?!\s*(?:$|[?.,;:)]|and\b|to\b|through\b|say)))(?:{COUNTED})\b)"
ROMAN = r"[ivxl]{1,6}"

RANGE = r"(?:-|~|から|より|to|through|until|till|up to|с|по|至|到|부터|에서)"
AND = r"(?:and|or|&|,|、|・|と|及び|および|並びに|や|又は|または|或|и|или|和|와|과)"
JOIN = rf"\s*(?:{RANGE}|{AND})\s*"

_ONE = r"(?:\d{1,4}(?:bis|ter|quater|quinquies)?|[一二三四五六七八九十百〇]{1,6})"
_STEP = r"(?:\s*(?:の|之|의|[.\-])\s*(?:第\s*)?|\s*の?\s*\(\s*)"
_LEVELS = rf"{_ONE}(?:\s*号)?(?:{_STEP}{_ONE}\)?)*(?:\s*号)?"
PATH = rf"(?:{_LEVELS}|{SPELLED}|{ROMAN}\b)"
_RANGE = re.compile(rf"\s*{RANGE}\s*")
_SUFFIX = re.compile(r"(?<=\d)(?:bis|ter|quater|quinquies|sexies|septies|octies)\b")
_DIGIT_OR_KANJI = re.compile(r"\d+|[ivxlc]+|[〇零一二三四五六七八九十百千]+")
_SPELLED_WHOLE = re.compile(COUNTED)
_WRITTEN = re.compile(rf"{SPELLED}|{NUMBER}|\b{ROMAN}\b")
_PATH = re.compile(PATH)
_UNIT = re.compile(r"[第제條条조]")


def number_of(text: str) -> Number | None:
    """A number as people write it, one entry a level: "9の2" is (9, 2), "9bis" too, "forty-two" (42,)."""
    folded = fold(text).strip(" .")
    if _SPELLED_WHOLE.fullmatch(folded):
        return (counted_value(folded),)
    suffix = _SUFFIX.search(folded)
    numbers = [label_numerals.any_number(part) for part in _DIGIT_OR_KANJI.findall(_SUFFIX.sub("", folded))]
    if not numbers or None in numbers:
        return None
    found = tuple(n for n in numbers if n is not None)
    return (*found, label_numerals.suffix(suffix.group())) if suffix else found


def read_list(text: str, *, counted: bool = True) -> tuple[Number, ...]:
    """The numbers of a list: "36-38と40" is 36, 37, 38, 40; with THROUGH for what is not counted out."""
    return _listed(text, _WRITTEN, counted=counted)


def read_paths(text: str) -> tuple[Number, ...]:
    """The numbers of a list of paths: "3.02 to 3.04, 4.05" is (3, 2), THROUGH, (3, 4), (4, 5)."""
    return _listed(text, _PATH, counted=True)


def _listed(text: str, pattern: re.Pattern[str], *, counted: bool) -> tuple[Number, ...]:
    found: list[Number] = []
    at = 0
    for match in pattern.finditer(text):
        number = number_of(match.group())
        if number is None:
            continue
        if found and _RANGE.fullmatch(_UNIT.sub("", text[at : match.start()])):
            found.extend(between(found[-1], number) if counted else (THROUGH,))
        found.append(number)
        at = match.end()
    return tuple(found)


def between(first: Number, last: Number) -> Iterator[Number]:
    """What a range names between its ends: whole numbers counted out, others left to the document."""
    if len(first) == len(last) == 1:
        yield from ((n,) for n in range(first[0] + 1, last[0]))
    else:
        yield THROUGH
