"""Fitting finds weights that tell right sentences from wrong ones."""

from __future__ import annotations

import numpy as np

from eval.parts.fitting import (
    ABSTENTION,
    EVIDENCE,
    RETELLING,
    Retold,
    Sample,
    cross_validated,
    cross_validated_retelling,
    fit_abstention,
    fit_evidence,
    fit_retelling,
)


def samples() -> list[Sample]:
    """Twenty questions: the first feature tells the right sentence, and the answerable questions."""
    rng = np.random.default_rng(0)
    made = []
    for number in range(20):
        evidence = rng.normal(size=(4, len(EVIDENCE)))
        evidence[0, 0] += 6
        doubts = rng.normal(size=len(ABSTENTION))
        doubts[0] = 3.0 if number % 2 else -3.0
        made.append(Sample(number % 5, bool(number % 2), evidence, np.array([True, False, False, False]), doubts))
    return made


def test_the_feature_that_tells_gets_the_weight() -> None:
    weights = fit_evidence(samples())
    assert weights.argmax() == 0
    assert fit_abstention(samples())[1:].argmax() == 0


def test_folds_that_were_not_fitted_on_are_told_apart_too() -> None:
    figures = cross_validated(samples())
    assert figures == {"right sentence first": 1.0, "refused": 1.0}


def test_retelling_is_fitted_and_measured_likewise() -> None:
    rng = np.random.default_rng(0)
    data = [
        Retold(
            number % 5, bool(number % 2), np.array([3.0 if number % 2 else -3.0, *rng.normal(size=len(RETELLING) - 1)])
        )
        for number in range(20)
    ]
    assert fit_retelling(data)[1:].argmax() == 0
    assert cross_validated_retelling(data) == {"retold, answered": 1.0, "retold, refused": 1.0}
