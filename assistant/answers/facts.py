"""Answers made of the document's own sentences: no LLM, every claim verbatim."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answer import Answer, Citation, Claim
from assistant.answers.phrases import phrase
from assistant.answers.reckoning import days_between, relative_years
from assistant.answers.two_places import Pair
from assistant.evidence import Evidence
from assistant.evidence.features import is_fragment
from assistant.question import Asked, Question, lacks, spans_of
from assistant.question.offices import name_one_person
from index.derived import forms
from index.document import Document, Paragraph, Sentence
from index.text import fold

Documents = Mapping[str, Document]

_POINTS_BACK = re.compile(
    r"^(?:これ(?!に関連)|それ|この(?!関連で)|その|ここ|そこ|彼|同(?=[年月国社氏書])|また、?(?:これ|それ)|this\b|that\b|these\b|it\b|he\b|she\b|they\b)"
)
_INTRODUCES = re.compile(r"[:：]\s*$")
_ECHO = 0.35
_NEAR = 1.0
_MOST_SENTENCES = 3
_NEAREST = 2
_CLEAR = 1.0


def quote_facts(question: Question, evidence: Sequence[Evidence], documents: Documents) -> Answer:
    """The one to three sentences that answer, in the order of the document.

    The best sentence always; its neighbour where it cannot stand alone or only repeats
    the question; a sentence elsewhere for a kind of thing that the best one lacks.

    Args:
        question: What is asked.
        evidence: Best first, at least one.
        documents: By id; those of the evidence.
    """
    chosen = choose(question, evidence)
    claims = tuple(claim_of(question, e.paragraph, e.sentence, documents) for e in chosen)
    years = relative_years(question, chosen, documents)
    foreign = documents[chosen[0].paragraph.document_id].language != question.language
    return Answer(
        status="answered",
        claims=(*claims, *years),
        message=_opening(question, chosen, foreign),
    )


def quote_places(question: Question, places: Sequence[tuple[Paragraph, Sentence]], documents: Documents) -> Answer:
    """Sentences that answer by what they are, in their order."""
    foreign = any(documents[paragraph.document_id].language != question.language for paragraph, _ in places)
    claims = tuple(claim_of(question, paragraph, sentence, documents) for paragraph, sentence in places)
    return Answer("answered", claims, message=phrase("other language", question.language) if foreign else "")


def quote_together(question: Question, pair: Pair, documents: Documents) -> Answer:
    """Two places that answer together, and the days between them where a span is asked for."""
    places = (pair.first, pair.second)
    claims = [claim_of(question, e.paragraph, e.sentence, documents) for e in places]
    foreign = documents[pair.first.paragraph.document_id].language != question.language
    between = days_between(question, places, documents) if pair.tie == "date" else []
    return Answer("answered", (*claims, *between), message=_opening(question, places, foreign))


def quote_nearest(question: Question, evidence: Sequence[Evidence], documents: Documents) -> Answer:
    """The best sentence of the two paragraphs nearest in meaning, said to be just that.

    Where one is much nearer than all others, the two best sentences of that one alone.
    Where a kind of thing is asked for, a sentence of the paragraph that holds one is better.
    """
    best: dict[tuple[str, str], Evidence] = {}
    for e in evidence:
        best.setdefault((e.paragraph.document_id, e.paragraph.label), e)
    nearest = list(best.values())[:_NEAREST]
    if len(nearest) > 1 and nearest[0].score - nearest[1].score > _CLEAR:
        nearest = _of_one(question, nearest[0], evidence)
    else:
        nearest = [_holding_in_place(question, e, evidence) for e in nearest]
    claims = [claim_of(question, e.paragraph, e.sentence, documents) for e in nearest]
    return Answer("answered", tuple(claims), message=phrase("closest", question.language))


def _of_one(question: Question, best: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence of a paragraph, and one more: that holds what is asked for, else the next best."""
    held = _holding_in_place(question, best, evidence)
    others = [e for e in evidence if e.paragraph is best.paragraph and e is not best]
    return sorted([best, *([held] if held is not best else others)][:_NEAREST], key=_place)


def choose(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences to quote, in the order of their documents."""
    best = evidence[0]
    chosen = [best, *_neighbours(best, evidence)]
    for asked in question.asked:
        chosen.extend(_holding(asked, chosen, evidence))
    if Asked("surname") in question.asked:
        chosen.extend(_named_again(best, evidence))
    chosen.extend(_rivals(chosen, evidence))
    return sorted(chosen[:_MOST_SENTENCES], key=_place)


def claim_of(question: Question, paragraph: Paragraph, sentence: Sentence, documents: Documents) -> Claim:
    """A sentence as a claim, with the asked-for part marked."""
    document = documents[paragraph.document_id]
    return Claim(
        text=sentence.text,
        citations=(Citation(document, paragraph.quote_sentence(sentence)),),
        marked=tuple(sorted({span for asked in question.asked for span in spans_of(asked, sentence.text) or []})),
    )


def _neighbours(best: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentence before where the best points back, the one after where it only repeats the question."""
    beside = {e.sentence.index: e for e in evidence if e.paragraph is best.paragraph}
    at = best.sentence.index
    if _POINTS_BACK.search(fold(best.sentence.text)) and at - 1 in beside:
        return [beside[at - 1]]
    following = beside.get(at + 1)
    if following and _INTRODUCES.search(best.sentence.text):
        return [following]
    if following and (best.features["novel"] < _ECHO or _POINTS_BACK.search(fold(following.sentence.text))):
        return [following]
    return []


def _holding(asked: Asked, chosen: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence of the same paragraph that holds a kind of thing that the chosen lack."""
    if not all(lacks(asked, e.sentence.text) for e in chosen):
        return []
    return [e for e in evidence if e.paragraph is chosen[0].paragraph and spans_of(asked, e.sentence.text)][:1]


def _named_again(best: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The next best sentence of another paragraph that names the same person: an opening and its signature."""
    others = (e for e in evidence if e.paragraph is not best.paragraph)
    return [e for e in others if name_one_person(best.sentence.text, e.sentence.text)][:1]


def _holding_in_place(question: Question, best: Evidence, evidence: Sequence[Evidence]) -> Evidence:
    """A sentence of the same paragraph that holds a kind of thing asked for and lacking in its best; else that."""
    found = (held for asked in question.asked for held in _holding(asked, [best], evidence))
    return next(found, best)


def _rivals(chosen: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """The next best sentence where it comes so near that the order could be chance."""
    said = {e.sentence.text for e in chosen}
    others = [e for e in evidence if e.sentence.text not in said and not is_fragment(e.sentence.text)]
    return [e for e in others[:1] if chosen[0].score - e.score < _NEAR]


def _place(evidence: Evidence) -> tuple[int, int, int]:
    return (0, evidence.paragraph.position, evidence.sentence.index)


def _opening(question: Question, chosen: Sequence[Evidence], foreign: bool) -> str:
    if (question.confirms and _contradicted(question, chosen)) or (question.supposes and _denied(chosen)):
        return phrase("false premise", question.language)
    return phrase("other language", question.language) if foreign else ""


def _contradicted(question: Question, chosen: Sequence[Evidence]) -> bool:
    """Whether a name or number that the question takes for granted is not in what answers it."""
    stated: frozenset[str] = frozenset().union(*(forms(e.sentence.text) for e in chosen))
    names = {term.form for term in question.terms if term.name}
    return bool(names - stated) or _denied(chosen)


def _denied(chosen: Sequence[Evidence]) -> bool:
    """Whether what answers has other numbers or dates of the same things than the question."""
    return any(e.features["quantities"] < 0 for e in chosen)
