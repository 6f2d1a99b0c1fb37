"""What kind of answer a question wants, whether it leans on the one before, and whether it is one: learned, not listed.

Small logistic models over the question's vector (which the search needs anyway) and its
character n-grams, so that they work in every language that the encoder knows. Trained by
`python -m eval.reader intent` on the questions in `eval/reader/questions`.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Intent = Literal["fact", "list", "places", "summary"]
Aside = Literal["", "talk", "task"]
"""What is said beside questions: talk (a greeting, "what can you do?") or a task ("translate"); "" for a question."""
Floats = NDArray[np.float32]

INTENTS: tuple[Intent, ...] = ("fact", "list", "summary")  # "places" are told from lists by a model of their own
ASIDES: tuple[Aside, ...] = ("", "talk", "task")
WEIGHTS = Path(__file__).with_name("intent.npz")

BUCKETS = 4096
_USUAL_COSINE = 0.85
_LEANS = 0.6
_ASIDE = 0.6  # held out: 2 of 3,964 questions taken for an aside, 0.79 of talk and 0.72 of tasks known
_SIZES = (2, 3, 4)
_READ_CHARS = 200
_LEANING = np.array([0.0, 0.2, 0.1])  # a list or summary that finds nothing becomes a fact, never the other way
_DIGIT = re.compile(r"\d")


class Intents:
    """The models.

    Args:
        vector_of: A question's vector by the project's own encoder, of unit length; None where another
            one embeds, so that the n-grams alone tell.
    """

    def __init__(self, vector_of: Callable[[str], Floats | None]) -> None:
        self._vector_of = vector_of

    def of(self, question: str) -> Intent:
        """The likeliest kind of answer wanted."""
        vector = self._vector_of(question)
        features = features_of(question, _centred(vector))
        logits = _logits("intent", features, plain=vector is None)
        chances = np.exp(logits - logits.max()) / np.exp(logits - logits.max()).sum()
        found = INTENTS[int(np.argmax(chances + _LEANING))]
        return "places" if found == "list" and _logits("places", features, plain=vector is None) > 0 else found

    def aside(self, text: str) -> Aside:
        """What is said beside questions, where that is nearly sure; "" for a question."""
        vector = self._vector_of(text)
        logits = _logits("aside", features_of(text, _centred(vector)), plain=vector is None)
        chances = np.exp(logits - logits.max()) / np.exp(logits - logits.max()).sum()
        likeliest = int(np.argmax(chances))
        return ASIDES[likeliest] if chances[likeliest] >= _ASIDE else ""

    def leans(self, question: str, before: str) -> bool:
        """Whether a question can only be read behind the one before it."""
        vector, other = self._vector_of(question), self._vector_of(before)
        cosine = _USUAL_COSINE if vector is None or other is None else float(vector @ other)
        features = leaning_features(question, _centred(vector), cosine)
        chance = 1 / (1 + math.exp(-float(_logits("leans", features, plain=vector is None))))
        return chance >= _LEANS


def _logits(name: str, features: Floats, *, plain: bool) -> Floats:
    """By the weights that were fitted with vectors, or by those that were fitted without."""
    weights = _weights()
    chosen = f"{name}_plain" if plain else name
    logits: Floats = weights[chosen] @ features + weights[f"{chosen}_bias"]
    return logits


def features_of(question: str, vector: Floats) -> Floats:
    """Shape (features,): the vector less the mean of all questions, hashed n-grams, and the length."""
    hashed = np.zeros(BUCKETS, np.float32)
    found = grams_of(question)
    hashed[found] = 2 / np.sqrt(len(found) + 1)
    return np.concatenate([vector * 6, hashed, [min(len(question), _READ_CHARS) / 100]]).astype(np.float32)


def leaning_features(question: str, vector: Floats, cosine: float) -> Floats:
    """The same with how near the question comes to the one before it."""
    return np.append(features_of(question, vector), np.float32((cosine - _USUAL_COSINE) * 10))


def _centred(vector: Floats | None) -> Floats:
    mean = _weights()["mean"]
    return np.zeros_like(mean) if vector is None else vector - mean


def grams_of(text: str) -> list[int]:
    """The buckets of a text's character n-grams, each once."""
    framed = f" {_DIGIT.sub('0', text.casefold())[:_READ_CHARS]} "
    found = {
        zlib.crc32(framed[start : start + size].encode()) % BUCKETS
        for size in _SIZES
        for start in range(len(framed) - size + 1)
    }
    return sorted(found)


@cache
def _weights() -> dict[str, Floats]:
    with np.load(WEIGHTS) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}
