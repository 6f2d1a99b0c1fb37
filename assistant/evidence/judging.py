"""Whether the document answers at all: rules first, then a small logistic model.

The model's named coefficients are in `model.json`; `python -m eval.parts.fitting` fits them
and prints what cross-validation says of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from math import exp, log1p
from typing import Literal, NamedTuple

from assistant.evidence.absences import names_nothing_here, tells_of_another_country
from assistant.evidence.features import MOSTLY, Evidence, covered, unknown_share, weighted, weights
from assistant.evidence.retelling import retells, standing
from assistant.question import Asked, Question, is_exact, lacks, spans_of
from assistant.question.follow_ups import attribute, own_words, points_out
from assistant.question.offices import asks_who, holds_at_another_time
from index.derived import compounds, content_terms, forms, vocabulary
from index.document import Document, Paragraph
from index.text import fold, language_of
from index.text.languages import wording

Verdict = Literal["stated", "in other words", "not stated"]

_ABOUT = re.compile(
    r"([^\s、。はがをのにでと]+)(?:に(?:つい|関し|かんし)て|に関する)|\b(?:about|on|regarding) ([\w\s-]+)"
)
_UNSPACED = ("ja", "zh")
_FAR_OUT = 2.5
_ALONE = 3.5
_PARTLY = 0.3
_FEW = 4
_OWN_FEW = 2
_ALL = 0.99
_SHORT = 20
_CLEARLY = 0.035  # Japanese questions of any kind come nearer than everyday ones
_LIKELY, _LEANING = 0.47, 0.25  # a follow-up leaves most of its words to the question before
_UNLIKELY = 0.16
_RETOLD, _PLAINLY = 0.65, 0.95


class Floor(NamedTuple):
    """How near questions about nothing in particular come to a document: cosines with its best sentence.

    `mean` is their mean, `usual` a standard deviation above it, `highest` the nearest of them.
    """

    mean: float
    usual: float
    highest: float


def judge(
    question: Question, evidence: Sequence[Evidence], documents: Mapping[str, Document], floor: Callable[[], Floor]
) -> Verdict:
    """Tell whether the best evidence answers the question.

    In order: a kind of thing that is asked for and does not stand in the paragraph, another
    date or number of the same thing, a country, person or number of a thing that the document
    never has, a number asked of a country that only other paragraphs name, letters that it nowhere
    spells out: all mean "not stated". Across languages words cannot be compared, so what is
    nearest in meaning answers, unless an everyday question comes as near and no sentence
    stands far out. A definition, the opening of what the title names, a date beside the very
    thing that the question numbers, and a sentence that has every word of an open question or
    stands beside a person's name answer. The rest is weighed by the model; what it does not
    accept is judged by nearness alone in short documents and in other languages than
    Japanese. A Japanese question is a paraphrase ("in other words") where it is told in plain
    words, or where one paragraph stands far out and holds the number or date asked for.

    Args:
        question: What is asked.
        evidence: Best first, at least one.
        documents: By id; those of the evidence.
        floor: How near everyday questions come to these documents; asked for only where
            meaning alone decides.
    """
    best = evidence[0]
    document = documents[best.paragraph.document_id]
    if not may_answer(question, best) or names_nothing_here(question, document):
        return "not stated"
    exact = any(is_exact(asked) for asked in question.asked)
    if exact and tells_of_another_country(question, best.paragraph, document):
        return "not stated"
    if exact and _elsewhere(question, best.paragraph, document):
        return "not stated"
    if not shares_language(question, best):
        near = best.hit.features["nearness"] > floor().usual
        return "stated" if near or standing(evidence) >= _FAR_OUT else "not stated"
    offered = question.confirms or wording.says("choice", question.query)
    number_only = not question.terms and best.features["quantities"] > 0
    if best.features["defines"] or best.features["opens"] or question.addresses or offered or number_only:
        return "stated"
    if question.stays and content_terms(question.own):
        return "stated"
    if best.features["numbered"] and any(is_exact(asked) for asked in question.asked):
        return "stated"  # the very thing that the question numbers, with a number or date of the kind asked for
    if best.features["words"] >= _ALL and (Asked("surname") in question.asked or question.asked == (Asked(),)):
        return "stated"  # a name beside every word that describes the person; every word of what is said of it
    if best.features["quantities"] <= 0 and (question.elliptical or question.leans) and _unheard_of(question, document):
        return "not stated"
    found = doubts(question, evidence, documents)
    likely = _LEANING if question.leans or best.paragraph in question.told else _LIKELY
    if found["unknown"] <= MOSTLY and (question.elliptical or chance(found) >= likely):
        return "stated"
    if document.language == "ja" and _retold(question, evidence, found, document):
        return "in other words"
    if document.language != "ja" or len(document) < _SHORT:
        return _near_enough(question, best, document, floor)
    return "not stated"


def _elsewhere(question: Question, paragraph: Paragraph, document: Document) -> bool:
    """Whether a question about the thing told before (その会期) meets a paragraph that has hardly a word of it.

    One with several words of its own says itself what it is about.
    """
    if not question.leans or not points_out(question.own) or paragraph in question.told:
        return False
    if len(own_words(question.own)) > _OWN_FEW:
        return False
    before = frozenset(term.form for term in content_terms(question.query.removesuffix(question.own)))
    return covered(before, forms(paragraph.text), vocabulary(document).words) < _PARTLY


def _unheard_of(question: Question, document: Document) -> bool:
    """Whether no word that a follow-up asks about is in an unspaced document.

    These are its own words, or of 監視員の国籍は the last. One that asks for an exact kind
    (その日程は？) needs none.
    """
    if document.language not in _UNSPACED or any(is_exact(asked) for asked in question.asked):
        return False
    wanted = content_terms(attribute(question.own)) or (own_words(question.own) if question.leans else ())
    used = vocabulary(document).words.paragraphs
    return bool(wanted) and not any(used.get(term.form) for term in wanted)


def _near_enough(question: Question, best: Evidence, document: Document, floor: Callable[[], Floor]) -> Verdict:
    """Whether meaning alone answers, by how near it comes, whatever else stands in the document."""
    near = best.hit.features["nearness"]
    enough = near > floor().usual + _CLEARLY if document.language in _UNSPACED else near > floor().mean
    if not enough or _subject_unknown(question, document):
        return "not stated"
    return "in other words" if unknown_share(question, document) > MOSTLY else "stated"


def _retold(question: Question, evidence: Sequence[Evidence], found: Mapping[str, float], document: Document) -> bool:
    """Whether a Japanese question says in other words what stands there, though the model finds too few of its words.

    What is unknown in part must be told very plainly, or stand far out and ask, in more than
    a few words, for no number or date nor about a subject that the document never speaks of. One
    paragraph that stands alone and holds the number or date asked for is enough.
    """
    likely = retells(question.query, evidence)
    exact = any(is_exact(asked) for asked in question.asked)
    if found["unknown"] > _PARTLY and _holds_alone(question, evidence):
        return True
    if found["unknown"] > MOSTLY:
        return likely >= _RETOLD or (question.elliptical and not exact)
    if found["unknown"] <= _PARTLY or likely >= _PLAINLY:
        return likely >= _PLAINLY
    if exact or len(question.terms) <= _FEW or _subject_unknown(question, document):
        return False
    return found["sentence"] > _FAR_OUT and chance(found) >= _UNLIKELY


def _holds_alone(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether one paragraph stands far out from all others, and holds the very kind of thing asked for."""
    best = evidence[0]
    held = any(is_exact(asked) and spans_of(asked, best.paragraph.text) for asked in question.asked)
    return held and best.features["sentence"] >= _FAR_OUT and _margin(evidence) >= _ALONE


def _margin(evidence: Sequence[Evidence]) -> float:
    """How much better the best sentence is than the best of another paragraph."""
    others = [e.score for e in evidence if e.paragraph.label != evidence[0].paragraph.label]
    return evidence[0].score - others[0] if others else 0.0


def _subject_unknown(question: Question, document: Document) -> bool:
    """Whether a question says what it is about (北方領土について, "about") in words that the document never uses."""
    named = (next(filter(None, groups)) for groups in _ABOUT.findall(fold(question.query)))
    subjects = [compounds(words)[-1:] for words in named]
    text = vocabulary(document).folded
    return any(subject and not any(word in text for word in subject) for subject in subjects)


def chance(found: Mapping[str, float]) -> float:
    """The model's estimate that the question is answered, 0 to 1."""
    return 1 / (1 + exp(-weighted(found, weights("abstention"))))


def shares_language(question: Question, evidence: Evidence) -> bool:
    """Whether question and paragraph are in one language, so that their words compare."""
    return language_of(question.query, default="en") == language_of(evidence.paragraph.text, default="en")


def may_answer(question: Question, best: Evidence) -> bool:
    """Whether nothing about kinds, dates, numbers and who held an office when rules the best evidence out."""
    if asks_who(question.asked) and holds_at_another_time(best.sentence.text, question.query):
        return False
    other = best.features["quantities"] < 0 and not (question.confirms or question.supposes)
    return kind_stands(question, best) and not other


def kind_stands(question: Question, best: Evidence) -> bool:
    """Whether the best paragraph may hold at least one thing of a kind that is asked for."""
    exact = [asked for asked in question.asked if is_exact(asked)]
    return not all(lacks(asked, best.paragraph.text) for asked in exact or question.asked)


def doubts(question: Question, evidence: Sequence[Evidence], documents: Mapping[str, Document]) -> dict[str, float]:
    """The features of the decision, by name.

    "words" and "grams": how much of the question the best sentence holds; "unknown" and
    "unknown names": the share of words and names that the document never uses; "absent
    names": those that it uses elsewhere, weighed by rarity; "quantities": whether its
    numbers and dates stand there; "sentence", "hit" and "margin": how far it stands out;
    "terms": how much is asked, as the logarithm of its words; "spaced": whether the document's
    words are split at blanks, which tells them apart less well.
    """
    best = evidence[0]
    document = documents[best.paragraph.document_id]
    frequencies = vocabulary(document).words
    own = (question.leans and own_words(question.own)) or question.terms
    terms = frozenset(term.form for term in own)
    names = {term.form for term in own if term.name}
    unknown = {name for name in names if not frequencies.paragraphs.get(name)}
    return {
        **{name: best.features[name] for name in ("grams", "quantities", "sentence", "hit")},
        "words": covered(terms, forms(best.sentence.text), frequencies),
        "unknown": unknown_share(question, document),
        "unknown names": len(unknown) / len(names) if names else 0.0,
        "absent names": covered(terms, names - forms(best.paragraph.text), frequencies),
        "margin": _margin(evidence),
        "terms": log1p(len(terms)),
        "spaced": float(document.language not in _UNSPACED),
    }
