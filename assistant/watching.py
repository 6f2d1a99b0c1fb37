"""What looks on while answers are made; this one does not look."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Literal

from assistant.answer import Answer

StepName = Literal["understand", "find", "word"]


class Watch:
    """Told what an assistant does; see `assistant.surfaces.api.observing` for one that counts."""

    def step(self, name: StepName) -> AbstractContextManager[object]:
        """Entered while a step is done."""
        return nullcontext()

    def answered(self, answer: Answer) -> None:
        """An answer is whole."""
