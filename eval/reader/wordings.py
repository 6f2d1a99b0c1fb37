"""Fits the model that tells questions about where a word stands in the text from all others."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from assistant.question.intent import BUCKETS, grams_of
from assistant.question.wording import WORDINGS, scale_of

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

MATERIAL = Path(__file__).with_name("wording.jsonl")
OTHERS_EVERY = 5  # of the questions about documents one in so many is used
_EVERY = 5  # of the questions one in so many is held out
_WEIGHT = 3.0  # of a question written for this, beside one about a document
_REGULARISATION = 10.0
_MOST_ITERATIONS = 100


@dataclass(frozen=True)
class Fitted:
    """What was fitted; `right` is the share of those held out whose wording it tells."""

    weights: NDArray[np.float16]
    bias: NDArray[np.float32]
    right: float

    def save(self, path: Path) -> None:
        """Write the weights."""
        np.savez_compressed(path, allow_pickle=False, weights=self.weights, bias=self.bias)


def read_wordings(file: Path = MATERIAL) -> list[tuple[str, int]]:
    """Each question with the place of its wording in `WORDINGS`."""
    rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [(row["question"], WORDINGS.index("" if row["kind"] == "other" else row["kind"])) for row in rows]


def fit(own: Sequence[tuple[str, int]], others: Sequence[str]) -> Fitted:
    """Fit on questions written for it and on others, which ask nothing of words; all of them in the end.

    Args:
        own: Questions, each with the place of its wording.
        others: Questions about documents.
    """
    texts = [*(text for text, _ in own), *others]
    wanted = np.array([*(kind for _, kind in own), *[0] * len(others)])
    weights = np.array([*[_WEIGHT] * len(own), *[1.0] * len(others)])
    features, apart = _features(texts), np.arange(len(texts)) % _EVERY == 0
    model = _model().fit(features[~apart], wanted[~apart], sample_weight=weights[~apart])
    held = apart & (np.arange(len(texts)) < len(own))
    right = float((model.predict(features[held]) == wanted[held]).mean())
    model = _model().fit(features, wanted, sample_weight=weights)
    return Fitted(model.coef_.astype(np.float16), model.intercept_.astype(np.float32), right)


def _model() -> LogisticRegression:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=_REGULARISATION, max_iter=_MOST_ITERATIONS)


def _features(texts: Sequence[str]) -> csr_array:
    rows = [(n, gram, scale_of(text)) for n, text in enumerate(texts) for gram in grams_of(text)]
    at, grams, values = zip(*rows, strict=True)
    return csr_array((values, (at, grams)), shape=(len(texts), BUCKETS))
