"""Fits the small models that tell what a question wants, whether it leans on the one before, and whether it is one."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.question.intent import ASIDES, INTENTS, Intent, features_of, leaning_features
from eval.reader.material.questions import Question, Wish, held

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float32]
VectorOf = Callable[[str], Floats]

_WANTED: Mapping[str, Intent] = {"list": "list", "places": "list", "summary": "summary"}  # every other kind: a fact
_WISH_WEIGHT = 2.0  # of a question written for this alone, beside one about a document
_STRANGERS = 0.4  # share of questions that lean on nothing, shown behind a question that they do not follow
_REGULARISATION = 1.0
_MOST_ITERATIONS = 400
_SEED = 3


@dataclass(frozen=True)
class Fitted:
    """What was fitted, and how it does on documents that are held out.

    Attributes:
        weights: As the product reads them.
        right: Share of right kinds, and of right leanings at one half; None where none are held out.
    """

    weights: dict[str, NDArray[np.floating]]
    right: dict[str, float | None]

    def save(self, path: Path) -> None:
        """Write the weights."""
        np.savez_compressed(path, allow_pickle=False, **self.weights)


@dataclass(frozen=True)
class _Rows:
    features: Floats
    wanted: NDArray[np.int64]
    weights: Floats
    held: NDArray[np.bool_]

    def fit(self, *, balanced: bool = False) -> LogisticRegression:
        from sklearn.linear_model import LogisticRegression

        weight = "balanced" if balanced else None  # in a conversation about every second question leans on the last
        model = LogisticRegression(C=_REGULARISATION, max_iter=_MOST_ITERATIONS, class_weight=weight)
        own = ~self.held
        return model.fit(self.features[own], self.wanted[own], sample_weight=self.weights[own])

    def right(self, model: LogisticRegression) -> float | None:
        if not self.held.any():
            return None
        return float((model.predict(self.features[self.held]) == self.wanted[self.held]).mean())


def fit(questions: Sequence[Question], wishes: Sequence[Wish], vector_of: VectorOf) -> Fitted:
    """Fit the models on questions of documents that are not held out, and on all wishes.

    Args:
        questions: Of several documents, some of them lists, summaries and follow-ups.
        wishes: Questions without a document.
        vector_of: A question's vector, of unit length.
    """
    texts = dict.fromkeys([*(q.question for q in questions), *(q.before for q in questions if q.before)])
    vectors = {text: vector_of(text) for text in [*texts, *(wish.question for wish in wishes)]}
    mean = np.mean([vectors[q.question] for q in questions if not held(q.document)], axis=0).astype(np.float32)
    weights: dict[str, NDArray[np.floating]] = {"mean": mean.astype(np.float16)}
    right: dict[str, float | None] = {}
    for suffix, known in (("", vectors), ("_plain", dict.fromkeys(vectors, mean))):  # without vectors: n-grams alone
        kinds = _kinds(questions, wishes, known, mean)
        leanings = _leanings(questions, known, mean)
        intent, leans, places = kinds.fit(), leanings.fit(balanced=True), _lists(wishes, known, mean).fit()
        weights[f"intent{suffix}"] = intent.coef_.astype(np.float16)
        weights[f"intent{suffix}_bias"] = intent.intercept_.astype(np.float32)
        weights[f"places{suffix}"] = places.coef_[0].astype(np.float16)
        weights[f"places{suffix}_bias"] = np.array(places.intercept_[0], np.float32)
        weights[f"leans{suffix}"] = leans.coef_[0].astype(np.float16)
        weights[f"leans{suffix}_bias"] = np.array(leans.intercept_[0], np.float32)
        right |= {f"intent{suffix}": kinds.right(intent), f"leans{suffix}": leanings.right(leans)}
        if any(wish.kind in ASIDES for wish in wishes):
            asides = _asides(questions, wishes, known, mean)
            aside = asides.fit()
            weights[f"aside{suffix}"] = aside.coef_.astype(np.float16)
            weights[f"aside{suffix}_bias"] = aside.intercept_.astype(np.float32)
            right |= {f"aside{suffix}": asides.right(aside)}
    return Fitted(weights, right)


def _kinds(questions: Sequence[Question], wishes: Sequence[Wish], vectors: Mapping[str, Floats], mean: Floats) -> _Rows:
    wishes = [wish for wish in wishes if wish.kind not in ASIDES]
    texts = [question.question for question in questions] + [wish.question for wish in wishes]
    wanted = [question.kind for question in questions] + [wish.kind for wish in wishes]
    apart = [held(question.document) for question in questions] + [False] * len(wishes)
    return _Rows(
        np.array([features_of(text, vectors[text] - mean) for text in texts]),
        np.array([INTENTS.index(_WANTED.get(kind, "fact")) for kind in wanted]),
        np.array([1.0] * len(questions) + [_WISH_WEIGHT] * len(wishes), np.float32),
        np.array(apart),
    )


def _lists(wishes: Sequence[Wish], vectors: Mapping[str, Floats], mean: Floats) -> _Rows:
    """Lists of things, and lists of the places where something is mentioned."""
    lists = [wish for wish in wishes if wish.kind in ("list", "places")]
    return _Rows(
        np.array([features_of(wish.question, vectors[wish.question] - mean) for wish in lists]),
        np.array([wish.kind == "places" for wish in lists], np.int64),
        np.ones(len(lists), np.float32),
        np.zeros(len(lists), np.bool_),
    )


def _asides(
    questions: Sequence[Question], wishes: Sequence[Wish], vectors: Mapping[str, Floats], mean: Floats
) -> _Rows:
    """Questions, and what is said beside them; of the latter one in four is held out, by its words."""
    texts = [question.question for question in questions] + [wish.question for wish in wishes]
    wanted = [""] * len(questions) + [wish.kind if wish.kind in ASIDES else "" for wish in wishes]
    apart = [held(question.document) for question in questions] + [held(wish.question) for wish in wishes]
    return _Rows(
        np.array([features_of(text, vectors[text] - mean) for text in texts]),
        np.array([ASIDES.index(one) for one in wanted]),
        np.array([1.0] * len(questions) + [_WISH_WEIGHT] * len(wishes), np.float32),
        np.array(apart),
    )


def _leanings(questions: Sequence[Question], vectors: Mapping[str, Floats], mean: Floats) -> _Rows:
    """Follow-ups behind their question, and questions behind another of the same document."""
    chance = random.Random(_SEED)
    of_document: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        of_document[question.document].append(question)
    rows: list[tuple[Floats, int, bool]] = []
    for question in questions:
        before = question.before
        if question.kind != "followup":
            before = chance.choice(of_document[question.document]).question if chance.random() < _STRANGERS else ""
        if before and before != question.question:
            vector = vectors[question.question]
            features = leaning_features(question.question, vector - mean, float(vector @ vectors[before]))
            rows.append((features, question.kind == "followup", held(question.document)))
    features, wanted, apart = (np.array(column) for column in zip(*rows, strict=True))
    return _Rows(features, wanted.astype(np.int64), np.ones(len(rows), np.float32), apart)
