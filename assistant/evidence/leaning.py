"""Evidence for a question that leans on the one before: its own words say what is asked now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.evidence.features import Evidence, covered
from assistant.question import Question
from assistant.question.follow_ups import own_words
from index.derived import forms, vocabulary
from index.document import Document
from index.text.quantities import matches, quantities

_OWN_WEIGHT = 6.0


def by_own_words(question: Question, evidence: Sequence[Evidence], documents: Mapping[str, Document]) -> list[Evidence]:
    """Evidence in which a follow-up's own words count again, best first.

    Where it stays at a paragraph, sentences without the names and numbers that it says
    are left out, as long as others have them.
    """
    terms = own_words(question.own)

    def scored(e: Evidence) -> Evidence:
        used = vocabulary(documents[e.paragraph.document_id]).words
        own = frozenset(term.form for term in terms if used.paragraphs.get(term.form))
        return replace(e, score=e.score + _OWN_WEIGHT * covered(own, forms(e.sentence.text), used))

    named = frozenset(term.form for term in terms if term.name)
    kept = [e for e in evidence if _has(question.own, named, e.sentence.text)] if question.stays else []
    return sorted(map(scored, kept or evidence), key=lambda e: -e.score)


def _has(own: str, names: frozenset[str], text: str) -> bool:
    stated = quantities(text)
    return names <= forms(text) and all(any(matches(q, s) for s in stated) for q in quantities(own))
