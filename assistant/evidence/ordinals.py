"""Things that go by a number: 第6回会合, line 5, the Eleventh Assembly. Another number is another thing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from index.document import Document, once_per_document
from index.text import fold
from index.text.languages.wording import asking_words
from index.text.quantities import quantities
from index.text.stems import stem

_TEXTS_KEPT = 2_048
_BEHIND_CHARS = 24
_BEHIND = re.compile(r"\s?の?([一-鿿ァ-ヺー]{2,12}|[a-zа-яё]{3,})")
_BEFORE = re.compile(r"([a-zа-яё]{3,})\s$")
_HEAD_CHARS = 2
_FEW: tuple[set[int], set[int]] = ({1, 2, 3}, {1})  # without and with a unit


class Numbered(NamedTuple):
    """A thing with its number: the unit and the word behind it (回, 外相会合), or the one before (line 5)."""

    unit: str
    word: str
    value: object

    def is_like(self, other: Numbered) -> bool:
        """Whether both number one kind of thing: 会合 may stand for 外相会合, which begins as 外相協議 does."""
        if self.unit != other.unit:
            return False
        if self.word.isascii():
            return self.word == other.word
        one, two = self.word, other.word
        return one[:_HEAD_CHARS] == two[:_HEAD_CHARS] or one.endswith(two) or two.endswith(one)


def other_number(question: str, text: str) -> bool:
    """Whether a text numbers the very thing that a question numbers, and differently: 第5回会合 and 第6回会合.

    >>> other_number("第5回会合の場所は？", "第6回会合を開いた。")
    True
    """
    return _differs(numbered(question), numbered(text))


def same_number(question: str, text: str) -> bool:
    """Whether a text has a thing by the number that a question names it with.

    >>> same_number("第7回会合はいつ？", "第7回外相会合を開く。")
    True
    """
    stated = numbered(text)
    return any(thing.value == other.value and thing.is_like(other) for thing in numbered(question) for other in stated)


def numbered_otherwise(question: str, document: Document) -> bool:
    """Whether a document numbers the very thing that a question numbers, and never by that number.

    The first of its kind need not be called that; a second or third plot is any that follows.
    """
    asked = tuple(thing for thing in numbered(question) if thing.value not in _FEW[bool(thing.unit)])
    return bool(asked) and _differs(asked, _all_numbered(document))


def _differs(asked: tuple[Numbered, ...], stated: tuple[Numbered, ...]) -> bool:
    for thing in asked:
        own = {other.value for other in asked if thing.is_like(other)}
        theirs = {other.value for other in stated if thing.is_like(other)}
        if theirs and not own & theirs:
            return True
    return False


@once_per_document
def _all_numbered(document: Document) -> tuple[Numbered, ...]:
    return tuple(dict.fromkeys(thing for paragraph in document for thing in numbered(paragraph.text)))


@lru_cache(maxsize=_TEXTS_KEPT)
def numbered(text: str) -> tuple[Numbered, ...]:
    """What a text numbers, in order."""
    found: list[Numbered] = []
    for quantity in quantities(text):
        behind = _BEHIND.match(fold(text[quantity.end_char : quantity.end_char + _BEHIND_CHARS]))
        if quantity.kind == "ordinal" and behind:
            found.append(Numbered(quantity.unit, behind[1], quantity.value))
        before = _BEFORE.search(fold(text[: quantity.start_char]))
        if quantity.kind == "number" and not quantity.unit and before and before[1] not in asking_words():
            found.append(Numbered("", stem(before[1]), quantity.value))
    return tuple(found)
