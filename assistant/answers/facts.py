"""One thing asked for: the sentences of the likeliest paragraph, and of a second that is as likely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.answers.quotes import Documents, Lines, quoted
from assistant.evidence import Candidate, model
from assistant.question import Question


def answer_fact(
    question: Question, candidates: Sequence[Candidate], documents: Documents, *, message: str = ""
) -> Answer:
    """At most two paragraphs, at most `sentences` of each.

    Args:
        question: What is asked.
        candidates: The likeliest first, at least one.
        documents: By id; those of the candidates.
        message: What is said before the quotes.
    """
    return quoted(lines_of(chosen(candidates)), documents, message=message, asked=question.asked)


def answer_nearest(candidates: Sequence[Candidate], documents: Documents, *, message: str) -> Answer:
    """The two paragraphs that come nearest, said to be just that."""
    return replace(quoted(lines_of(candidates[:2]), documents, message=message), sure=False)


def chosen(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The likeliest, and the second where it comes so near that the order may be chance."""
    lines = model()["lines"]
    best = candidates[0]
    return [best, *(c for c in candidates[1:2] if best.chance - c.chance <= lines["beside"])]


def lines_of(candidates: Sequence[Candidate]) -> Lines:
    """Each paragraph with the sentences that tell most."""
    lines = model()["lines"]
    return [(c.paragraph, c.telling(within=lines["sentence"], most=int(lines["sentences"]))) for c in candidates]
