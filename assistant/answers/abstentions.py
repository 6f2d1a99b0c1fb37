"""What is not answered -> an Answer that says why, and how much was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer, Why
from assistant.answers.phrases import phrase
from assistant.answers.quotes import citation_of, scan_of
from assistant.evidence import Candidate, Code, Sources, Verdict
from assistant.question import Question

_REASONS: Mapping[Code, Why] = {
    "nothing found": "not stated",
    "named nowhere": "none mentions it",
}


def abstained(reason: Why, question: Question, **values: str) -> Answer:
    """An abstention in the question's language; `values` are what its phrase names."""
    return Answer("abstained", reason=reason, message=phrase(reason, question.language, **values))


def nothing_asked(question: Question, sources: Sources, *, worded: bool) -> Answer | None:
    """What to say where nothing is asked, or nothing is there to ask; None for a question.

    Args:
        question: What was typed.
        sources: The documents asked.
        worded: Whether a language model is there, which can serve a task (“translate it”).
    """
    if not sources.total:
        return abstained("no document", question)
    if question.aside == "task" and not worded:
        return abstained("no such service", question)
    talk = question.aside == "talk" and not sources.stands(question.lone_word)
    return abstained("not a question", question) if question.empty or talk else None


def denied(question: Question, verdict: Verdict, candidates: Sequence[Candidate], sources: Sources) -> Answer:
    """That the documents do not answer, with the nearest place."""
    near = [citation_of(c.paragraph, c.best, sources.of([c])) for c in candidates[:1]]
    return replace(
        abstained(_REASONS[verdict.code], question, asked=verdict.named),
        scanned=scan_of(sources.total, ()),
        nearest=next(iter(near), None),
        retrieved=tuple(candidate.paragraph for candidate in candidates),
    )


def unmentioned(question: Question, words: Sequence[str], sources: Sources) -> Answer:
    """That no paragraph holds some words."""
    return replace(abstained("none mentions it", question, asked="、".join(words)), scanned=scan_of(sources.total, ()))
