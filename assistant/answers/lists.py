"""Every paragraph that counts: because it holds some words, or because the reader takes it for an answer."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.answers.quotes import Documents, Lines, quoted, scan_of
from assistant.evidence import Candidate, model
from assistant.question import Question
from index.document import Paragraph, Sentence
from index.text import flowing

_WITHIN, _MOST = 1.0, 2  # of a paragraph the reader found: more tell less to the point (100 lists held out)
_HOLDING = 3


def answer_list(lines: Lines, documents: Documents, total: int) -> Answer:
    """One line a paragraph, in the order of the documents.

    Args:
        lines: Paragraphs with what is told of each; of one that comes twice, what came first.
        documents: By id; those of the paragraphs.
        total: Paragraphs of the documents asked.
    """
    once = {(paragraph.document_id, paragraph.label): (paragraph, told) for paragraph, told in reversed(lines)}
    return quoted(list(once.values()), documents, scanned=scan_of(total, [paragraph for paragraph, _ in once.values()]))


def near_best(candidates: Sequence[Candidate]) -> Lines:
    """What the candidates tell whose chance comes near that of the first, the likeliest."""
    least = model()["lines"]["list"] * candidates[0].chance
    counted = [candidate for candidate in candidates if candidate.chance >= least]
    return [(c.paragraph, c.telling(within=_WITHIN, most=_MOST)) for c in counted]


def names_alone(question: Question) -> tuple[str, ...]:
    """The names of a question that has no other words: every paragraph that holds one is wanted."""
    names = tuple(term.surface for term in question.terms if term.name)
    return names if len(names) == len(question.terms) else ()


def lone_word(question: Question) -> str:
    """The word that a question consists of, as typed; "" where it holds anything else."""
    typed = question.text.strip(" \t\n?？!！。．.…")
    alone = len(question.terms) == 1 and not question.leans and flowing(typed) == question.terms[0].surface
    return typed if alone else ""


def holding(words: Sequence[str], paragraphs: Sequence[Paragraph]) -> Lines:
    """Paragraphs that hold some words, each with the sentences that do; its first where a line break parts them."""
    lines: list[tuple[Paragraph, list[Sentence]]] = []
    for paragraph in paragraphs:
        sentences = [s for s in paragraph.sentences if any(word in flowing(s.text) for word in words)]
        lines.append((paragraph, (sentences or list(paragraph.sentences))[:_HOLDING]))
    return lines
