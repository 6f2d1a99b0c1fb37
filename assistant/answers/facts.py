"""One thing asked for: the sentences of the likeliest paragraph, or one of it and one of a second that is as likely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.answers.quotes import Documents, Lines, quoted
from assistant.answers.tables import cells_asked
from assistant.evidence import Candidate, model
from assistant.question import Question
from index.derived import forms


def answer_fact(
    question: Question, candidates: Sequence[Candidate], documents: Documents, *, message: str = ""
) -> Answer:
    """Two sentences at most: of the likeliest paragraph, or one each of two that are nearly as likely.

    Of a table the cell alone whose two headings the question names.

    Args:
        question: What is asked.
        candidates: The likeliest first, at least one.
        documents: By id; those of the candidates.
        message: What is said before the quotes.
    """
    best, *others = candidates
    beside = [c for c in others[:1] if c.chance >= model()["lines"]["beside"] * best.chance]
    told = [(c.paragraph, [c.best]) for c in (best, *beside)] if beside else lines_of([best])
    cells = [(p, found) for p, _ in told if (found := cells_asked(question.query, p.sentences))]
    return quoted(cells or told, documents, message=message, asked=question.asked)


def answer_nearest(
    question: Question, candidates: Sequence[Candidate], documents: Documents, *, message: str
) -> Answer:
    """The sentences that come nearest in two paragraphs, said to be just that; in one, if that alone has every word."""
    near, words = candidates[:2], {term.form for term in question.terms}
    whole = [c for c in near if words and words <= forms(c.paragraph.text)]
    told = quoted([(c.paragraph, [c.best]) for c in whole or near], documents, message=message)
    return replace(told, sure=False)


def lines_of(candidates: Sequence[Candidate]) -> Lines:
    """Each paragraph with the sentences that tell most."""
    lines = model()["lines"]
    return [(c.paragraph, c.telling(within=lines["sentence"], most=int(lines["sentences"]))) for c in candidates]
