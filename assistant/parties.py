"""Who says it: the grammatical subjects of a document's sentences.

A party is a subject that recurs in the document (各国外務大臣は …, The Ministers …), or one
with the same head noun; no list of names is kept anywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.words import words
from index.document import Document
from index.language import language_of
from index.normal import fold

_CONNECTIVE = r"(?:また|さらに|更に|なお|そして|一方|これに関連し|この関連で|その上で|ただし|しかし)、?"
_NOUNS = r"[一-鿿々ァ-ヺー・A-Za-zＡ-Ｚ0-9０-９]+"
_PHRASE = rf"(?:{_NOUNS}(?:の|及び|と|並びに|、))*{_NOUNS}"
_JAPANESE = re.compile(
    rf"(?:(?<=[、。\n])|^)(?:{_CONNECTIVE})?(?P<subject>{_PHRASE})(?P<mark>は|が)(?=、|[一-鿿ぁ-ゖァ-ヺ「])",
    re.MULTILINE,
)
_ENGLISH = re.compile(
    r"(?:^|(?<=[.;,]\s))(?:(?:In this (?:regard|context)|Furthermore|Moreover|Also),?\s)?"
    r"(?P<subject>(?:the\s|both\s)?(?:[A-Z][\w-]*)(?:\s(?:of|the|and|for|[A-Z][\w-]*))*)(?P<mark>)\s(?=[a-z])"
)
_CLAUSE_END = re.compile(r"こと|との|という|旨|よう|ため")
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Parties:
    """Who speaks in a document, and what they do: both folded or in normal form.

    Attributes:
        names: Subjects that recur.
        predicates: Last words of the sentences that they govern (歓迎, 表明, welcome).
    """

    names: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()


NOBODY = Parties()


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject with the span of the sentence that it governs, as far as can be seen."""

    text: str
    start_char: int
    end_char: int
    until_char: int


def subjects(sentence: str) -> list[Subject]:
    """Subjects marked by は or が, or opening an English sentence, in order.

    は governs up to the next は; が only its own clause.
    """
    found = [m for pattern in (_JAPANESE, _ENGLISH) for m in pattern.finditer(sentence)]
    topics = [m.start("subject") for m in found if m["mark"] != "が"]
    return [_subject(sentence, m, topics) for m in sorted(found, key=lambda m: m.start("subject"))]


def parties(document: Document) -> Parties:
    """The subjects that recur in a document, and what is said of them."""
    sentences = [sentence.text for paragraph in document.paragraphs for sentence in paragraph.sentences]
    found = [(fold(subject.text), predicate(text, subject)) for text in sentences for subject in subjects(text)]
    counted = Counter(name for name, _ in found)
    names = frozenset(name for name, times in counted.items() if times > 1)
    return Parties(names, frozenset(said for name, said in found if name in names))


def predicate(sentence: str, subject: Subject) -> str:
    """What a subject does: the last word that says something in Japanese, elsewhere the first behind it."""
    behind = [word for word in words(sentence) if word.counts and word.start_char >= subject.end_char]
    if not behind:
        return ""
    return behind[-1 if language_of(sentence) == "ja" else 0].form


def party_of(subject: str, known: Iterable[str]) -> str:
    """The party that a subject names, in the document's words; "" when it is none of them.

    日本の外務大臣 is 日本国外務大臣; a subject that is no known party but has the head
    of one (a list of countries + の外務大臣) is a party of its own.
    """
    folded, known = fold(subject), tuple(known)
    if folded in known:
        return folded
    likeness = sorted(((_likeness(folded, party), party) for party in known), reverse=True)
    if likeness and likeness[0][0] >= _ALIKE and (len(likeness) == 1 or likeness[1][0] < likeness[0][0]):
        return likeness[0][1]
    heads = {_head(party) for party in known}
    return folded if _head(folded) in heads else ""


def _subject(sentence: str, match: re.Match[str], topics: list[int]) -> Subject:
    start, end = match.span("subject")
    if match["mark"] == "が":
        close = _CLAUSE_END.search(sentence, end + 2)
        until = close.start() if close else len(sentence)
    else:
        until = next((topic for topic in topics if topic > start), len(sentence))
    return Subject(match["subject"], start, end, until)


def _likeness(one: str, other: str) -> float:
    a, b = ({w.form for w in words(text) if w.counts} for text in (one, other))
    return len(a & b) / len(a | b) if a | b else 0.0


def _head(text: str) -> str:
    content = [word.form for word in words(text) if word.counts]
    return content[-1] if content else ""
