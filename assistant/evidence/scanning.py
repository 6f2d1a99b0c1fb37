"""Complete lists: every paragraph is read, so that "all" and "none" can be proved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.evidence.scan_query import Sought
from assistant.evidence.subject_words import holds
from assistant.question import spans_of
from index.content import content_of
from index.derived import Subject, forms, named, subjects
from index.derived.acts import verbs
from index.document import Document, Paragraph, Sentence, once_per_document
from index.text import flowing
from index.text.dates import Day, Period
from index.text.quantities import Quantity, matches, quantities

_NUMBER = re.compile(r"[\d〇一二三四五六七八九十元]")  # in every date


@dataclass(frozen=True, slots=True)
class Match:
    """A paragraph that counts, and its sentences that make it count."""

    paragraph: Paragraph
    sentences: tuple[Sentence, ...]


def scan(wanted: Sought, paragraphs: Sequence[Paragraph]) -> list[Match]:
    """Read every paragraph and keep those that have what is wanted, in their order.

    Where none says it with the verbs of the question, or in its words beside the kind of thing that is
    listed, those that have the rest.
    """
    found = [Match(p, _said(p, s)) for p in paragraphs if (s := _sentences(p, wanted)) and not _lacks(p.text, wanted)]
    if found or not wanted.words or wanted.speaker or not (wanted.said or wanted.holds):
        return found
    loose = replace(wanted, said=frozenset()) if wanted.said else replace(wanted, words=())
    return scan(loose, paragraphs)


def nearest(found: Sequence[Match], wanted: Sought) -> list[Match]:
    """Those that hold all words beside the ones that are wanted, where any does; else all."""
    near = [m for m in found if all(holds(flowing(m.paragraph.text), word) for word in wanted.beside)]
    return near or list(found)


def _said(paragraph: Paragraph, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Sentences that count, without a heading: one alone stands for the text under it."""
    under = tuple(sentence for sentence in sentences if sentence is not paragraph.heading)
    return under or paragraph.body


def scan_documents(wanted: Sought, documents: Iterable[Document]) -> list[Match]:
    """`scan` over whole documents, without a close look at paragraphs that hold none of the words, or no date."""
    if wanted.speaker or ((wanted.said or wanted.holds) and not wanted.words):
        return scan(wanted, [paragraph for document in documents for paragraph in document])
    if not wanted.words:
        return [match for document in documents for match in _by_date(wanted, document)]
    return scan(wanted, [paragraph for document in documents for paragraph in _worded(wanted, document)])


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


def _sentences(paragraph: Paragraph, wanted: Sought) -> tuple[Sentence, ...]:
    """The sentences of a paragraph that have what is wanted."""
    if wanted.speaker:
        return _spoken(paragraph, wanted, wanted.speaker.names)
    return tuple(s for s in paragraph.sentences if _counts(s.text, wanted))


def _spoken(paragraph: Paragraph, wanted: Sought, names: frozenset[str]) -> tuple[Sentence, ...]:
    """The sentences of a paragraph in which the wanted speaker says what is wanted.

    None where the speaker must be alone and another speaks too.
    """
    said = {sentence: subjects(sentence.text) for sentence in paragraph.sentences}
    if wanted.alone and any(_is_other(s, sentence.text, names) for sentence, found in said.items() for s in found):
        return ()
    return tuple(
        sentence
        for sentence, found in said.items()
        if any(named(s.text) in names and _says(sentence.text[s.end_char : s.until_char], wanted) for s in found)
    )


def _says(text: str, wanted: Sought) -> bool:
    """Whether what a subject governs has what is wanted, its verbs as what the subject does."""
    done = {verb.form for verb in verbs(text) if not verb.passive} if wanted.said else set()
    return _counts(text, wanted) and (not wanted.said or bool(done & wanted.said))


def _is_other(subject: Subject, sentence: str, names: frozenset[str]) -> bool:
    """Whether a subject is another speaker; one of a clause (が) is only spoken of."""
    return named(subject.text) not in names and sentence[subject.end_char : subject.end_char + 1] != "が"


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
    if wanted.words and not any(holds(folded, word) for word in wanted.words):
        return False
    if wanted.said and not forms(text) & wanted.said:
        return False
    if wanted.holds and not any(spans_of(kind, text) for kind in wanted.holds):
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
    return wanted.every and not all(holds(folded, word) for word in wanted.words)
