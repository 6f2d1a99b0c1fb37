"""Does one text entail another? Any sentence-transformers CrossEncoder for it that is on this machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from index.errors import ModelUnavailable
from index.model.embedder import model_folder

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

Entailment = Callable[[str, str], float]


def entailment_model(name: str) -> Entailment:
    """The probability that a passage entails a claim, by a model of that name or folder; loaded when first asked.

    Raises:
        ModelUnavailable: when asked, where it cannot be loaded or has no label for entailment.
    """

    def entails(passage: str, claim: str) -> float:
        model, column = _loaded(name)
        several = column >= 0
        scores = model.predict([(passage, claim)], apply_softmax=several, show_progress_bar=False)[0]
        return float(scores[column]) if several else float(scores)

    return entails


@cache
def _loaded(name: str) -> tuple[CrossEncoder, int]:
    """The model and the column of its entailment score; -1 where it has one score only."""
    folder = model_folder(name)
    from sentence_transformers import CrossEncoder

    try:
        model = CrossEncoder(str(folder), local_files_only=True)
    except (OSError, ValueError) as error:
        raise ModelUnavailable(f"{name}: {error}") from error
    labels = {str(label).casefold(): int(n) for n, label in model.config.id2label.items()}
    if len(labels) == 1:
        return model, -1
    if "entailment" not in labels:
        raise ModelUnavailable(f"{name} has the labels {', '.join(labels)}, none of them entailment")
    return model, labels["entailment"]
