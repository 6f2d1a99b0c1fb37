"""A paragraph -> its enumerations: the sentence that opens one, and the items behind it that count up from 1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.document import Paragraph, Sentence
from index.text import label_numerals

_MARK = re.compile(
    r"[\s*_>]*[(（\[]?(?P<number>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[ivxIVX]{1,5}|[a-zａ-ｚ]|[ア-ヲ]|[가-하]|[①-⑳])"
    r"(?:[*_]*[)）\].．、：:]|(?<=[①-⑳])|(?=[\s　]))"
)
_READERS = (
    label_numerals.arabic,
    label_numerals.kanji,
    label_numerals.roman,
    label_numerals.letter,
    label_numerals.iroha,
    label_numerals.kana,
    label_numerals.hangul,
    label_numerals.circled,
)


_MOST_ITEMS = 12
_OPENS = ".。:：;；,、—–-"


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The sentence that opens it, and its items, one at least."""

    head: Sentence
    items: tuple[Sentence, ...]


def enumerations(paragraph: Paragraph) -> list[Enumeration]:
    """Those of a paragraph, in its order; what stands between two items belongs to none."""
    found: list[Enumeration] = []
    sentences = paragraph.sentences
    for head, first in pairwise(sentences):
        opens = head.text.endswith(tuple(_OPENS))  # not a heading
        found += [Enumeration(head, tuple(_items(sentences[first.index :], way))) for way in _ways(first, 1) if opens]
    return found


def in_context(paragraph: Paragraph, sentences: Iterable[Sentence], *, whole: bool = False) -> list[Sentence]:
    """Sentences, with the head of what they are items of, and the items of what they open.

    Args:
        paragraph: What they stand in.
        sentences: Of it, in any order.
        whole: Whether an item brings all the others.
    """
    given = {sentence.index for sentence in sentences}
    told = set(given)
    for enumeration in enumerations(paragraph):
        head, items = enumeration.head.index, {item.index for item in enumeration.items}
        if given & items:
            told.add(head)
        if head in (told if whole else given) and len(items) <= _MOST_ITEMS:
            told |= items
    return [sentence for sentence in paragraph.sentences if sentence.index in told]


def _items(sentences: Sequence[Sentence], way: int) -> Iterator[Sentence]:
    """Those that count up by one way of numbering, until it begins anew."""
    count = 0
    for sentence in sentences:
        if way in _ways(sentence, count + 1):
            count += 1
            yield sentence
        elif count and way in _ways(sentence, 1):
            return


def _ways(sentence: Sentence, number: int) -> list[int]:
    """The ways of numbering by which a sentence begins with that number."""
    mark = _MARK.match(sentence.text)
    return [way for way, read in enumerate(_READERS) if read(mark["number"]) == number] if mark else []
