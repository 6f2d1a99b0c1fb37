"""Fit the weights of evidence, of abstention and of retelling, and print what cross-validation says.

    python -m eval.parts.fitting SET... --document FILE...

Prints coefficients to be read and rounded by hand into `assistant/evidence/model.json`; folds
are whole documents (or fifths of the items where a set has one document), so that no
figure comes from a question that the weights were fitted on.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.building import build_embedder
from assistant.evidence import Evidence, gather
from assistant.evidence.features import MOSTLY
from assistant.evidence.judging import doubts, kind_stands, shares_language
from assistant.evidence.retelling import signs
from assistant.question import understand
from assistant.settings import load_settings
from eval.items import Item, read_set
from index.library import Library
from index.text.folding import plain_digits

Array = NDArray[np.float64]

FOLDS = 5
RIDGE = 0.02
OVER_REFUSED = 0.04
EVIDENCE = ("hit", "sentence", "words", "grams", "asked", "quantities", "defines")
ABSTENTION = ("words", "hit", "unknown", "absent names", "quantities", "margin", "terms", "spaced")
RETELLING = ("plain", "chars", "sentence")


@dataclass(frozen=True)
class Sample:
    """A first turn with its evidence; `right` tells which sentences hold the gold facts."""

    fold: int
    answerable: bool
    evidence: Array
    right: NDArray[np.bool_]
    doubts: Array


@dataclass(frozen=True)
class Retold:
    """A first turn in Japanese, mostly in words that the document never uses."""

    fold: int
    answerable: bool
    signs: Array


def samples(library: Library, items: Sequence[Item]) -> Iterator[Sample | Retold]:
    """Questions that are weighed by the models: facts of a kind that stands there, not across languages."""
    several = len({item.document for item in items}) > 1
    for item in items:
        turn = item.turns[0]
        document = library.document(item.document or library.documents[0].id)
        question = understand(turn.question, [document])
        if question.kind != "fact" or question.addresses or not question.query:
            continue
        documents = {document.id: document}
        evidence = gather(question, library.search(question.query, k=50, documents=[document.id]), documents)
        found = doubts(question, evidence, documents)
        fold = crc32((document.id if several else item.id).encode()) % FOLDS
        if not kind_stands(question, evidence[0]) or not shares_language(question, evidence[0]):
            continue
        if found["unknown"] > MOSTLY:
            if document.language == "ja":
                signed = signs(question.query, evidence)
                yield Retold(fold, turn.answerable, np.array([signed[name] for name in RETELLING]))
            continue
        facts = [[_plain(form) for form in forms] for forms in turn.facts]
        yield Sample(
            fold,
            turn.answerable,
            np.array([[e.features[name] for name in EVIDENCE] for e in evidence]),
            np.array([_is_right(e, turn.gold, facts) for e in evidence]),
            np.array([found[name] for name in ABSTENTION]),
        )


def fit_evidence(data: Sequence[Sample]) -> Array:
    """Weights that make a right sentence the best one: conditional logit with a ridge."""

    def loss(weights: Array) -> tuple[float, Array]:
        total, slope = 0.0, np.zeros_like(weights)
        for sample in data:
            chances = _softmax(sample.evidence @ weights)
            right = chances[sample.right].sum()
            total -= np.log(right + 1e-12)
            slope += sample.evidence.T @ chances - sample.evidence[sample.right].T @ chances[sample.right] / right
        return float(total / len(data) + RIDGE * weights @ weights), slope / len(data) + 2 * RIDGE * weights

    fitted: Array = minimize(loss, np.zeros(len(EVIDENCE)), jac=True).x
    return fitted


def fit_abstention(data: Sequence[Sample]) -> Array:
    """A constant and weights of "is answered", for questions in the document's words."""
    return _logistic([sample.doubts for sample in data], [sample.answerable for sample in data])


def fit_retelling(data: Sequence[Retold]) -> Array:
    """A constant and weights of "is answered", for questions in other words."""
    return _logistic([sample.signs for sample in data], [sample.answerable for sample in data])


def _logistic(samples: Sequence[Array], answerable: Sequence[bool]) -> Array:
    """Logistic regression with a ridge on standardised features."""
    features = np.array(samples)
    answered = np.where(answerable, 1.0, -1.0)
    mean, spread = features.mean(0), features.std(0) + 1e-9
    design = np.column_stack([np.ones(len(features)), (features - mean) / spread])

    def loss(weights: Array) -> tuple[float, Array]:
        margin = answered * (design @ weights)
        slope = -(design.T @ (answered / (1 + np.exp(margin)))) / len(features)
        return float(np.logaddexp(0, -margin).mean() + 0.005 * weights @ weights), slope + 0.01 * weights

    fitted = minimize(loss, np.zeros(design.shape[1]), jac=True).x
    slopes = fitted[1:] / spread
    return np.array([fitted[0] - slopes @ mean, *slopes])


def cross_validated(data: Sequence[Sample]) -> Mapping[str, float]:
    """Figures of the folds: right sentence first; unanswerable refused at `OVER_REFUSED` of the answerable."""
    first: list[bool] = []
    scores: list[tuple[bool, float]] = []
    for fold in range(FOLDS):
        train = [sample for sample in data if sample.fold != fold]
        test = [sample for sample in data if sample.fold == fold]
        evidence = fit_evidence([sample for sample in train if sample.right.any()])
        constant, *slopes = fit_abstention(train)
        first += [bool(s.right[(s.evidence @ evidence).argmax()]) for s in test if s.right.any()]
        scores += [(s.answerable, float(constant + s.doubts @ np.array(slopes))) for s in test]
    answerable = np.array([score for is_answerable, score in scores if is_answerable])
    threshold = np.quantile(answerable, OVER_REFUSED)
    refused = [score < threshold for is_answerable, score in scores if not is_answerable]
    return {"right sentence first": float(np.mean(first)), "refused": float(np.mean(refused))}


def cross_validated_retelling(data: Sequence[Retold]) -> Mapping[str, float]:
    """Figures of the folds: answerable questions answered, unanswerable ones refused, where the chance is even."""
    right: dict[bool, list[bool]] = {True: [], False: []}
    for fold in range(FOLDS):
        constant, *slopes = fit_retelling([sample for sample in data if sample.fold != fold])
        for sample in (sample for sample in data if sample.fold == fold):
            right[sample.answerable].append((constant + sample.signs @ np.array(slopes) > 0) == sample.answerable)
    return {"retold, answered": float(np.mean(right[True])), "retold, refused": float(np.mean(right[False]))}


def main() -> None:
    """Read the sets, fit, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--document", nargs="+", type=Path, required=True, dest="documents")
    chosen = parser.parse_args()
    embedder = build_embedder(load_settings())
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder), lambda: embedder) as library:
        for path in chosen.documents:
            library.add(path)
        found = [sample for path in chosen.sets for sample in samples(library, read_set(path))]
    data = [sample for sample in found if isinstance(sample, Sample)]
    retold = [sample for sample in found if isinstance(sample, Retold)]
    print(f"{len(data)} questions are weighed by the models, {len(retold)} in other words; rules decide the rest")
    for name, value in {**cross_validated(data), **cross_validated_retelling(retold)}.items():
        print(f"{name:>22} {value:.3f} (five folds)")
    for name, weight in zip(EVIDENCE, fit_evidence([s for s in data if s.right.any()]), strict=True):
        print(f"  evidence    {name:>14} {weight:7.3f}")
    for name, weight in zip(("constant", *ABSTENTION), fit_abstention(data), strict=True):
        print(f"  abstention  {name:>14} {weight:7.3f}")
    for name, weight in zip(("constant", *RETELLING), fit_retelling(retold), strict=True):
        print(f"  retelling   {name:>14} {weight:7.3f}")


def _is_right(evidence: Evidence, gold: Sequence[str], facts: Sequence[Sequence[str]]) -> bool:
    text = _plain(evidence.sentence.text)
    return evidence.paragraph.label in gold and all(any(form in text for form in forms) for forms in facts)


def _plain(text: str) -> str:
    return "".join(plain_digits(text).split())


def _softmax(scores: Array) -> Array:
    powers: Array = np.exp(scores - scores.max())
    shares: Array = powers / powers.sum()
    return shares


if __name__ == "__main__":
    main()
