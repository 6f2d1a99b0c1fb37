"""How long training goes on, and how fast it learns meanwhile."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field

WARM_STEPS = 100  # in which the rate rises
FALLING, LEAST = 0.4, 0.05  # the rate falls over the last part of the budget, to a part of its peak


@dataclass(frozen=True)
class Budget:
    """Training ends when either is used up.

    Attributes:
        minutes: Of this run, whatever was trained before.
        questions: Asked in all, runs before included.
    """

    minutes: float = math.inf
    questions: float = math.inf
    _begun: float = field(default_factory=time.monotonic)

    def used(self, asked: int) -> float:
        """The share that is used up, 0 to 1 and above."""
        return max((time.monotonic() - self._begun) / 60 / self.minutes, asked / self.questions)

    def over(self, asked: int) -> bool:
        """Whether nothing is left."""
        return self.used(asked) >= 1


def rate_factor(step: int, used: float, *, warm_steps: int = WARM_STEPS, falling: float = FALLING) -> float:
    """What a rate's peak is multiplied by at a step, the first of which is 1."""
    return min(1.0, step / warm_steps) * min(1.0, max(LEAST, (1 - used) / falling))
