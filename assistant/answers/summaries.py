"""A section, a topic or a document in lines: of each paragraph the sentence that says most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.answers.quotes import Documents, quoted, scan_of
from assistant.evidence import Candidate, model
from index.derived import forms, vocabulary
from index.document import Document, Paragraph, Sentence

_NEARLY_ALL = 0.7  # on 34 questions about sections: 95 of 101 facts, 84 with one sentence alone
_LEAST = 2
_LINES = 6  # of one paragraph alone; of several, that many together, but two of each


def in_lines(paragraphs: Sequence[Paragraph], documents: Documents, *, most: int = 0) -> Answer:
    """Each paragraph in its most telling sentences, as many as say nearly all of it; `most` 0: by how many they are."""
    most = most or max(2, _LINES // max(1, len(paragraphs)))
    lines = [(p, _in_short(p, documents[p.document_id], most)) for p in paragraphs if p.body]
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


def shortened(answer: Answer, most: int) -> Answer:
    """At most so many claims of a summary: those that say most beside what the others say, in their order.

    The paragraphs of the others are named as left out.
    """
    left = {number: forms(claim.text) for number, claim in enumerate(answer.claims)}
    told: list[int] = []
    said: frozenset[str] = frozenset()
    while left and len(told) < most:
        told.append(max(left, key=lambda n: _weight(left[n] - said, answer.claims[n].citations[0].document)))
        said |= left.pop(told[-1])
    claims = tuple(answer.claims[number] for number in sorted(told))
    cited = {(c.document_id, c.label) for claim in claims for c in claim.citations}
    dropped = (c.quote.paragraph for c in answer.citations if (c.document_id, c.label) not in cited)
    return replace(answer, claims=claims, left_out=tuple(dict.fromkeys((*answer.left_out, *dropped))))


def _in_short(paragraph: Paragraph, document: Document, most: int) -> list[Sentence]:
    """The sentence that says most of a paragraph, and those that add most as long as what is said is not nearly all."""
    left = {sentence: forms(sentence.text) for sentence in paragraph.body}
    whole = _weight(frozenset[str]().union(*left.values()), document)
    told: list[Sentence] = []
    said: frozenset[str] = frozenset()
    while left and len(told) < most and (not told or _weight(said, document) < _NEARLY_ALL * whole):
        told.append(max(left, key=lambda sentence: _weight(left[sentence] - said, document)))
        said |= left.pop(told[-1])
    return told


def _weight(words: frozenset[str], document: Document) -> float:
    """How much some words say: the rarer in the document, the more."""
    return sum(vocabulary(document).words.rarity(word) for word in words)
