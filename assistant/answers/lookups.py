"""Paragraphs shown by their address: no search, always right, and nothing invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.answer import Answer, Citation, Claim
from assistant.answers.phrases import phrase
from assistant.answers.quotes import scan_of
from assistant.evidence import Sources
from assistant.question import Question
from index.address import Address
from index.document import Document


def place(question: Question, sources: Sources) -> Answer | None:
    """What stands at the places named, where nothing else is asked; that there is no such place."""
    if absent := missing(question):
        return replace(absent, scanned=scan_of(sources.total, ()))
    return look_up(question) if question.kind == "look-up" else None


def look_up(question: Question) -> Answer:
    """The paragraphs, or the sentences of them, that the question's addresses name.

    A number that stands alone in the document has no words to quote: that is said.
    """
    claims = [claim for document, address in question.addresses for claim in _claims(document, address)]
    if not claims:
        return Answer("abstained", reason="no words", message=phrase("no words", question.language))
    unlike = {str(claim.as_dict()): claim for claim in claims}
    return Answer("answered", tuple(unlike.values()))


def missing(question: Question) -> Answer | None:
    """The abstention for addresses that no document in scope has; None where any exists."""
    absent = [(d, a) for d, a in question.addresses if a.missing and not a.labels]
    there = [a for _, a in question.addresses if a.labels]
    if not absent or there:
        return None
    document, address = absent[0]
    message = phrase("no such paragraph", question.language, asked=address.text, last=document.last_label)
    return Answer("abstained", reason="no such paragraph", message=message)


def _claims(document: Document, address: Address) -> Iterator[Claim]:
    selected = {selection.label: selection for selection in address.selections}
    for label in address.labels:
        paragraph = document[label]
        place = selected.get(label)
        if (selected and place is None) or not paragraph.text:
            continue
        quote = paragraph.quote(place.start_char, place.end_char) if place else paragraph.quote(0, len(paragraph.text))
        yield Claim(quote.text, (Citation(document, quote),))
