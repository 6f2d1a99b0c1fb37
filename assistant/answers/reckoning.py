"""What follows from the dates of a document by counting: 昨年 is 2016, and days from one date to another.

Each result is a claim of its own, marked as reckoned, that cites the dates it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from assistant.answer import Citation, Claim
from assistant.answers.phrases import phrase
from assistant.evidence import Evidence
from assistant.question import Question
from index.document import Document, once_per_document
from index.text.dates import Day, Period
from index.text.quantities import Quantity, quantities, resolve

_LONGER = re.compile(r"何(?:年|[かヶヵカ箇]?月)|\b(?:years|months)\b")


def relative_years(question: Question, chosen: Iterable[Evidence], documents: Mapping[str, Document]) -> list[Claim]:
    """昨年 and its like, resolved from the document's own date where a date is asked for."""
    if not {asked.kind for asked in question.asked} & {"date", "day", "year"}:
        return []
    return [claim for e in chosen for claim in _years_of(question, e, documents[e.paragraph.document_id])]


def _years_of(question: Question, evidence: Evidence, document: Document) -> list[Claim]:
    dated = date_quote(document)
    claims = []
    for quantity in quantities(evidence.sentence.text):
        if quantity.kind != "relative" or dated is None:
            continue
        start = evidence.sentence.start_char + quantity.start_char
        word = evidence.paragraph.quote(start, start + len(quantity.text))
        year = str(resolve(quantity, document.date).value.start.year)  # type: ignore[union-attr]
        text = phrase("relative year", question.language, word=quantity.text, year=year)
        claims.append(Claim(text, (Citation(document, word), dated), "supported", "relative date"))
    return claims[:1]


def days_between(question: Question, pair: Sequence[Evidence], documents: Mapping[str, Document]) -> list[Claim]:
    """How many days lie between the first exact dates of two places; none where either has none.

    Nor where years or months are asked for: days would not answer, and whether a year
    counts that is not over is for the reader to say.
    """
    if _LONGER.search(question.query):
        return []
    found = [_first_day(evidence) for evidence in pair]
    if any(quantity is None for quantity in found):
        return []
    dated = [(evidence, quantity) for evidence, quantity in zip(pair, found, strict=True) if quantity]
    first, last = (date(*_day(quantity)) for _, quantity in dated)
    cited = [
        Citation(documents[e.paragraph.document_id], e.paragraph.quote(_start(e, q), _start(e, q) + len(q.text)))
        for e, q in dated
    ]
    text = phrase("days between", question.language, days=str(abs((last - first).days)))
    return [Claim(text, tuple(cited), "supported", "date arithmetic")]


def dated_as_its_document(evidence: Sequence[Evidence], documents: Mapping[str, Document]) -> list[Evidence]:
    """Evidence that holds its document's own date: what "this meeting" or "this statement" stands for."""
    return [e for e in evidence if _holds(e, documents[e.paragraph.document_id].date)]


def _holds(evidence: Evidence, day: str) -> bool:
    found = quantities(evidence.sentence.text)
    return any(isinstance(q.value, Period) and q.value.iso() == day for q in found)


def _first_day(evidence: Evidence) -> Quantity | None:
    found = quantities(evidence.sentence.text)
    return next((q for q in found if isinstance(q.value, Period) and all(q.value.start)), None)


def _day(quantity: Quantity) -> Day:
    assert isinstance(quantity.value, Period)
    return quantity.value.start


def _start(evidence: Evidence, quantity: Quantity) -> int:
    return evidence.sentence.start_char + quantity.start_char


@once_per_document
def date_quote(document: Document) -> Citation | None:
    """Where the document states its own date."""
    for paragraph in document if document.date else ():
        for quantity in quantities(paragraph.text):
            if quantity.kind == "date" and quantity.value.iso() == document.date:  # type: ignore[union-attr]
                return Citation(document, paragraph.quote(quantity.start_char, quantity.end_char))
    return None
