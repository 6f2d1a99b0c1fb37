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
from assistant.question import Question
from assistant.terms import compounds, content_terms
from index.dates import Day, Period
from index.document import Document, Paragraph, Sentence
from index.language import language_of
from index.normal import fold
from index.quantities import Quantity, matches, quantities

_QUOTED = re.compile(r"「([^」]+)」|『([^』]+)』|[“\"]([^”\"]+)[”\"]|«([^»]+)»")
_EITHER = re.compile(
    r"や|又は|または|もしくは|か(?=[^らの])|と(?!いう|は|して)|、|・|\bor\b|\band\b|,|\bили\b|\bи\b|或|和|또는|와|과"
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a paragraph must have: one of `words` (all of them where `every`), a date, or both.

    `unknown` are words of the question that the documents nowhere use.
    """

    words: tuple[str, ...] = ()
    every: bool = False
    dates: tuple[Quantity, ...] = ()
    after: str = ""
    unknown: tuple[str, ...] = ()

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
    texts = [fold(document.text) for document in documents]
    query = question.query
    dates = tuple(q for q in quantities(_QUOTED.sub(" ", query)) if isinstance(q.value, Period))
    after = next((d.date for d in documents if d.date), "") if wording.says("ahead", query) else ""
    quoted = [fold(next(filter(None, groups))) for groups in _QUOTED.findall(query)]
    if quoted:
        return Sought(tuple(quoted), dates=dates, after=after)
    rest = _without(query, [q.text for q in dates])
    names, words, unknown = _terms(rest, texts, documents)
    if dates or after:
        return Sought(tuple(names), dates=dates, after=after, unknown=unknown)
    chosen = tuple(names) or tuple(words)
    return Sought(chosen, every=len(chosen) > 1 and not _EITHER.search(_between(rest, chosen)), unknown=unknown)


def scan(wanted: Sought, paragraphs: Iterable[Paragraph]) -> list[Match]:
    """Read every paragraph and keep those that have what is wanted, in their order."""
    matches_found = []
    for paragraph in paragraphs:
        sentences = tuple(s for s in paragraph.sentences if _counts(s.text, wanted))
        if sentences and not _lacks(paragraph.text, wanted):
            matches_found.append(Match(paragraph, sentences))
    return matches_found


def first_date(match: Match, wanted: Sought) -> Day:
    """When the first date of a match begins, for ordering; undated ones come last."""
    periods = [q.value for s in match.sentences for q in quantities(s.text) if isinstance(q.value, Period)]
    years = {q.value.start.year for q in wanted.dates if isinstance(q.value, Period)}
    within = [period for period in periods if period.start.year in years]
    return min((period.start for period in within or periods), default=Day(9999))


def _counts(text: str, wanted: Sought) -> bool:
    folded = fold(text)
    if wanted.words and not any(word in folded for word in wanted.words):
        return False
    if not wanted.dates and not wanted.after:
        return True
    stated = [q for q in quantities(text) if isinstance(q.value, Period)]
    if wanted.dates:
        return any(matches(asked, s) for asked in wanted.dates for s in stated)
    limit = Day(*(int(part) for part in wanted.after.split("-")))
    return any(s.value.start > limit for s in stated if isinstance(s.value, Period))


def _lacks(text: str, wanted: Sought) -> bool:
    folded = fold(text)
    return wanted.every and not all(word in folded for word in wanted.words)


def _terms(
    rest: str, texts: Sequence[str], documents: Sequence[Document]
) -> tuple[list[str], list[str], tuple[str, ...]]:
    terms = content_terms(rest)
    names = {term.surface for term in terms if term.name}
    found: list[str] = []
    for compound in compounds(rest):
        parts = [compound] if _used(compound, texts) else [t.surface for t in terms if t.surface in compound]
        found.extend(parts)
    found.extend(term.surface for term in terms if not any(term.surface in other for other in found))
    source = language_of(rest, default="en")
    found.extend(name for d in documents[:1] for name in translated(rest, source=source, target=d.language))
    names |= {name for d in documents[:1] for name in translated(rest, source=source, target=d.language)}
    known = [word for word in dict.fromkeys(found) if _used(word, texts)]
    unknown = tuple(word for word in dict.fromkeys(found) if word not in known)
    named = [word for word in known or unknown if any(name in word for name in names)]
    return named, known, unknown


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
