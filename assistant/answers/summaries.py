"""A section, a topic or a document in lines: of each paragraph the sentence that says most."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.answers.quotes import Documents, quoted, scan_of
from assistant.evidence import Candidate, model
from index.derived import forms, vocabulary
from index.document import Document, Paragraph, Sentence

_NEARLY_ALL = 0.7  # on 34 questions about sections: 95 of 101 facts, 84 with one sentence alone
_LEAST = 2


def in_lines(paragraphs: Sequence[Paragraph], documents: Documents, *, most: int = 2) -> Answer:
    """Each paragraph in its most telling sentence, and a second where that leaves much unsaid."""
    lines = [(p, _in_short(p, documents[p.document_id])[:most]) for p in paragraphs if p.body]
    return quoted(lines, documents, scanned=scan_of(len(paragraphs), paragraphs))


def representatives(document: Document) -> list[Paragraph]:
    """The first paragraph of each section; every paragraph where there are no sections."""
    starts = dict.fromkeys(section.start for section in document.sections if section.start < section.stop)
    return [document.paragraphs[start] for start in starts] or list(document.paragraphs)


def on_topic(candidates: Sequence[Candidate], documents: Documents, total: int) -> Answer:
    """What the likeliest paragraphs say: those whose chance is high enough, at least two.

    Args:
        candidates: The likeliest first.
        documents: By id; those of the candidates.
        total: Paragraphs of the documents or sections asked.
    """
    lines = model()["lines"]
    counted = [c for n, c in enumerate(candidates) if n < _LEAST or c.chance >= lines["topic"]]
    told = [(c.paragraph, c.telling(within=2 * lines["sentence"], most=int(lines["sentences"]))) for c in counted]
    return quoted(told, documents, scanned=scan_of(total, [c.paragraph for c in counted]))


def _in_short(paragraph: Paragraph, document: Document) -> list[Sentence]:
    """The sentence that says most of a paragraph, and the one that adds most where that is not nearly all of it."""
    said = {sentence: forms(sentence.text) for sentence in paragraph.body}
    first = max(said, key=lambda s: _weight(said[s], document))
    whole = _weight(frozenset[str]().union(*said.values()), document)
    if len(said) == 1 or _weight(said[first], document) >= _NEARLY_ALL * whole:
        return [first]
    return [first, max(said, key=lambda s: _weight(said[s] - said[first], document))]


def _weight(words: frozenset[str], document: Document) -> float:
    """How much some words say: the rarer in the document, the more."""
    return sum(vocabulary(document).words.rarity(word) for word in words)
