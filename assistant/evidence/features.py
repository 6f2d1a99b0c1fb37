"""Hits -> the sentences that answer, best first, each with the features that say why.

A sentence is scored by a weighted sum of named features; the weights are in
`model.json`, fitted by `python -m eval.parts.fitting`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from statistics import fmean

import numpy as np

from assistant.evidence.opening import Opening
from assistant.evidence.ordinals import other_number, same_number
from assistant.question import Asked, Question, spans_of
from assistant.question.offices import holds_office
from index.derived import Vocabulary, compounds, forms, vocabulary
from index.document import Document, Paragraph, Sentence
from index.search import Hit
from index.text import fold, language_of
from index.text.dates import Period
from index.text.languages import wording
from index.text.quantities import Quantity, matches, quantities, relation
from index.text.words import Frequencies, grams

Features = Mapping[str, float]

_SENTENCES_KEPT = 2048
MOSTLY = 0.6
_HIRAGANA = re.compile(r"[ぁ-ゖ]")
_QUOTED = re.compile(r"[「『“\"]([^」』”\"]{1,40})[」』”\"]")
_READ = 15


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer; `score` is comparable within one question only."""

    hit: Hit
    sentence: Sentence
    score: float
    features: Features

    @property
    def paragraph(self) -> Paragraph:
        """Where it stands."""
        return self.hit.paragraph


@cache
def weights(model: str) -> Mapping[str, float]:
    """The fitted weights of a model: "evidence", "evidence, in other words" or "abstention"."""
    read = json.loads((Path(__file__).parent / "model.json").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in read[model].items()}


def gather(question: Question, hits: Sequence[Hit], documents: Mapping[str, Document]) -> list[Evidence]:
    """The sentences of the most promising hits, scored.

    Where the document uses the question's words, words and meaning count together; where
    it does not (a paraphrase, another language), meaning alone.

    Args:
        question: What is asked.
        hits: Paragraphs by rank; all of them set the scale for what stands out.
        documents: By id; those of the hits.

    Returns:
        Best first; ties keep the order of the hits.
    """
    hits = [hit for hit in hits if hit.paragraph.sentences]
    if not hits:
        return []
    paragraph = _scale([hit.features["paragraph"] for hit in hits])
    sentence = _scale([score for hit in hits for score in hit.sentence_scores])
    by_meaning = in_other_words(question, documents[hits[0].paragraph.document_id])
    model = weights("evidence, in other words" if by_meaning else "evidence")
    if by_meaning:
        hits = sorted(hits, key=lambda h: -(paragraph(h.features["paragraph"]) + sentence(max(h.sentence_scores))))
    asked, opening = _Asked(question), Opening(question)
    found = []
    for hit in [*hits[:_READ], *filter(asked.sure, hits[_READ:])]:
        heads = _headed(hit.paragraph)
        common = {"hit": hit.score, "paragraph": paragraph(hit.features["paragraph"])}
        for own, cosine in zip(hit.paragraph.sentences, hit.sentence_scores, strict=True):
            if own is hit.paragraph.heading or (by_meaning and not question.addresses and is_fragment(own.text)):
                continue
            features = asked.features(own, heads, vocabulary(documents[hit.paragraph.document_id]))
            features |= common | {"sentence": sentence(cosine)}
            features["opens"] = float(opening.tells(own, hit.paragraph, documents[hit.paragraph.document_id]))
            found.append(Evidence(hit, own, weighted(features, model), features))
    if asked.person:  # offices are named all over, the people who hold them hardly
        found = [e for e in found if holds_office(e.sentence.text, question.subject)] or found
    return sorted(found, key=lambda evidence: -evidence.score)


def is_fragment(text: str) -> bool:
    """Whether a Japanese text joins no words: names and offices below a statement are near everything in meaning."""
    return language_of(text) == "ja" and not _HIRAGANA.search(text)


def _headed(paragraph: Paragraph) -> frozenset[str]:
    """The words of a paragraph's heading, which say what its sentences are about."""
    return forms(paragraph.heading.text) if paragraph.heading else frozenset()


def in_other_words(question: Question, document: Document) -> bool:
    """Whether a question is mostly in words that a document never uses: a paraphrase, or another language."""
    return unknown_share(question, document) > MOSTLY


def unknown_share(question: Question, document: Document) -> float:
    """How much of a question's words a document never uses, weighed by rarity; 0 to 1."""
    terms = frozenset(term.form for term in question.terms)
    frequencies = vocabulary(document).words
    unknown = {term for term in terms if not frequencies.paragraphs.get(term)}
    return covered(terms, unknown, frequencies)


def _scale(values: Sequence[float]) -> Callable[[float], float]:
    """Standard deviations above the mean of some values."""
    mean, spread = float(np.mean(values)), float(np.std(values)) or 1.0
    return lambda value: (value - mean) / spread


def weighted(features: Features, by: Mapping[str, float]) -> float:
    """The weighted sum of features; one without a weight counts nothing."""
    return by.get("constant", 0.0) + sum(by.get(name, 0.0) * value for name, value in features.items())


class _Asked:
    """What of a question is the same for every sentence, prepared once."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.forms = frozenset(term.form for term in question.terms)
        self.grams = grams(question.subject)
        self._shares: dict[Vocabulary, tuple[Shares, Shares]] = {}
        self.quantities = quantities(question.subject if question.addresses else question.own)
        self.person = Asked("surname") in question.asked
        quoted = (fold(words) for words in _QUOTED.findall(question.query))
        named = [*(term.surface for term in question.terms), *compounds(question.query), *quoted]
        self.defined = tuple(dict.fromkeys(named)) if wording.says("definition", question.query) else ()

    def sure(self, hit: Hit) -> bool:
        """Whether a paragraph gives a meaning to what the question wants defined, or names the person asked for."""
        if self.person:
            return holds_office(hit.paragraph.text, self.question.subject)
        return any(defines(own.text, term) for term in self.defined for own in hit.paragraph.sentences)

    def features(self, sentence: Sentence, heads: frozenset[str], used: Vocabulary) -> dict[str, float]:
        if used not in self._shares:
            self._shares[used] = Shares(self.forms, used.words), Shares(self.grams, used.grams)
        words, in_grams = self._shares[used]
        own, own_grams = forms(sentence.text), _grams_of(sentence.text)
        return {
            "words": words.of(own | heads),
            "grams": in_grams.of(own_grams),
            "asked": self._asked(sentence.text),
            "novel": len(own - self.forms) / len(own) if own else 0.0,
            "defines": float(any(defines(sentence.text, term) for term in self.defined)),
            "quantities": agreement(self.quantities, quantities(sentence.text))
            if not other_number(self.question.own, sentence.text)
            else -1.0,
            "numbered": float(same_number(self.question.own, sentence.text)),
        }

    def _asked(self, text: str) -> float:
        spans = [spans_of(asked, text) for asked in self.question.asked]
        decidable = [bool(found) for found in spans if found is not None]
        return fmean(decidable) if decidable else 1.0


@lru_cache(maxsize=_SENTENCES_KEPT)
def _grams_of(sentence: str) -> frozenset[str]:
    """The n-grams of a sentence; kept for those asked about last."""
    return frozenset(grams(sentence))


class Shares:
    """How much of some terms a text holds, weighed by their rarity among the paragraphs of a document."""

    def __init__(self, asked: frozenset[str] | set[str], frequencies: Frequencies) -> None:
        self._asked = asked
        self._rarities = {term: frequencies.rarity(term) for term in asked}
        self._total = sum(self._rarities.values())

    def of(self, own: frozenset[str] | set[str]) -> float:
        """The share that a text of these terms holds, 0 to 1; 0 where nothing is asked."""
        return sum(self._rarities[term] for term in self._asked & own) / self._total if self._total else 0.0


def covered(asked: frozenset[str] | set[str], own: frozenset[str] | set[str], frequencies: Frequencies) -> float:
    """How much of what is asked a text holds, weighed by rarity; 0 to 1, 0 where nothing is asked."""
    return Shares(asked, frequencies).of(own)


def defines(text: str, term: str) -> bool:
    """Whether a text gives a term its meaning: （以下「対話」という。）, 機構(JICA), “data” means.

    >>> defines("国際協力機構（JICA）の活動", "jica")
    True
    """
    folded = fold(text)
    if fold(term) not in folded:
        return False
    word = re.escape(fold(term))
    return bool(
        re.search(rf"以下[「『\"]{word}[」』\"]|\({word}[):]|\b{word}\b[\"']? (?:means|refers to|stands for)", folded)
        or re.search(rf"(?:^|。){word}(?:とは|\()|\({word}\s|[\"']{word}[\"'] (?:means|shall mean)", folded)
    )


def agreement(asked: Sequence[Quantity], stated: Sequence[Quantity]) -> float:
    """Whether a text bears out the quantities of a question: 1 all, 0 neither, -1 other dates."""
    if not asked:
        return 0.0
    if all(any(matches(q, s) for s in stated) for q in asked):
        return 1.0
    dated = [q for q in asked if isinstance(q.value, Period)]
    conflict = any(
        not any(matches(q, s) for s in stated) and any(relation(q, s) == "conflict" for s in stated) for q in dated
    )
    return -1.0 if conflict else 0.0
