"""One thing asked for: the sentences of the likeliest paragraph, or one of it and one of a second that is as likely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.answers.abstentions import denied
from assistant.answers.lookups import look_up
from assistant.answers.phrases import phrase
from assistant.answers.quotes import Documents, Lines, quoted, scan_of
from assistant.answers.tables import cells_asked
from assistant.evidence import Candidate, Sources, Verdict, judge, model
from assistant.question import Question
from index.derived import forms, in_context
from index.text import fold


def fact(question: Question, sources: Sources) -> Answer:
    """What answers, what comes nearest, or that nothing does."""
    if question.placed:
        return _of_place(question, sources)
    found = sources.found(question)
    candidates = found.candidates
    documents = sources.of(candidates)
    verdict = judge(question, candidates, sources)
    foreign = bool(candidates) and candidates[0].features["foreign"] > 0
    word = question.lone_word
    if verdict.outcome == "nearest" and word and not foreign and not sources.stands(word):
        verdict = Verdict("does not", "named nowhere", word)
    if verdict.outcome == "does not":
        return denied(question, verdict, candidates, sources)
    if verdict.outcome == "nearest":
        answer = answer_nearest(question, candidates, documents, message=phrase("closest", question.language))
    else:
        message = phrase("other language", question.language) if foreign else ""
        answer = answer_fact(question, candidates, documents, message=message)
    return replace(answer, scanned=scan_of(sources.total, ()), retrieved=found.paragraphs)


def _of_place(question: Question, sources: Sources) -> Answer:
    """What is asked of paragraphs that are named: their own sentences, or those of one that refers to them.

    They are shown whole where no other word of the question stands in any of these.
    """
    named = question.paragraphs
    within = [*named, *sources.referring(named)]
    if not any(term.surface in fold(paragraph.text) for term in question.terms for paragraph in within):
        return look_up(question)
    found = sources.found(question, within=within)
    candidates = found.candidates
    if candidates[0].paragraph in named:
        told = [candidate for candidate in candidates if candidate.paragraph in named]
        answer = quoted(lines_of(told), sources.of(told), asked=question.asked)
    else:
        answer = answer_fact(question, candidates, sources.of(candidates))
    return replace(answer, retrieved=found.paragraphs)


def answer_fact(
    question: Question, candidates: Sequence[Candidate], documents: Documents, *, message: str = ""
) -> Answer:
    """Two sentences at most: of the likeliest paragraph, or one each of two that are nearly as likely.

    An item is told with what opens its enumeration, and what opens one with its items. Of a table the cell
    alone whose two headings the question names.

    Args:
        question: What is asked.
        candidates: The likeliest first, at least one.
        documents: By id; those of the candidates.
        message: What is said before the quotes.
    """
    best, *others = candidates
    beside = [c for c in others[:1] if c.chance >= model()["lines"]["beside"] * best.chance]
    alone = [(c.paragraph, [c.best]) for c in (best, *beside)] if beside else lines_of([best])
    told = [(paragraph, in_context(paragraph, sentences)) for paragraph, sentences in alone]
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
