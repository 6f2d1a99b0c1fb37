"""Complete lists: every paragraph is read, so that "all" and "none" can be proved.

What a paragraph must have to count comes from the question: quoted words, names, other
words that the document uses, a year or date, or "after the document's own date".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant import wording
from assistant.names import translated
from assistant.parties import parties, subjects
from assistant.question import Question
from assistant.terms import Term, compounds, content_terms, forms, vocabulary
from index.content import content_of
from index.dates import Day, Period
from index.derived import once_per_document
from index.document import Document, Paragraph, Sentence
from index.language import language_of
from index.normal import flowing, fold
from index.quantities import Quantity, matches, quantities

_QUOTED = re.compile(r"「([^」]+)」|『([^』]+)』|[“\"]([^”\"]+)[”\"]|«([^»]+)»")
_EITHER = re.compile(
    r"や|とか|又は|または|もしくは|か(?=[^らの])|と(?!いう|は|して)|、|・|\bor\b|\band\b|,|\bили\b|\bи\b|或|和|또는|와|과"
)

_NUMBER = re.compile(r"[\d〇一二三四五六七八九十元]")  # in every date
_WITH_ALIAS = re.compile(r"(?P<name>[一-鿿ァ-ヺー]{2,30})\((?P<alias>[a-z][a-z0-9-]{1,12}|[一-鿿ァ-ヺー]{2,12})\)")
_SHORT = 2
_SHARED = 2
_DESCRIPTION = 3
_ALONE = re.compile(r"だけ|のみ|\bonly\b|\bsolely\b")
_WITH = re.compile(r"の|における|への|からの|\bof\b|\bin\b")


@dataclass(frozen=True, slots=True)
class Sought:
    """What a paragraph must have: one of `words` (all of them where `every`), a date, or both.

    With `as_subject` the words must be who speaks: of some sentence, or of every one
    where `alone`. `unknown` are words of the question that the documents nowhere use;
    `named` tells that the words are names, were quoted, or are asked for as words.
    """

    words: tuple[str, ...] = ()
    every: bool = False
    dates: tuple[Quantity, ...] = ()
    after: str = ""
    unknown: tuple[str, ...] = ()
    as_subject: bool = False
    alone: bool = False
    named: bool = False

    @property
    def described(self) -> bool:
        """Whether it is told what a paragraph says, in many words or mostly unknown ones, not what it mentions."""
        if self.named or self.every or self.dates or self.after:
            return False
        return len(self.words) >= _DESCRIPTION or 0 < len(self.words) <= len(self.unknown)

    @property
    def empty(self) -> bool:
        """Whether nothing can be scanned for."""
        return not (self.words or self.dates or self.after)


@dataclass(frozen=True, slots=True)
class Match:
    """A paragraph that counts, and its sentences that make it count."""

    paragraph: Paragraph
    sentences: tuple[Sentence, ...]


def sought(question: Question, documents: Sequence[Document]) -> Sought:
    """What a list question wants scanned for, in words that the documents use."""
    texts = [vocabulary(document).folded for document in documents]
    query = question.subject
    dates = tuple(q for q in quantities(_QUOTED.sub(" ", query)) if isinstance(q.value, Period))
    after = next((d.date for d in documents if d.date), "") if wording.says("ahead", query) else ""
    quoted = tuple(fold(next(filter(None, groups))) for groups in _QUOTED.findall(query))
    if wording.says("subject", query) and (speakers := _speakers(query, documents)):
        return Sought(speakers, as_subject=True, alone=bool(_ALONE.search(query)))
    if both := _two_names(query, texts):
        return Sought(both, dates=dates, after=after, named=True)
    if quoted:
        return Sought(quoted, dates=dates, after=after, named=True)
    rest = _without(query, [q.text for q in dates])
    words = _words(rest, texts, documents)
    if dates or after:
        return Sought(words.names, dates=dates, after=after, unknown=words.unknown)
    chosen, every = _chosen(rest, words, texts)
    named = bool(words.names) or wording.says("mentions", query)
    return Sought(chosen, every=every, unknown=words.unknown, named=named)


def scan(wanted: Sought, paragraphs: Iterable[Paragraph]) -> list[Match]:
    """Read every paragraph and keep those that have what is wanted, in their order."""
    matches_found = []
    for paragraph in paragraphs:
        if wanted.as_subject:
            sentences = _spoken(paragraph, wanted)
        else:
            sentences = tuple(s for s in paragraph.sentences if _counts(s.text, wanted))
        if sentences and not _lacks(paragraph.text, wanted):
            matches_found.append(Match(paragraph, _said(paragraph, sentences)))
    return matches_found


def _said(paragraph: Paragraph, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Sentences that count, without a heading: one alone stands for the text under it."""
    under = tuple(sentence for sentence in sentences if sentence is not paragraph.heading)
    return under or paragraph.body


def scan_documents(wanted: Sought, documents: Iterable[Document]) -> list[Match]:
    """`scan` over whole documents, without a close look at paragraphs that hold none of the words, or no date."""
    if not wanted.words:
        return [match for document in documents for match in _by_date(wanted, document)]
    return scan(wanted, (paragraph for document in documents for paragraph in _worded(wanted, document)))


def _worded(wanted: Sought, document: Document) -> list[Paragraph]:
    """The paragraphs that hold any of the words."""
    folded = content_of(document).folded
    firsts = {(word.split() or [word])[0] for word in wanted.words}  # a line may break behind it
    return [p for p, text in zip(document, folded, strict=True) if any(word in text for word in firsts)]


def _by_date(wanted: Sought, document: Document) -> Iterable[Match]:
    for at, dates in _dated(document):
        paragraph = document.paragraphs[at]
        sentences = tuple(s for s, stated in zip(paragraph.sentences, dates, strict=True) if _timely(stated, wanted))
        if sentences:
            yield Match(paragraph, _said(paragraph, sentences))


@once_per_document
def _dated(document: Document) -> tuple[tuple[int, tuple[tuple[Quantity, ...], ...]], ...]:
    """Positions of the paragraphs that state a date, and the dates of each of their sentences."""
    read = ((p.position, tuple(_dates(s.text) for s in p.sentences)) for p in document if _NUMBER.search(p.text))
    return tuple((at, dates) for at, dates in read if any(dates))


def _dates(text: str) -> tuple[Quantity, ...]:
    return tuple(q for q in quantities(text) if isinstance(q.value, Period))


def _periods(text: str) -> list[Period]:
    return [q.value for q in quantities(text) if isinstance(q.value, Period)]


def _two_names(query: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Two names of one thing, 国連開発計画（UNDP）, where the documents use either: both count."""
    for match in _WITH_ALIAS.finditer(fold(query)):
        names = tuple(name for name in (match["name"], match["alias"]) if _used(name, texts))
        if names:
            return names
    return ()


def _speakers(query: str, documents: Sequence[Document]) -> tuple[str, ...]:
    """The recurring subject of the documents that a question names, or the one that shares most words with it."""
    known = {name for document in documents for name in parties(document).names}
    named = [name for name in known if name in fold(query)]
    if named:
        return (max(named, key=len),)
    asked = forms(query)
    alike = sorted(((len(forms(name) & asked), -len(name), name) for name in known), reverse=True)
    clear = alike and alike[0][0] >= _SHARED and (len(alike) == 1 or alike[0][0] > alike[1][0])
    return (alike[0][2],) if clear else ()


def _spoken(paragraph: Paragraph, wanted: Sought) -> tuple[Sentence, ...]:
    """The sentences of a paragraph that the wanted party speaks; none where it must be alone and is not."""
    said = {s: [fold(subject.text) for subject in subjects(s.text)] for s in paragraph.sentences}
    theirs = tuple(s for s, names in said.items() if wanted.words[0] in names)
    others = [s for s, names in said.items() if names and wanted.words[0] not in names]
    return () if wanted.alone and others else theirs


def first_date(match: Match, wanted: Sought) -> Day:
    """When the first date of a match begins, for ordering; undated ones come last."""
    periods = [period for s in match.sentences for period in _periods(s.text)]
    if wanted.after:
        periods = [period for period in periods if period.start > _day(wanted.after)]
    years = {q.value.start.year for q in wanted.dates if isinstance(q.value, Period)}
    within = [period for period in periods if period.start.year in years]
    return min((period.start for period in within or periods), default=Day(9999))


def _counts(text: str, wanted: Sought) -> bool:
    folded = flowing(text)
    if wanted.words and not any(word in folded for word in wanted.words):
        return False
    return _timely(_dates(text), wanted) if wanted.dates or wanted.after else True


def _timely(stated: Sequence[Quantity], wanted: Sought) -> bool:
    """Whether any of some dates is one that is wanted, and lies ahead where that is asked for too."""
    fitting = [s for s in stated if not wanted.dates or any(matches(asked, s) for asked in wanted.dates)]
    if not wanted.after:
        return bool(fitting)
    return any(s.value.start > _day(wanted.after) for s in fitting if isinstance(s.value, Period))


def _day(iso: str) -> Day:
    return Day(*(int(part) for part in iso.split("-")))


def _lacks(text: str, wanted: Sought) -> bool:
    folded = flowing(text)
    return wanted.every and not all(word in folded for word in wanted.words)


@dataclass(frozen=True, slots=True)
class _Words:
    names: tuple[str, ...]
    known: tuple[str, ...]
    unknown: tuple[str, ...]


def _words(rest: str, texts: Sequence[str], documents: Sequence[Document]) -> _Words:
    """The words of a question: names, those that the documents use, and those that they do not."""
    terms = content_terms(rest)
    source = language_of(rest, default="en")
    carried = [fold(name) for d in documents[:1] for name in translated(rest, source=source, target=d.language)]
    found = [part for compound in compounds(rest) for part in _parts(compound, terms, texts)]
    found += carried
    names = _known_names(terms, rest, carried)
    used = [word for word in dict.fromkeys(found) if _used(word, texts)]
    known = tuple([word for word in used if len(word) > 1] or used)
    unknown = tuple(word for word in dict.fromkeys(found) if word not in known)
    named = tuple(word for word in known or unknown if any(name in word for name in names))
    return _Words(named, known, unknown)


def _parts(compound: str, terms: Sequence[Term], texts: Sequence[str]) -> list[str]:
    """A compound that the documents use, whole; otherwise its parts, names in it aside (日本語 is not 日本)."""
    if _used(compound, texts):
        return [compound]
    return [t.surface for t in terms if t.surface in compound and (not t.name or len(t.surface) > _SHORT)]


def _known_names(terms: Sequence[Term], rest: str, carried: Sequence[str]) -> set[str]:
    """Names that stand for themselves in a question: 日本 in 日本の, not in 日本型."""
    whole = set(compounds(rest))
    return {t.surface for t in terms if t.name and (t.surface in whole or len(t.surface) > _SHORT)} | set(carried)


def _chosen(rest: str, words: _Words, texts: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """Which words a paragraph must have, and whether it must have all of them."""
    chosen = words.names or words.known
    if len(chosen) < 2 or not words.names:
        return chosen, False
    between = _between(rest, chosen)
    if _EITHER.search(between):
        return chosen, False
    if _WITH.search(between):
        return chosen, True
    return (min(chosen, key=lambda word: sum(text.count(word) for text in texts)),), False


def _used(words: str, texts: Sequence[str]) -> bool:
    return any(words in text for text in texts)


def _without(text: str, pieces: Iterable[str]) -> str:
    for piece in pieces:
        text = text.replace(piece, " ")
    return text


def _between(text: str, words: Sequence[str]) -> str:
    folded = fold(text)
    places = sorted(folded.find(word) for word in words if word in folded)
    return folded[places[0] : places[-1]] if places else ""
