"""How sure a figure is: Wilson for rates, a cluster bootstrap for means and differences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

RESAMPLES = 2000
SEED = 20170501


class Interval(NamedTuple):
    """A 95 % interval."""

    low: float
    high: float


def wilson(successes: int, n: int) -> Interval:
    """Wilson's score interval of a rate; 0 to 1 for no trials."""
    if n == 0:
        return Interval(0.0, 1.0)
    from scipy.stats import binomtest

    interval = binomtest(successes, n).proportion_ci(method="wilson")
    return Interval(float(interval.low), float(interval.high))


def bootstrap(values: Sequence[float], clusters: Sequence[str]) -> Interval:
    """Interval of a mean by resampling whole clusters (a paragraph's or document's items).

    For a comparison, give each item's difference: pairing is then exact. Reproducible:
    the seed is fixed.
    """
    import numpy as np
    from scipy.stats import bootstrap as resample

    groups: dict[str, list[float]] = defaultdict(list)
    for value, cluster in zip(values, clusters, strict=True):
        groups[cluster].append(value)
    sums = np.array([sum(group) for group in groups.values()])
    sizes = np.array([len(group) for group in groups.values()])
    centre = float(sums.sum() / sizes.sum()) if len(sums) else 0.0
    if len(sums) < 2 or np.ptp(sums / sizes) == 0:
        return Interval(centre, centre)
    result = resample(
        (sums, sizes),
        lambda s, n, axis: s.sum(axis=axis) / n.sum(axis=axis),
        paired=True,
        vectorized=True,
        n_resamples=RESAMPLES,
        method="percentile",
        rng=np.random.default_rng(SEED),
    ).confidence_interval
    return Interval(float(result.low), float(result.high))
