"""Numbers beside a word that says what they count: Article 5, § of any language, 5-бап, 1. cikk.

Known words are data; others are learned from the text: a word at line starts beside
a number that counts up.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.numbering.marks.schemes import LATIN_BIS, Value, levels
from index.reading import Line
from index.text import label_numerals
from index.text.languages.article_words import ARTICLE_WORDS, OTHER_WORDS, WORDS_BEHIND

_LETTERS = r"[^\W\d_](?:[^\s\d!-/:-@\[-`{-~。、，．：；（）「」『』【】“”„«»‐–—…]|['’](?=\w))+"
_STOPS = ".:：।॥۔။၊።፡։៖—–"
_FRONT = re.compile(
    rf"(?P<native>(?P<word>{_LETTERS}\.?(?:[ ][^\W\d_]{{1,4}})?)[ \t\u00a0]+[(（]?"
    r"(?P<n>(?:[A-Z]{1,2}\.?[ *]{0,2})?\d{1,4}(?:[.\-–]\d{1,3})*|[IVXLC]+\b|[Pp]remier\b|PREMIER\b)"
    rf"(?P<bis>[ ]?{LATIN_BIS}\b|-?[A-Za-z]\b)?[)）]?)(?:\.?[°ºªo]\b|\.?[°ºª]|[^\W\d_]{{2,3}}\b)?"
    rf"(?P<tail>[*_]*(?:$|[ \t]*[{_STOPS}\-][ \t*_]*|[ \t\u00a0　]+))"
)
_BEHIND = re.compile(
    rf"(?P<native>(?P<n>\d{{1,4}})(?P<bis>[A-Za-zА-я]\b)?(?:-|[.)]?[ \u00a0])(?P<word>{_LETTERS}))"
    r"(?P<tail>[*_]*(?:$|[ \t]*[.:：—–][ \t*_]*|[ \t]+))"
)
_ORDERED = re.compile(
    rf"(?P<native>(?P<n>\d{{1,4}})(?P<bis>)(?:[.\-]?[^\W\d_]{{2,5}}|[ ][^\W\d_]{{2,8}})[ ](?P<word>{_LETTERS}))"
    r"(?P<tail>[*_]*(?:$|[ \t]*[.:：—–][ \t*_]*|[ \t]+))"
)
_N = r"(?:[0-9０-９]{1,3}|[〇零一二三四五六七八九十百]{1,5})"
_CONTAINER = "条條章節节編编部款目조장절편관号號回"
_EASTERN = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_GLUED = re.compile(
    rf"(?P<native>(?P<before>(?![第제]){_EASTERN}{{1,4}}|[A-ZＡ-Ｚ])(?P<n>[0-9０-９]{{1,3}})(?P<after>))"
    r"(?P<tail>[*_]*(?:$|[.．:：、](?!\d)[ \t　*_]*|[ \t　]+|(?=[（(【])))"
)
_ORDINAL = re.compile(
    rf"(?P<native>(?P<before>[第제])[ ]?(?P<n>{_N})[ ]?(?P<after>(?:(?![{_CONTAINER}]){_EASTERN}){{1,3}}))"
    r"(?P<tail>[*_]*(?:$|[ \t　]+|(?=[（(【])))"
)
_PLAIN_GLUED = re.compile(
    rf"(?P<before>[第제]|{_EASTERN}{{1,4}}|[A-Z])(?P<n>[0-9]+|(?<=第)[〇零一二三四五六七八九十百]+)(?P<after>{_EASTERN}*)"
)
_ALPHABETIC = re.compile(r"^[A-Z]{1,2}\.?[ *]{0,2}(?=\d)")
_LEAST_LEARNED, _IN_STEP = 4, 0.75
_LEAST_SHORTENED = 3
_LONGEST_WORD = 30


@dataclass(frozen=True, slots=True)
class Worded:
    """A number with its word, as found at a place of a line: `start` to `stop` hold both and what closes them."""

    scheme: str
    value: Value
    native: str
    start: int
    stop: int
    trust: float


@dataclass(frozen=True, slots=True)
class Words:
    """The words that stand beside numbers in one text, each with the longest way that it is written there."""

    written: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.written)

    def match(self, text: str, start: int) -> Worded | None:
        """A word with its number at a place, in either order: Article 5, Art. 12a, Статья 67.1, 5-бап, 問1, 第1項."""
        for word, match in _readings(text, start):
            if word not in self.written or text[match.end() : match.end() + 1].islower():
                continue
            value = _value(match["n"])
            if value is not None:
                bis = label_numerals.suffix(match.groupdict().get("bis") or "")
                return Worded(
                    scheme=f"word:{self.written[word]}",
                    value=(*value, bis) if bis else value,
                    native=match["native"].strip().replace("*", ""),
                    start=match.start("native"),
                    stop=match.end(),
                    trust=_trust(match),
                )
        return None


def words_in(lines: Sequence[Line]) -> Words:
    """Known words, and those that count in this text; a shortened one (Sec.) goes with the whole one (Section)."""
    values: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        start = len(line.text) - len(line.text.lstrip(" \t　#*_>-"))
        for word, match in _readings(line.text, start):
            value = _value(match["n"]) if len(word) <= _LONGEST_WORD else None
            if value:
                values[word].append(value[0])
    found = {word for word in values if word in ARTICLE_WORDS or _counts(word, values[word])}
    return Words({word: _whole(word, found) for word in found})


def _readings(text: str, start: int) -> Iterator[tuple[str, re.Match[str]]]:
    """The words that may stand beside a number at a place, each with its match: 第1項 is counted by 第項."""
    first = text[start : start + 1]
    if first.isdigit():
        for pattern in (_BEHIND, _ORDERED):
            match = pattern.match(text, start)
            word = match["word"].strip(".").casefold() if match else ""
            if match and _behind(word, match):
                yield word, match
    elif first.isalpha():
        if match := _FRONT.match(text, start):
            yield match["word"].strip(".").casefold(), match
        if first >= "\u3040" or text[start + 1 : start + 2].isdigit():
            pattern = _ORDINAL if first in "第제" else _GLUED
            if match := pattern.match(text, start):
                yield unicodedata.normalize("NFKC", match["before"] + match["after"]).casefold(), match


def _counts(word: str, values: Sequence[int]) -> bool:
    """Whether an unknown word's numbers count up from one."""
    if len(values) < _LEAST_LEARNED or word in OTHER_WORDS or 1 not in values[:2]:
        return False
    steps = sum(b - a == 1 for a, b in pairwise(values))
    return steps >= _IN_STEP * (len(values) - 1)


def _whole(word: str, words: set[str]) -> str:
    if len(word) < _LEAST_SHORTENED:
        return word
    return max((other for other in words if other.startswith(word)), key=len, default=word)


def _value(number: str) -> Value | None:
    return (1,) if number.lower() == "premier" else levels(_ALPHABETIC.sub("", number))


def _behind(word: str, match: re.Match[str]) -> bool:
    """Whether a word is one for article that stands behind its number, and not the first of what is numbered."""
    return word in WORDS_BEHIND or _closed(match)


def _closed(match: re.Match[str]) -> bool:
    """Whether a stop or nothing stands behind a number with its word, or a hyphen holds them together (5-бап)."""
    return bool(match["tail"].strip(" *_　")) or match.end() == len(match.string) or "-" in match["native"]


def _trust(match: re.Match[str]) -> float:
    """How rarely such a line start is a mere mention: surely where it stands alone, less without a stop behind it."""
    tail = match["tail"].strip(" *_　")
    return 1.0 if not tail and match.end() == len(match.string) else 0.8 if tail else 0.6


def worded_label(word: str, native: str) -> str:
    """Article IX, Art. 12a, Article L111-3; Section 2 for Sec. 2 beside Section 1; 5-бап, 1. cikk, 問1 as printed."""
    folded = unicodedata.normalize("NFKC", native)
    glued = _PLAIN_GLUED.fullmatch(folded.replace(" ", "") if folded[:1] in "第제" else folded)
    if glued and (glued["before"] + glued["after"]).casefold() == word:
        return f"{glued['before']}{label_numerals.any_number(glued['n'])}{glued['after']}"
    match = re.match(rf"({_LETTERS}\.?(?:[ ][^\W\d_]{{1,4}}(?=[ (]))?)\s+(.*)", folded)
    if not match:
        return folded.rstrip(".: ")
    own = match.group(1)
    name = own if own.strip(".").casefold() == word else word
    return f"{name.capitalize()} {_plain(match.group(2))}"


def _plain(number: str) -> str:
    folded = number.strip(" .:()").replace(" ", "")
    if folded.lower() == "premier":
        return "1"
    digits = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in folded)
    return digits.upper() if label_numerals.roman(digits) else digits
