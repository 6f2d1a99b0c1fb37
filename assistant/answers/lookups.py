"""Paragraphs shown by their address: no search, always right, and nothing invented."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer import Answer, Citation, Claim
from assistant.answers.phrases import phrase
from assistant.question import Question, asks_for_sentences
from assistant.question.quotations import quoted_words, sentences_with
from index.address import Address
from index.document import Document, Paragraph


def look_up(question: Question) -> Answer:
    """The paragraphs, or the sentences of them, that the question's addresses name.

    Where sentences with quoted words are asked for, those. A number that stands alone in the
    document has no words to quote: that is said.
    """
    if asks_for_sentences(question.subject):
        return _sentences(question)
    claims = [claim for document, address in question.addresses for claim in _claims(document, address)]
    if not claims:
        return Answer("abstained", reason="no words", message=phrase("no words", question.language))
    unlike = {str(claim.as_dict()): claim for claim in claims}
    return Answer("answered", tuple(unlike.values()), message=_absent_beside(question))


def _absent_beside(question: Question) -> str:
    """What was named beside the paragraphs shown and does not exist; "" where all of it does."""
    absent = {asked: document.last_label for document, a in question.addresses if a.labels for asked in a.missing}
    said = (phrase("no such paragraph", question.language, asked=asked, last=last) for asked, last in absent.items())
    return " ".join(said)


def _sentences(question: Question) -> Answer:
    """The sentences of the paragraphs named that hold the words quoted."""
    words = quoted_words(question.subject)
    documents = {document.id: document for document, _ in question.addresses}
    claims = tuple(
        Claim(sentence.text, (Citation(documents[paragraph.document_id], paragraph.quote_sentence(sentence)),))
        for paragraph in paragraphs_of(question)
        for sentence in sentences_with(words, paragraph, question.subject)
    )
    if claims:
        return Answer("answered", claims)
    place = "、".join(dict.fromkeys(address.text for _, address in question.addresses))
    said = phrase("no such words", question.language, place=place, asked="、".join(words))
    return Answer("abstained", reason="none mentions it", message=said)


def missing(question: Question) -> Answer | None:
    """The abstention for addresses that no document in scope has; None where any exists."""
    absent = [(d, a) for d, a in question.addresses if a.missing and not a.labels]
    there = [a for _, a in question.addresses if a.labels]
    if not absent or there:
        return None
    document, address = absent[0]
    message = phrase("no such paragraph", question.language, asked=address.text, last=document.last_label)
    return Answer("abstained", reason="no such paragraph", message=message)


def paragraphs_of(question: Question) -> list[Paragraph]:
    """The paragraphs that alone are asked: those that the addresses name, sections included, or where it stays."""
    found = [p for document, address in question.addresses for p in _named(document, address)] or question.stays
    return list({(p.document_id, p.label): p for p in found}.values())


def _named(document: Document, address: Address) -> Iterator[Paragraph]:
    return (document[label] for label in address.labels)


def _claims(document: Document, address: Address) -> Iterator[Claim]:
    selected = {selection.label: selection for selection in address.selections}
    for label in address.labels:
        paragraph = document[label]
        place = selected.get(label)
        if (selected and place is None) or not paragraph.text:
            continue
        quote = paragraph.quote(place.start_char, place.end_char) if place else paragraph.quote(0, len(paragraph.text))
        yield Claim(quote.text, (Citation(document, quote),))
