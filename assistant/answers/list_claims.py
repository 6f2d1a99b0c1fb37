"""Lists and summaries: claims paragraph by paragraph, after reading all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, Claim, Scan
from assistant.evidence import Evidence
from assistant.evidence.scan_query import Sought
from assistant.evidence.scanning import Match, first_date
from assistant.question import Question
from index.derived import forms, vocabulary
from index.document import Document, Paragraph, Sentence
from index.text import fold
from index.text.languages import wording

Documents = Mapping[str, Document]

_MOST_SENTENCES = 3
_FEW = 3
_NEARLY_ALL = 0.7  # on 34 questions about sections: 95 of 101 facts, 84 with one sentence alone


def list_matches(
    question: Question,
    wanted: Sought,
    found: Sequence[Match],
    documents: Documents,
) -> Answer:
    """One claim a sentence that counts, at most three a paragraph; by date where asked."""
    ordered = sorted(found, key=lambda m: first_date(m, wanted)) if _by_date(question) else list(found)
    lines = [(m.paragraph, _telling(m.sentences, wanted, documents[m.paragraph.document_id])) for m in ordered]
    return replace(_told(lines, documents), scanned=scan_of(documents.values(), [m.paragraph for m in found]))


def summarise(paragraphs: Sequence[Paragraph], documents: Documents, *, most: int = 2) -> Answer:
    """One line a paragraph, in their order: the sentence that says most; a second where that leaves much unsaid."""
    return _told([(p, _in_short(p, documents[p.document_id])[:most]) for p in paragraphs], documents)


def tell(paragraphs: Sequence[Paragraph], wanted: Sought, documents: Documents) -> Answer:
    """What paragraphs on one topic say, with its words first: the fewer they are, the more of each."""
    kept = max(1, _MOST_SENTENCES - len(paragraphs) // _FEW)
    return _told([(p, _telling(p.body, wanted, documents[p.document_id], kept)) for p in paragraphs], documents)


def _told(lines: Sequence[tuple[Paragraph, Sequence[Sentence]]], documents: Documents) -> Answer:
    claims = [
        Claim(sentence.text, (Citation(documents[paragraph.document_id], paragraph.quote_sentence(sentence)),))
        for paragraph, sentences in lines
        for sentence in sorted(sentences, key=lambda s: s.index)
    ]
    return Answer("answered", tuple(claims), scanned=scan_of(documents.values(), [p for p, _ in lines]))


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


def _telling(
    sentences: Sequence[Sentence], wanted: Sought, document: Document, kept: int = _MOST_SENTENCES
) -> list[Sentence]:
    """The sentences that hold most of what is wanted, at most `kept`."""

    def worth(sentence: Sentence) -> tuple[int, float]:
        folded = fold(sentence.text)
        return sum(word in folded for word in wanted.words), _weight(forms(sentence.text), document)

    return list(sentences) if len(sentences) <= kept else sorted(sentences, key=worth, reverse=True)[:kept]


def _in_short(paragraph: Paragraph, document: Document) -> list[Sentence]:
    """The sentence that says most of a paragraph, and the one that adds most where that is not nearly all of it."""
    if not paragraph.body:
        return []
    said = {sentence: forms(sentence.text) for sentence in paragraph.body}
    first = max(said, key=lambda s: _weight(said[s], document))
    whole = _weight(frozenset[str]().union(*said.values()), document)
    if len(said) == 1 or _weight(said[first], document) >= _NEARLY_ALL * whole:
        return [first]
    return [first, max(said, key=lambda s: _weight(said[s] - said[first], document))]


def _weight(words: frozenset[str], document: Document) -> float:
    """How much some words say: the rarer in the document, the more."""
    return sum(vocabulary(document).words.rarity(word) for word in words)
