"""A section, a topic or a document in lines: of each paragraph the sentence that says most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.answers.quotes import Documents, quoted, scan_of
from assistant.evidence import Candidate, Sources, judge, model
from assistant.question import Question
from index.derived import forms, vocabulary
from index.document import Document, Paragraph, Sentence

_ENOUGH = 0.7  # of a paragraph among several: on 34 questions about sections 95 of 101 facts, 84 with one sentence
_NEARLY_ALL = (
    0.9  # of one paragraph alone: 0.79 of what 59 held-out questions want; 0.58 with what is enough of several
)
_LEAST = 2
_LINES = 6  # of one paragraph alone; of several, that many together, but two of each


def summary(question: Question, sources: Sources) -> Answer | None:
    """A summary, in as many lines as are wanted; None where none is asked for, or nothing answers."""
    told = _summed_up(question, sources) if question.kind == "summary" else None
    return shortened(told, question.lines) if told and question.lines else told


def _summed_up(question: Question, sources: Sources) -> Answer | None:
    within = question.paragraphs
    if within and (question.placed or not question.terms):
        return in_lines(within, sources.of(within))
    if not within and not question.terms:
        told = [paragraph for document in sources.few(question.query) for paragraph in representatives(document)]
        return in_lines(told, sources.of(told), most=1)
    candidates = sources.candidates(question)
    documents = sources.of(candidates)
    if judge(question, candidates, sources).outcome == "does not":
        return None
    answer = on_topic(candidates, documents, len(within) or sources.total)
    return replace(answer, retrieved=tuple(candidate.paragraph for candidate in candidates))


def in_lines(paragraphs: Sequence[Paragraph], documents: Documents, *, most: int = 0) -> Answer:
    """Each paragraph in its most telling sentences, as many as say enough of it, nearly all of one alone.

    `most` of each; 0: by how many the paragraphs are.
    """
    most = most or max(2, _LINES // max(1, len(paragraphs)))
    share = _NEARLY_ALL if len(paragraphs) == 1 else _ENOUGH
    lines = [(p, _in_short(p, documents[p.document_id], most, share)) for p in paragraphs if p.body]
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


def _in_short(paragraph: Paragraph, document: Document, most: int, share: float) -> list[Sentence]:
    """The sentence that says most of a paragraph, and those that add most until so large a share is said."""
    left = {sentence: forms(sentence.text) for sentence in paragraph.body}
    whole = _weight(frozenset[str]().union(*left.values()), document)
    told: list[Sentence] = []
    said: frozenset[str] = frozenset()
    while left and len(told) < most and (not told or _weight(said, document) < share * whole):
        told.append(max(left, key=lambda sentence: _weight(left[sentence] - said, document)))
        said |= left.pop(told[-1])
    return told


def _weight(words: frozenset[str], document: Document) -> float:
    """How much some words say: the rarer in the document, the more."""
    return sum(vocabulary(document).rarity(word) for word in words)
