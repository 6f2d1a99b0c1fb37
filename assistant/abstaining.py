"""Whether the document answers at all: rules first, then a small logistic model.

The model's named coefficients are in `weights.json`; `python -m eval.fitting` fits them
and prints what cross-validation says of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from math import exp
from typing import Literal, NamedTuple

from assistant.asked import spans_of
from assistant.evidence import MOSTLY, Evidence, covered, unknown_share, weighted, weights
from assistant.names import translated
from assistant.question import Question
from assistant.terms import content_terms, forms, vocabulary
from index.document import Document
from index.language import language_of
from index.normal import fold

Verdict = Literal["stated", "in other words", "not stated"]

_ABOUT = re.compile(
    r"([^\s、。はがをのにでと]+)(?:に(?:つい|関し|かんし)て|に関する)|\b(?:about|on|regarding) ([\w\s-]+)"
)
_STANDS_OUT = 1.8
_LIKELY = 0.5


class Floor(NamedTuple):
    """How near questions about nothing in particular come to a document: cosines with its best sentence.

    `usual` is a standard deviation above their mean, `highest` the nearest of them.
    """

    usual: float
    highest: float


def judge(
    question: Question, evidence: Sequence[Evidence], documents: Mapping[str, Document], floor: Callable[[], Floor]
) -> Verdict:
    """Tell whether the best evidence answers the question.

    In order: a kind of thing that is asked for and does not stand in the paragraph
    means "not stated". Across languages words cannot be compared, so what is nearest in
    meaning answers, unless a country is named that the document never names or an everyday
    question comes as near. A question
    made mostly of words that the document never uses is a paraphrase ("in other words")
    where it asks for no number or date, names nobody and one sentence stands out;
    everything else is weighed by the model.

    Args:
        question: What is asked.
        evidence: Best first, at least one.
        documents: By id; those of the evidence.
        floor: How near everyday questions come to these documents; asked for only where
            meaning alone decides.
    """
    best = evidence[0]
    if not kind_stands(question, best) or (best.features["quantities"] < 0 and not question.confirms):
        return "not stated"
    if not shares_language(question, best):
        off_subject = best.hit.features["sentence"] <= floor().usual
        return (
            "not stated" if off_subject or _names_abroad(question, documents[best.paragraph.document_id]) else "stated"
        )
    if best.features["defines"] or question.addresses or question.confirms:
        return "stated"
    found = doubts(question, evidence, documents)
    if found["unknown"] > MOSTLY:
        exact = any(spans_of(asked, "") is not None for asked in question.asked)
        stands_out = found["sentence"] >= _STANDS_OUT or question.elliptical
        names = any(term.name for term in question.terms)
        nameless = not names and not _subject_unknown(question, documents[best.paragraph.document_id])
        clear = stands_out and nameless and not exact and best.hit.features["sentence"] > floor().highest
        return "in other words" if clear else "not stated"
    return "stated" if question.elliptical or chance(found) >= _LIKELY else "not stated"


def _subject_unknown(question: Question, document: Document) -> bool:
    """Whether a question says what it is about (北方領土について, "about") in words that the document never uses."""
    named = (next(filter(None, groups)) for groups in _ABOUT.findall(fold(question.query)))
    subjects = [content_terms(words) for words in named]
    used = vocabulary(document).words.paragraphs
    return any(terms and not any(used.get(term.form) for term in terms) for terms in subjects)


def chance(found: Mapping[str, float]) -> float:
    """The model's estimate that the question is answered, 0 to 1."""
    return 1 / (1 + exp(-weighted(found, weights("abstention"))))


def shares_language(question: Question, evidence: Evidence) -> bool:
    """Whether question and paragraph are in one language, so that their words compare."""
    return language_of(question.query, default="en") == language_of(evidence.paragraph.text, default="en")


def _names_abroad(question: Question, document: Document) -> bool:
    """Whether a question in another language names a country that the document never does."""
    source = language_of(question.query, default="en")
    names = translated(question.query, source=source, target=document.language)
    return any(fold(name) not in vocabulary(document).folded for name in names)


def kind_stands(question: Question, best: Evidence) -> bool:
    """Whether the best paragraph holds at least one thing of a kind that is asked for."""
    found = [spans_of(asked, best.paragraph.text) for asked in question.asked]
    decidable = [bool(spans) for spans in found if spans is not None]
    return any(decidable) or not decidable


def doubts(question: Question, evidence: Sequence[Evidence], documents: Mapping[str, Document]) -> dict[str, float]:
    """The features of the decision, by name.

    "words" and "grams": how much of the question the best sentence holds; "unknown" and
    "unknown names": the share of words and names that the document never uses; "absent
    names": those that it uses elsewhere, weighed by rarity; "quantities": whether its
    numbers and dates stand there; "sentence", "hit" and "margin": how far it stands out.
    """
    best = evidence[0]
    document = documents[best.paragraph.document_id]
    frequencies = vocabulary(document).words
    terms = frozenset(term.form for term in question.terms)
    names = {term.form for term in question.terms if term.name}
    unknown = {name for name in names if not frequencies.paragraphs.get(name)}
    others = [e.score for e in evidence if e.paragraph.label != best.paragraph.label]
    return {
        **{name: best.features[name] for name in ("words", "grams", "quantities", "sentence", "hit")},
        "unknown": unknown_share(question, document),
        "unknown names": len(unknown) / len(names) if names else 0.0,
        "absent names": covered(terms, names - forms(best.paragraph.text), frequencies),
        "margin": best.score - others[0] if others else 0.0,
    }
