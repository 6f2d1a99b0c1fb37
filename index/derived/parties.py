"""Who says it: the grammatical subjects of a document's sentences.

A party is a subject that recurs in the document (各国外務大臣は …, The Ministers …), or one
with the same head noun; of names there is only a short list of titles (首相, 外相).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from index.document import Document, once_per_document
from index.text import fold, language_of
from index.text.weighted_words import words

_CONNECTIVE = r"(?:また|さらに|更に|なお|そして|一方|これに関連し|この関連で|その上で|ただし|しかし)、?"
_NOUNS = r"[一-鿿々ァ-ヺー・A-Za-zＡ-Ｚ0-9０-９]+"
_PHRASE = rf"(?:{_NOUNS}(?:の|及び|と|並びに|、))*{_NOUNS}"
_JAPANESE = re.compile(
    rf"(?:(?<=[、。\n])|^)(?:{_CONNECTIVE})?(?P<subject>{_PHRASE})(?P<mark>は|が|も)(?=、|[一-鿿ぁ-ゖァ-ヺ「])",
    re.MULTILINE,
)
_NOT_IN_NAMES = (
    "that|which|who|where|when|while|whether|if|unless|as|in|at|on|to|by|with|from|under|this|these|those|such|there|it|"
    "its|or|but|not|than|because|since|after|before|having|being|shall|may|must|should|will|would|can|could|is|are|was|"
    "were|has|have|had|do|does|did"
)
_QUALIFIER = "the|each|every|any|no|an?|all|both|most|some|many"
_VERB = (
    r"(?:[a-z]+ly\s)?(?:(?:shall|may|must|should|will|would|can|could|is|are|was|were|has|have|had|do|does|did)\b"
    r"|[a-z]{2,}(?:ed|es|s)\b|(?:met|held|took|gave|made|set|agree|decide|adopt|welcome|note|recall|reaffirm|affirm|recogni[sz]e|acknowledge|stress"
    r"|underline|emphasi[sz]e|express|support|call|commit|condemn|encourage|urge|request|invite|remain|intend)\b)"
)
_AUXILIARY = r"(?:shall|may|must|should|will|would|can|could|is|are|was|were|has|have|had|do|does|did)\b"
_START = (
    r"(?:^\s*(?:[(]?\w{1,3}[.)]\s+)?|(?<=[.;:]\s))"
    r"(?:(?:In this (?:regard|context)|Furthermore|Moreover|Also|However),?\s)?"
)
_WORDS = rf"(?:(?!(?i:{_NOT_IN_NAMES})\b)[A-Za-z][\w'’-]*\s){{0,5}}?(?!(?i:{_NOT_IN_NAMES}|and)\b)[A-Za-z][\w'’-]*"
_ENGLISH = re.compile(
    rf"{_START}(?P<pronoun>(?i:we|they))(?=\s[a-z])"
    rf"|{_START}(?!(?i:and|of|for)\b)(?P<first>(?i:(?:{_QUALIFIER})\s)?{_WORDS})(?=\s{_VERB})"
    rf"|(?<=,\s)(?P<later>(?:the|each|every|any|no|both)\s{_WORDS})(?=\s{_AUXILIARY})"
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+")
_TITLES = {"外相": "外務大臣", "首相": "総理大臣", "蔵相": "財務大臣"}
_LIGHT = re.compile("側|政府|代表団?|共和国|の|国(?=外務大臣|$)|両?首脳")
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
    """Subjects marked by は or が, or standing before an English verb, in order.

    は governs up to the next は; が only its own clause.
    """
    if language_of(sentence) != "ja":
        found = [m.span(m.lastgroup or 0) for m in _ENGLISH.finditer(sentence)]
        ends = [*(start for start, _ in found[1:]), len(sentence)][: len(found)]
        return [Subject(sentence[a:b], a, b, until) for (a, b), until in zip(found, ends, strict=True)]
    marked = [m for m in _JAPANESE.finditer(sentence) if not m["subject"].endswith(("又", "若しく"))]
    topics = [m.start("subject") for m in marked if m["mark"] != "が"]
    return [_subject(sentence, m, topics) for m in marked]


@once_per_document
def parties(document: Document) -> Parties:
    """The subjects that recur in a document, and what is said of them."""
    sentences = [sentence.text for paragraph in document.paragraphs for sentence in paragraph.sentences]
    found = [(named(subject.text), predicate(text, subject)) for text in sentences for subject in subjects(text)]
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

    日本の外務大臣 is 日本国外務大臣; a Japanese subject that is no known party but has the
    head of one (a list of countries + の外務大臣) is a party of its own.
    """
    folded, known = named(subject), tuple(known)
    if folded in known:
        return folded
    likeness = sorted(((_likeness(folded, party), party) for party in known), reverse=True)
    if likeness and likeness[0][0] >= _ALIKE and (len(likeness) == 1 or likeness[1][0] < likeness[0][0]):
        return likeness[0][1]
    heads = {_head(party) for party in known if language_of(party) == "ja"}
    return folded if _head(folded) in heads else ""


def is_part(name: str, whole: str) -> bool:
    """Whether a party's name is a shorter one of another: 中央アジア側 of 中央アジア諸国の外務大臣.

    >>> is_part("日本側", "日本国外務大臣"), is_part("各国", "中央アジア諸国の外務大臣")
    (True, False)
    """
    if language_of(name) != "ja":
        said = _content(name)
        return bool(said) and said <= _content(whole)
    there = _written_out(fold(whole))
    short = _LIGHT.sub("", _written_out(fold(name)))
    said_words = [short[word.start_char : word.end_char] for word in words(short) if word.counts]
    return bool(said_words) and all(word in there for word in said_words)


def _subject(sentence: str, match: re.Match[str], topics: list[int]) -> Subject:
    start, end = match.span("subject")
    if match["mark"] == "が":
        close = _CLAUSE_END.search(sentence, end + 2)
        until = close.start() if close else len(sentence)
    else:
        until = next((topic for topic in topics if topic > start), len(sentence))
    return Subject(match["subject"], start, end, until)


def named(subject: str) -> str:
    """A subject as a party is kept: folded, without an article."""
    return _ARTICLE.sub("", fold(subject))


def _likeness(one: str, other: str) -> float:
    a, b = _content(one), _content(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def _content(text: str) -> frozenset[str]:
    return frozenset(word.form for word in words(_written_out(text)) if word.counts)


def _head(text: str) -> str:
    content = [word.form for word in words(_written_out(text)) if word.counts]
    return content[-1] if content else ""


def _written_out(name: str) -> str:
    for short, title in _TITLES.items():
        name = name.replace(short, title)
    return name
