"""Sentences of a document as claims: no language model, every claim verbatim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.answer import Answer, Citation, Claim, Scan
from assistant.question import Asked, spans_of
from index.document import Document, Paragraph, Sentence

Documents = Mapping[str, Document]
Lines = Sequence[tuple[Paragraph, Sequence[Sentence]]]
NOTHING = Scan()


def claim_of(paragraph: Paragraph, sentence: Sentence, documents: Documents, asked: Sequence[Asked] = ()) -> Claim:
    """A sentence as a claim, the things asked for marked in it."""
    marked = {span for one in asked for span in spans_of(one, sentence.text) or ()}
    return Claim(sentence.text, (citation_of(paragraph, sentence, documents),), marked=tuple(sorted(marked)))


def citation_of(paragraph: Paragraph, sentence: Sentence, documents: Documents) -> Citation:
    """Where a sentence stands."""
    return Citation(documents[paragraph.document_id], paragraph.quote_sentence(sentence))


def quoted(
    lines: Lines, documents: Documents, *, message: str = "", scanned: Scan = NOTHING, asked: Sequence[Asked] = ()
) -> Answer:
    """Sentences paragraph by paragraph, in the order of the documents, those of a paragraph in its own."""
    ordered = sorted(lines, key=lambda line: (list(documents).index(line[0].document_id), line[0].position))
    claims = [
        claim_of(paragraph, sentence, documents, asked)
        for paragraph, sentences in ordered
        for sentence in sorted(sentences, key=lambda s: s.index)
    ]
    unlike = {(claim.citations[0].document_id, claim.citations[0].label, claim.text): claim for claim in claims}
    return Answer("answered", tuple(unlike.values()), message=message, scanned=scanned)


def scan_of(total: int, relevant: Iterable[Paragraph]) -> Scan:
    """How much was looked through: all that the index holds of the documents asked."""
    return Scan(total, total, tuple((p.document_id, p.label) for p in relevant))
