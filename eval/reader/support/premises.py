"""What a claim is held against: the sentences it rests on with their neighbours, as training and product read them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.grounding.meaning import pieces_of
from eval.reader.material.asked import Asked, Passage
from eval.reader.network.examples import Examples, Pair, drawn_negative
from eval.reader.network.pieces import Ids, Pieces
from eval.reader.network.stretches import Stretch, Stretches
from index.model.onnx.standard import QUERY_PROMPT

CLAIM_TOKENS = 80

_WIDTHS = (0, 0, 0, 40, 80, 140)  # tokens of a premise at least; the sentences it rests on are never cut for it
_MOST_TOKENS = 160
_KEPT = 300
_TITLED = 0.4
_ELSEWHERE = 0.25  # of true claims, held once more against another paragraph


class Statements(Examples):
    """Makes pairs of claims and premises; claims on one passage compete.

    Args:
        passages: By id.
        pieces: The tokenizer.
        chance: Draws.
    """

    def __init__(self, passages: Mapping[str, Passage], pieces: Pieces, chance: random.Random) -> None:
        super().__init__(Stretches(passages, pieces), pieces, chance, negatives=0, swaps=0)
        self._read = passages
        self._drawn: dict[tuple[str, tuple[int, ...]], Stretch | None] = {}  # one for the claims of a visit

    def of(self, asked: Asked) -> list[Pair]:
        """The claim before what it rests on; a true one now and then before another paragraph, too."""
        chance = self._chance
        found = [self._stated(asked, asked.passage, asked.sentences, true=asked.answers)]
        if asked.answers and asked.negatives and chance.random() < _ELSEWHERE:
            other = drawn_negative(asked, chance)
            sentence = chance.randrange(len(self._read[other].sentences))
            found.append(self._stated(asked, other, (sentence,), true=False))
        return [pair for pair in found if pair]

    def _stated(self, asked: Asked, passage: str, cited: Sequence[int], *, true: bool) -> Pair | None:
        key = passage, tuple(cited)
        if key not in self._drawn:
            if len(self._drawn) >= _KEPT:
                self._drawn.clear()
            self._drawn[key] = self._window(self._read[passage], cited)
        stretch = self._drawn[key]
        if stretch is None:
            return None
        ids = self._pieces.framed(self._pieces.whole(QUERY_PROMPT + asked.question)[:CLAIM_TOKENS])
        pair = Pair((asked.doc, asked.passage), ids, stretch, asked.source, answers=true)
        if not true:
            return pair
        return replace(pair, gold=tuple(at for at, number in enumerate(stretch.sentences) if number in cited))

    def _window(self, passage: Passage, cited: Sequence[int]) -> Stretch | None:
        """Sentences around those cited, wide enough for a drawn width; None where they alone are too long."""
        least = self._chance.choice(_WIDTHS)
        first, last = min(cited), max(cited)
        cut = {number: self._cut(passage, number) for number in range(first, last + 1)}
        sides = [-1, 1]
        while sum(map(_length, cut.values())) < least and sides:
            side = self._chance.choice(sides)
            number = min(cut) - 1 if side < 0 else max(cut) + 1
            more = self._cut(passage, number) if 0 <= number < len(passage.sentences) else []
            if not more or sum(map(_length, cut.values())) + _length(more) > _MOST_TOKENS:
                sides.remove(side)
            else:
                cut[number] = more
        if sum(map(_length, cut.values())) > _MOST_TOKENS:
            return None
        title = self._pieces.title(passage.title if self._chance.random() < _TITLED else "")
        ids, sentence_of = [*title], [-1] * (len(title) + 1)
        numbers: list[int] = []
        for number in sorted(cut):
            for own in cut[number]:
                sentence_of += [len(numbers)] * len(own)
                numbers.append(number)
                ids += own
        return Stretch(passage.id, tuple(numbers), self._pieces.framed(tuple(ids)), (*sentence_of, -1))

    def _cut(self, passage: Passage, number: int) -> list[Ids]:
        return [self._pieces.sentence(piece) for piece in pieces_of(passage.sentences[number])]


def _length(cut: Sequence[Ids]) -> int:
    return sum(map(len, cut))
