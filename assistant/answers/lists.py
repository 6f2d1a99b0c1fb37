"""Every paragraph that counts: because it holds some words, or because the reader takes it for an answer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.answers.abstentions import unmentioned
from assistant.answers.quotes import Documents, Lines, quoted, scan_of
from assistant.evidence import Candidate, Sources, judge, model
from assistant.question import Question, quoted_words
from index.derived import in_context
from index.document import Paragraph, Sentence
from index.text import flowing
from index.text.countries import countries_elsewhere

_WITHIN, _MOST = 1.0, 2  # of a paragraph the reader found: more tell less to the point (100 lists held out)
_LIKELIEST = 12  # of that which comes first: 0.76 of 58 lists that stand in one paragraph are whole, 0.26 with two
_HOLDING = 3


def list_all(question: Question, sources: Sources) -> Answer | None:
    """Every paragraph that is asked for; None where no list is asked for, or nothing answers."""
    if question.kind not in ("list", "places"):
        return None
    if words := quoted_words(question.subject):
        return _with(words, question, sources) or unmentioned(question, words, sources)
    names = question.names
    if names and len(names) == len(question.terms) and (found := _with(names, question, sources)):
        return found
    if question.kind == "places" and (found := _countries(question, sources)):
        return found
    candidates = sources.candidates(question)
    if judge(question, candidates, sources).outcome == "does not":
        return _with(names, question, sources) if names and question.kind == "places" else None
    places = question.kind == "places"
    told = [*near_best(candidates, whole=not places), *(_mentioning(question, sources) if places else ())]
    answer = answer_list(told, sources.of(paragraph for paragraph, _ in told), sources.total)
    return replace(answer, retrieved=tuple(candidate.paragraph for candidate in candidates))


def answer_list(lines: Lines, documents: Documents, total: int) -> Answer:
    """One line a paragraph, in the order of the documents.

    Args:
        lines: Paragraphs with what is told of each; of one that comes twice, what came first.
        documents: By id; those of the paragraphs.
        total: Paragraphs of the documents asked.
    """
    once = {(paragraph.document_id, paragraph.label): (paragraph, told) for paragraph, told in reversed(lines)}
    return quoted(list(once.values()), documents, scanned=scan_of(total, [paragraph for paragraph, _ in once.values()]))


def _with(words: Sequence[str], question: Question, sources: Sources) -> Answer | None:
    """Every paragraph that has some words, by the full-text index; None where none has."""
    found = sources.with_words(words, question)
    return answer_list(holding(words, found), sources.of(found), sources.total) if found else None


def _countries(question: Question, sources: Sources) -> Answer | None:
    """Every paragraph that holds the countries asked for, as a text of another language names them."""
    elsewhere = countries_elsewhere(question.text, question.language)
    return next(filter(None, (_with(names, question, sources) for names in elsewhere)), None)


def _mentioning(question: Question, sources: Sources) -> Lines:
    """The paragraphs that hold the rarest of the question's words that stand there at all."""
    words = [[term.surface] for term in question.terms]
    lines = (holding(word, sources.with_words(word, question)) for word in words)
    return min(filter(None, lines), key=len, default=())


def near_best(candidates: Sequence[Candidate], *, whole: bool = False) -> Lines:
    """What the candidates tell whose chance comes near that of the first, the likeliest; enumerations whole.

    Args:
        candidates: The likeliest first, at least one.
        whole: Whether the likeliest is told nearly whole, not in what tells most.
    """
    best, *others = candidates
    near = [c for c in others if c.chance >= model()["lines"]["list"] * best.chance]
    first = best.telling(within=math.inf, most=_LIKELIEST) if whole else best.telling(within=_WITHIN, most=_MOST)
    told = [(best.paragraph, first), *((c.paragraph, c.telling(within=_WITHIN, most=_MOST)) for c in near)]
    return [(paragraph, in_context(paragraph, sentences, whole=True)) for paragraph, sentences in told]


def holding(words: Sequence[str], paragraphs: Sequence[Paragraph]) -> Lines:
    """Paragraphs that hold some words, each with the sentences that do; its first where a line break parts them."""
    lines: list[tuple[Paragraph, list[Sentence]]] = []
    for paragraph in paragraphs:
        sentences = [s for s in paragraph.sentences if any(word in flowing(s.text) for word in words)]
        lines.append((paragraph, (sentences or list(paragraph.sentences))[:_HOLDING]))
    return lines
