"""Readers that read thousands of passages in no time, for tests of what happens around them."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Passage, Reading
from index.text.words import grams


class GramReader:
    """A sentence answers as far as it shares character n-grams with the question."""

    fingerprint = "grams"

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """One reading for each passage, in order: its best sentence's share, from -4 to 4."""
        asked = grams(question)
        scores = [
            tuple(8 * len(asked & grams(text)) / (len(asked) + 1) - 4 for text in passage.sentences)
            for passage in passages
        ]
        return [Reading(max(some), some) for some in scores]


class FirmReader:
    """Says the same of every passage and sentence."""

    fingerprint = "firm"

    def __init__(self, logit: float) -> None:
        self._logit = logit

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """One reading for each passage."""
        return [Reading(self._logit, (self._logit,) * len(passage.sentences)) for passage in passages]
