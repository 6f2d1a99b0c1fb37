"""Lists and summaries: claims paragraph by paragraph, after reading all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant import wording
from assistant.answer import Answer, Citation, Claim, Scan
from assistant.evidence import Evidence
from assistant.question import Question
from assistant.scanning import Match, Sought, first_date
from assistant.terms import forms, vocabulary
from index.document import Document, Paragraph, Sentence
from index.normal import fold

Documents = Mapping[str, Document]

_MOST_SENTENCES = 3
_FEW = 3


def list_matches(
    question: Question,
    wanted: Sought,
    found: Sequence[Match],
    documents: Documents,
) -> Answer:
    """One claim a sentence that counts, at most three a paragraph; by date where asked."""
    ordered = sorted(found, key=lambda m: first_date(m, wanted)) if _by_date(question) else list(found)
    claims = [
        Claim(s.text, (Citation(documents[m.paragraph.document_id], m.paragraph.quote_sentence(s)),))
        for m in ordered
        for s in _telling(m, wanted, documents[m.paragraph.document_id])
    ]
    return Answer("answered", tuple(claims), scanned=scan_of(documents.values(), [m.paragraph for m in found]))


def summarise(paragraphs: Sequence[Paragraph], documents: Documents, *, kept: int = 1) -> Answer:
    """The sentences of each paragraph that say most, at most `kept` of each, in their order."""
    claims = []
    for paragraph in paragraphs:
        document = documents[paragraph.document_id]
        most = sorted(paragraph.body, key=lambda s: -_weight(s, document))[:kept]
        quotes = [paragraph.quote_sentence(sentence) for sentence in sorted(most, key=lambda s: s.index)]
        claims += [Claim(quote.text, (Citation(document, quote),)) for quote in quotes]
    return Answer("answered", tuple(claims), scanned=scan_of(documents.values(), paragraphs))


def tell(paragraphs: Sequence[Paragraph], documents: Documents) -> Answer:
    """What paragraphs on one topic say: the fewer they are, the more of each."""
    return summarise(paragraphs, documents, kept=max(1, _MOST_SENTENCES - len(paragraphs) // _FEW))


def scan_of(documents: Iterable[Document], relevant: Sequence[Paragraph]) -> Scan:
    """The proof that every paragraph was read."""
    total = sum(len(document) for document in documents)
    return Scan(total, total, tuple((p.document_id, p.label) for p in relevant))


def outstanding(evidence: Sequence[Evidence], *, within: float) -> list[Paragraph]:
    """Paragraphs whose best sentence scores nearly as well as the best of all, in document order."""
    top = evidence[0].score
    near = dict.fromkeys(id(e.paragraph) for e in evidence if top - e.score <= within)
    found = {id(e.paragraph): e.paragraph for e in evidence if id(e.paragraph) in near}
    return sorted(found.values(), key=lambda p: (p.document_id, p.position))


def _by_date(question: Question) -> bool:
    return wording.says("date order", question.query)


def _telling(match: Match, wanted: Sought, document: Document) -> list[Sentence]:
    """The sentences that hold most of what is wanted, in their order."""
    if len(match.sentences) <= _MOST_SENTENCES:
        return list(match.sentences)

    def worth(sentence: Sentence) -> tuple[int, float]:
        folded = fold(sentence.text)
        return sum(word in folded for word in wanted.words), _weight(sentence, document)

    best = sorted(match.sentences, key=worth, reverse=True)[:_MOST_SENTENCES]
    return sorted(best, key=lambda s: s.index)


def _weight(sentence: Sentence, document: Document) -> float:
    return sum(vocabulary(document).words.rarity(form) for form in forms(sentence.text))
