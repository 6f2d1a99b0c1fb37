"""The document's own spelling of what a question writes otherwise: 雪豹 is ユキヒョウ, 再エネ is 再生可能エネルギー.

Two spellings of one word share their reading; a short form is made of the beginnings of
words that stand together, in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.question.offices import by_office
from index.derived import compounds, content_terms, vocabulary
from index.document import Document, once_per_document
from index.text import fold
from index.text.countries import governed_from
from index.text.languages.plain_words import offices
from index.text.sudachi import Unit, units

_KANJI = re.compile(r"[一-鿿]")
_SHORTEST_READING = 3
_LONGEST_SHORT_FORM = 6
_MOST_PARAGRAPHS = 2_000
_GOVERNING = r"に対|に向け|へ|側|政府|当局|政権|は|が"
_OF_NAMES = {"名詞", "接頭辞", "接尾辞", "形状詞"}


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that stand together without a particle: as written, and how they read."""

    words: tuple[str, ...]
    reading: str


def as_spelt(text: str, documents: Sequence[Document]) -> str:
    """A question with its words as the documents spell them, where these never use its own spelling.

    An office is written out where the documents write it out (外相 is 外務大臣), and stays as it
    is within another name (外相会合). A city that stands for its government is its country;
    somebody whom they go on to call by the office is called so (岸田大臣は, 日本国外務大臣は).
    """
    found = compounds(text)
    for word, own in _respelt(found, documents):
        text = text.replace(word, own)
    for city, country in _governments(found, documents):
        text = re.sub(rf"{re.escape(city)}(?={_GOVERNING})", country, text)
    for short in (short for short in offices() if short in found):
        if any(offices()[short] in vocabulary(document).folded for document in documents):
            text = re.sub(rf"(?<![一-鿿ァ-ヺー]){short}(?![一-鿿ァ-ヺー])", offices()[short], text)
    for document in documents:
        text = by_office(text, document)
    return text


def _governments(words: Sequence[str], documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Cities that the documents never name, whose country they do."""
    texts = [(document.language, vocabulary(document).folded) for document in documents]
    for word in words:
        for language, text in texts:
            country = governed_from(word, language)
            if country and word not in text and country in text:
                yield word, country


def loan_words(text: str, documents: Sequence[Document]) -> tuple[str, ...]:
    """The words of a question that a Japanese document writes by their sound: observer is オブザーバー there."""
    words = [term.surface for term in content_terms(text) if term.surface.isascii()]
    return tuple(own for _, own in _respelt(words, documents))


def _respelt(words: Sequence[str], documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Words that the documents never use, with what they have instead.

    In a big library spellings are left alone: every word of it would have to be read.
    """
    if sum(len(document) for document in documents) > _MOST_PARAGRAPHS:
        return
    for word in words:
        if not any(word in vocabulary(document).folded for document in documents):
            own = next(filter(None, (_spelt(word, document) for document in documents)), None)
            if own:
                yield word, own


def _spelt(word: str, document: Document) -> str | None:
    own = next(_runs(word), None)
    if own is None or document.language != "ja":
        return None
    same = _by_reading(document).get(own.reading) if len(own.reading) >= _SHORTEST_READING else None
    if same and _may_be_one(word, spelt := "".join(same.words)):
        return spelt
    if len(own.words) == 1 or len(word) > _LONGEST_SHORT_FORM or word.isascii():
        return None
    longer = (_lengthened(word, run.words) for run in _by_letter(document).get(word[:1], ()))
    return min(filter(None, longer), key=len, default=None)


def _may_be_one(word: str, other: str) -> bool:
    """Whether words of one reading may be one word: 機関 and 期間, in two kanji each and none in common, are not.

    >>> _may_be_one("附属", "付属")
    True
    """
    kanji, others = set(_KANJI.findall(word)), set(_KANJI.findall(other))
    return not kanji or not others or bool(kanji & others)


@once_per_document
def _by_reading(document: Document) -> dict[str, _Run]:
    """Every run of a document by its reading, the first of equal ones."""
    found: dict[str, _Run] = {}
    for paragraph in document:
        for run in _runs(fold(paragraph.text)):
            found.setdefault(run.reading, run)
    return found


@once_per_document
def _by_letter(document: Document) -> dict[str, list[_Run]]:
    """Runs by the letters that their words begin with, the last word aside: no short form begins there."""
    found: dict[str, list[_Run]] = {}
    for run in _by_reading(document).values():
        for letter in {word[:1] for word in run.words[:-1]}:
            found.setdefault(letter, []).append(run)
    return found


def _runs(text: str) -> Iterator[_Run]:
    for named, group in groupby(units(text), key=_names_something):
        morphemes = [unit.morpheme for unit in group]
        if named:
            yield _Run(tuple(m.surface() for m in morphemes), "".join(m.reading_form() for m in morphemes))


def _names_something(unit: Unit) -> bool:
    return unit.morpheme.part_of_speech()[0] in _OF_NAMES


def _lengthened(short: str, words: Sequence[str]) -> str | None:
    """The words from the first to the last whose beginnings make up a short form, one of them cut.

    >>> _lengthened("再エネ", ("再生", "可能", "エネルギー", "分野"))
    '再生可能エネルギー'
    """
    for first in range(len(words)):
        last = _last_taken(short, words, first)
        if last is not None and last > first:
            return "".join(words[first : last + 1])
    return None


def _last_taken(rest: str, words: Sequence[str], at: int, *, cut: bool = False) -> int | None:
    """Where a short form ends that takes the beginning of the word at `at`, others left out between."""
    for size in range(min(len(rest), len(words[at])), 0, -1):
        if rest[:size] != words[at][:size]:
            continue
        shortened = cut or size < len(words[at])
        if size == len(rest):
            return at if shortened else None
        for following in range(at + 1, len(words)):
            last = _last_taken(rest[size:], words, following, cut=shortened)
            if last is not None:
                return last
    return None
