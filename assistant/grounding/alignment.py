"""Where a claim follows the words of a sentence, and where it leaves them.

A claim that keeps most of a sentence in its order is the sentence, shortened or changed;
what stands in a gap of both is what was changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from index.text.weighted_words import Word

_NEAR = 4
_RUN_ON = 0.1
_PARTICLE = 0.5


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of the claim that the sentence does not have there, and what it has instead.

    At the start or end of the claim, `stated` holds the next few words of the sentence.
    """

    claimed: tuple[Word, ...]
    stated: tuple[Word, ...]
    place: Literal["start", "middle", "end"]
    sentence_ends: bool = False


@dataclass(frozen=True)
class Alignment:
    """Pairs of equal words, in the order of both."""

    claim: tuple[Word, ...]
    stated: tuple[Word, ...]
    pairs: tuple[tuple[int, int], ...]

    @cached_property
    def share(self) -> float:
        """How much of what the claim says stands in the sentence, in its order; 0 to 1."""
        content = sum(word.counts for word in self.claim)
        return sum(self.claim[i].counts for i, _ in self.pairs) / content if content else 0.0

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Every run of unpaired claim words."""
        paired = dict(self.pairs)
        found, start = [], 0
        for at in range(len(self.claim) + 1):
            if at == len(self.claim) or at in paired:
                if start < at:
                    found.append(self._gap(start, at, paired))
                start = at + 1
        return tuple(found)

    def _gap(self, start: int, stop: int, paired: dict[int, int]) -> Gap:
        claimed = self.claim[start:stop]
        if start == 0:
            right = paired.get(stop, 0)
            return Gap(claimed, _phrase(self.stated[max(0, right - _NEAR) : right][::-1])[::-1], "start")
        left = paired[start - 1] + 1
        if stop == len(self.claim):
            rest = self.stated[left:]
            return Gap(claimed, _phrase(rest[:_NEAR]), "end", sum(word.counts for word in rest) < _NEAR)
        return Gap(claimed, self.stated[left : paired[stop]], "middle")


def align(claim: tuple[Word, ...], stated: tuple[Word, ...]) -> Alignment:
    """The heaviest common subsequence of words: unbroken runs preferred, particles weigh less than words."""
    a, b = [w.form for w in claim], [w.form for w in stated]
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, form in enumerate(a):
        row, above = best[i + 1], best[i]
        worth = 1.0 if claim[i].counts else _PARTICLE
        for j, other in enumerate(b):
            if form == other:
                run_on = _RUN_ON if i and j and a[i - 1] == b[j - 1] else 0.0
                row[j + 1] = max(above[j] + worth + run_on, above[j + 1], row[j])
            else:
                row[j + 1] = max(above[j + 1], row[j])
    return Alignment(claim, stated, tuple(_trace(best)))


def closest(claim: tuple[Word, ...], sentences: Sequence[tuple[Word, ...]], *, tried: int = 3) -> tuple[int, Alignment]:
    """The sentence that the claim follows best, by its place, and how; the earlier one on a tie."""
    forms = {word.form for word in claim if word.counts}
    shared = [sum(word.form in forms for word in set(sentence)) for sentence in sentences]
    likely = sorted(range(len(sentences)), key=lambda n: (-shared[n], n))[:tried]
    aligned = {n: align(claim, sentences[n]) for n in sorted(likely)}
    place = max(aligned, key=lambda n: (aligned[n].share, -n))
    return place, aligned[place]


def _phrase(near: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words up to the first particle."""
    stop = next((n for n, word in enumerate(near) if word.role == "function"), len(near))
    return near[:stop]


def _trace(best: list[list[float]]) -> list[tuple[int, int]]:
    i, j = len(best) - 1, len(best[0]) - 1
    pairs = []
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]
