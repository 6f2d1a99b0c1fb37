"""A question and a document -> the paragraphs that the question names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from index.address.grammar import find_phrases
from index.address.labels import Labels, labels_of, steps_in
from index.address.named import named_phrases
from index.address.phrases import Phrase
from index.address.ranges import with_ranges
from index.address.resolving import Address, Resolver, role
from index.document import Document, Section, once_per_document
from index.text import Folded, fold, fold_with_offsets
from index.text.languages.unit_words import unit_words
from index.text.quantities import quantities

_FARTHEST = 8
_QUESTIONS_KEPT = 16
_QUOTES = {("「", "」"), ("『", "』"), ('"', '"'), ("«", "»")}
_AS_WORDS = re.compile(
    r"\s*(?:(?:という|との|の)?(?:言葉|単語|語句|語|表現|用語|文言|文字)|と(?:書|い[いう]))"
)  # not a heading
_LONG_TITLE = 4  # shorter ones are everyday words: 開発では
_STARTS = re.compile(r"(?:^|[、。,?？\s])$")
_PLACE = re.compile(r"(?:のうち|の中)?では")
_BETWEEN = re.compile(r"[\s.の第()\-]*")
_PARTED = re.compile(r"[の(]")
_OF = re.compile(r"\s*(?:の|of|of the|,|、)?\s*")
# A heading, or a label that no grammar knows.
_MAY_NAME = re.compile(r"[「『\"«(]|では|(?<![\w.])(?:[ivxlc]{2,}\b|\w{1,3}[.、:])")


def find_addresses(question: str, document: Document) -> list[Address]:
    """Every place of a document that a question names, in the order of the question.

    Numbers that count something else (第5回, 25周年, 2016年2月24-25日) are no addresses,
    and neither are articles where the document has none.
    """
    folded, phrases = _read(question)
    labels = labels_of(document)
    phrases = (
        *named_phrases(folded.text, labels),
        *phrases,
        *_literal(folded.text, labels),
        *_headings(folded.text, document),
    )
    if not phrases:
        return []
    resolver = Resolver(question, folded, labels)
    chosen = _longest(phrase for phrase in phrases if not resolver.doubtful(phrase) or resolver.stands(phrase))
    found: list[Address] = []
    for group in _grouped([phrase for phrase in chosen if resolver.stands(phrase)], folded.text):
        address = resolver.address(group)
        if address:
            start, end = folded.source_span(address.start_char, address.end_char)
            found.append(replace(address, start_char=start, end_char=end, text=question[start:end]))
    return with_ranges(found, question, document)


def names_places(question: str) -> bool:
    """Whether a question may name a place of any document; of one that does not, no document need be read for it.

    >>> names_places("What does Article 3 say?"), names_places("Who signed on 3 May 2016?")
    (True, False)
    """
    folded, phrases = _read(question)
    uncounted = folded.text
    for quantity in reversed(quantities(uncounted)):
        if quantity.unit or quantity.kind != "number":
            uncounted = uncounted[: quantity.start_char] + " " + uncounted[quantity.end_char :]
    labelled = any(character.isdigit() for character in uncounted) or _MAY_NAME.search(uncounted)
    return bool(phrases or unit_words(folded.text) or labelled)


@lru_cache(maxsize=_QUESTIONS_KEPT)
def _read(question: str) -> tuple[Folded, tuple[Phrase, ...]]:
    """What of a question is the same for every document, kept while it is asked of one after another."""
    folded = fold_with_offsets(question)
    return folded, tuple(find_phrases(folded.text))


def _literal(question: str, labels: Labels) -> Iterator[Phrase]:
    """Labels that no grammar knows (4.b(3), 2-3-1, 別紙5), as they are or step by step: 4のbの(3)."""
    if not labels.literal:
        return
    longest = max(map(len, labels.literal))
    steps = list(steps_in(question))
    for first in range(len(steps)):
        for stop in range(min(first + longest, len(steps)), first, -1):
            own = steps[first:stop]
            written, label = labels.literal.get(tuple(step.group() for step in own), ("", ""))
            start, end = own[0].start(), own[-1].end()
            end += question[end : end + 1] == ")" and written.endswith(")")
            if label and _is_address(question[start:end], written, own) and not _continues(question, start, end):
                yield Phrase("numbers", start, end, "other", words=label)
                break


def _is_address(text: str, written: str, steps: Sequence[re.Match[str]]) -> bool:
    """Whether steps stand together as an address does: as the label is printed, or with の or brackets between."""
    if text == written:
        return True
    pairs = [(a, a.string[a.end() : b.start()], b) for a, b in pairwise(steps)]
    return all(
        _BETWEEN.fullmatch(between) and (not (a[0].isdigit() and b[0].isdigit()) or _PARTED.search(between))
        for a, between, b in pairs
    )


def _headings(question: str, document: Document) -> Iterator[Phrase]:
    """Headings that the question writes out: with their number, in quotes, not as words, or as its place.

    "IV. 開発", 「開発」, 最終規定では何が.
    """
    for section, title in _titles(document):
        at = question.find(title)
        if at < 0:
            continue
        number = re.search(rf"(?<![\w.]){re.escape(fold(section.label))}[.、:\s]*$", question[:at])
        if number:
            yield Phrase("title", number.start(), at + len(title), words=section.title)
        elif _quoted(question, at, at + len(title)) and not _AS_WORDS.match(question, at + len(title) + 1):
            yield Phrase("title", at - 1, at + len(title) + 1, words=section.title)
        elif len(title) >= _LONG_TITLE and _STARTS.search(question[:at]) and _PLACE.match(question, at + len(title)):
            yield Phrase("title", at, at + len(title), words=section.title)


def _quoted(question: str, start: int, end: int) -> bool:
    return start > 0 and (question[start - 1], question[end : end + 1]) in _QUOTES


@once_per_document
def _titles(document: Document) -> tuple[tuple[Section, str], ...]:
    """The sections that have a title, each with its folded title."""
    titles = ((section, fold(section.title)) for section in document.sections)
    return tuple((section, title) for section, title in titles if len(title) > 1)


def _continues(question: str, start: int, end: int) -> bool:
    before, after = question[start - 1 : start], question[end : end + 2]
    return (
        (before.isascii() and before.isalnum())
        or before in {".", "-"}
        or after[:1].isdigit()
        or (after[:1] in {".", "-", "(", "の"} and after[1:2].isascii() and after[1:2].isalnum())
    )


def _longest(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Of overlapping phrases the longest, in the order of the question."""
    kept: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda p: (p.start - p.end, p.start)):
        if all(phrase.end <= other.start or other.end <= phrase.start for other in kept):
            kept.append(phrase)
    return sorted(kept, key=lambda p: p.start)


def _grouped(phrases: Sequence[Phrase], question: str) -> Iterator[list[Phrase]]:
    """Phrases that belong to one address: a section with its nth paragraph, a paragraph with its nth sentence."""
    group: list[Phrase] = []
    for phrase in phrases:
        if group and not _joins(group, phrase, question[group[-1].end : phrase.start]):
            yield group
            group = []
        group.append(phrase)
    if group:
        yield group


def _joins(group: Sequence[Phrase], phrase: Phrase, between: str) -> bool:
    if len(between) > _FARTHEST or any(char in "。?？" for char in between):
        return False
    kinds = {role(member) for member in group}
    own = role(phrase)
    if own == "paragraph" and "section" in kinds and phrase.what == "numbers":
        return "paragraph" not in kinds and ("の" in between or not between.strip(" ,、"))
    if own == "section" and {role(member) for member in group} == {"section"}:
        return bool(_OF.fullmatch(between)) and phrase.unit != group[-1].unit
    if own == "inside" and group[-1].what == "inside":
        return between.strip() in {"", "("}
    return own not in kinds and not (own == "section" and "inside" in kinds and "paragraph" in kinds)
