"""Whether the document answers at all: a small logistic model over named features.

Fitted by `python -m eval.fitting`; the coefficients are in `weights.json`. Questions in
the document's language and in another one have a model each, since words cannot be
compared across languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

from assistant.asked import spans_of
from assistant.evidence import Evidence, covered, weighted, weights
from assistant.question import Question
from assistant.terms import Vocabulary, forms
from index.language import language_of


def answerable(question: Question, evidence: Sequence[Evidence], vocabularies: Mapping[str, Vocabulary]) -> float:
    """The estimated chance that the best evidence answers the question, 0 to 1.

    Args:
        question: What is asked.
        evidence: Best first, at least one.
        vocabularies: One a document, by id.
    """
    best = evidence[0]
    if not _kind_stands(question, best):
        return 0.0
    features = doubts(question, evidence, vocabularies)
    model = "same language" if shares_language(question, best) else "other language"
    return 1 / (1 + exp(-weighted(features, weights(f"abstention, {model}"))))


def shares_language(question: Question, evidence: Evidence) -> bool:
    """Whether question and paragraph are in one language, so that their words compare."""
    return language_of(question.query, default="en") == language_of(evidence.paragraph.text, default="en")


def _kind_stands(question: Question, best: Evidence) -> bool:
    """Whether the best paragraph holds at least one thing of a kind that is asked for."""
    found = [spans_of(asked, best.paragraph.text) for asked in question.asked]
    decidable = [bool(spans) for spans in found if spans is not None]
    return any(decidable) or not decidable


def doubts(
    question: Question, evidence: Sequence[Evidence], vocabularies: Mapping[str, Vocabulary]
) -> dict[str, float]:
    """The features that the model weighs, by name.

    "words" and "grams": how much of the question the best sentence holds; "paragraph":
    its whole paragraph; "unknown" and "unknown names": the share of words and names that
    the document never uses; "asked": whether the kind of thing asked for stands there;
    "quantities": whether its numbers and dates do; "sentence", "hit" and "margin": how
    far the best stands out.
    """
    best = evidence[0]
    vocabulary = vocabularies[best.paragraph.document_id]
    terms = frozenset(term.form for term in question.terms)
    names = {term.form for term in question.terms if term.name}
    unknown = {term for term in terms if not vocabulary.words.paragraphs.get(term)}
    others = [e.score for e in evidence if e.paragraph is not best.paragraph]
    return {
        **{name: best.features[name] for name in ("words", "grams", "asked", "quantities", "sentence", "hit")},
        "paragraph": covered(terms, forms(best.paragraph.text), vocabulary.words),
        "unknown": covered(terms, unknown, vocabulary.words),
        "unknown names": len(names & unknown) / len(names) if names else 0.0,
        "absent names": covered(terms, names - forms(best.paragraph.text), vocabulary.words),
        "margin": best.score - others[0] if others else 0.0,
    }
