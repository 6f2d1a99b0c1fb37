"""Whether a Japanese question tells in everyday words what the document says in its own, or asks for what it lacks.

Vectors do not tell the two apart: both come near to some sentence. How they are written
does. Whoever retells needs many plain words for one (国どうしのもめごと), and these are
written in hiragana; whoever asks for something by its name (防衛予算) needs few, in kanji
and katakana, and where the document has none of them, it does not speak of the thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import exp, log

from assistant.evidence.features import Evidence, weighted, weights
from assistant.evidence.rereading import READ

_HIRAGANA = re.compile(r"[ぁ-ゖ]")
_LETTERS = re.compile(r"[ぁ-ゖァ-ヺー々一-鿿]")


def retells(query: str, evidence: Sequence[Evidence]) -> float:
    """The chance that a question in words which the document hardly uses is answered all the same, 0 to 1.

    A logistic model of three features: "plain", the share of hiragana in the question's kana
    and kanji; "chars", the logarithm of their number; "sentence", how far the sentence nearest
    in meaning stands out. Its coefficients are in `model.json`; `python -m
    eval.parts.fitting` fits them.

    Args:
        query: In Japanese, at least one letter.
        evidence: Best first, at least one.
    """
    return 1 / (1 + exp(-weighted(signs(query, evidence), weights("in other words"))))


def signs(query: str, evidence: Sequence[Evidence]) -> dict[str, float]:
    """The features of `retells`, by name."""
    letters = len(_LETTERS.findall(query))
    return {
        "plain": len(_HIRAGANA.findall(query)) / letters,
        "chars": log(letters),
        "sentence": standing(evidence),
    }


def standing(evidence: Sequence[Evidence]) -> float:
    """How far the sentence nearest in meaning stands out; reading again may have put another one first."""
    return max(e.features["sentence"] for e in evidence[:READ])
