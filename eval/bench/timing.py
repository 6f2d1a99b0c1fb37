"""Clocks, and what is kept of many measurements."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, ParamSpec, TypeVar

import numpy as np

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Timing:
    """Median and tail of `count` measurements."""

    count: int
    p50_ms: float
    p95_ms: float


class Spent(NamedTuple):
    """What a call took: by the clock, and of all processors together."""

    seconds: float
    processor_seconds: float

    def without(self, other: Spent) -> Spent:
        """Less what a part of it took."""
        return Spent(self.seconds - other.seconds, self.processor_seconds - other.processor_seconds)


def spent(action: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> tuple[Spent, T]:
    """What a call took, and what it gave."""
    start, processor_start = time.perf_counter(), time.process_time()
    result = action(*arguments, **options)
    return Spent(time.perf_counter() - start, time.process_time() - processor_start), result


def timing(seconds: Sequence[float]) -> Timing:
    """Median and 95th percentile of some durations."""
    p50, p95 = np.percentile(seconds, [50, 95]) * 1000
    return Timing(len(seconds), round(float(p50), 3), round(float(p95), 3))


def clocked(action: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> tuple[float, T]:
    """Seconds that a call took, and what it gave."""
    start = time.perf_counter()
    result = action(*arguments, **options)
    return time.perf_counter() - start, result


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float | None:
    """The power of the size that a value grows with: 1 is linear, 0 constant; None from a single size."""
    if len(sizes) < 2:
        return None
    return round(float(np.polyfit(np.log(sizes), np.log(values), 1)[0]), 3)
