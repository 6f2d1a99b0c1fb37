"""Passages cut into what is read at once: whole sentences under the title, as many as fit."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from eval.reader.material.asked import Passage
from eval.reader.network.pieces import Ids, Pieces

SHORT_TOKENS, LONG_TOKENS = 90, 170  # of a stretch's sentences; a sentence is never cut for it

_SHORT, _TITLED = 0.7, 0.7  # shares of passages


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some sentences of a passage.

    Attributes:
        passage: Its id.
        sentences: Numbers of those sentences in the passage.
        ids: Tokens, title and marks included.
        sentence_of: Of each token, the place of its sentence in `sentences`; -1 for none.
    """

    passage: str
    sentences: tuple[int, ...]
    ids: Ids
    sentence_of: tuple[int, ...]


class Stretches:
    """The stretches of every passage, made when first needed."""

    def __init__(self, passages: Mapping[str, Passage], pieces: Pieces) -> None:
        self._passages, self._pieces = passages, pieces
        self._made: dict[str, tuple[Stretch, ...]] = {}

    def of(self, passage: str) -> tuple[Stretch, ...]:
        """In order; each sentence is in one."""
        if passage not in self._made:
            self._made[passage] = self._cut(self._passages[passage])
        return self._made[passage]

    def sentence(self, passage: str, number: int) -> str:
        """A sentence's text."""
        return self._passages[passage].sentences[number]

    def text(self, stretch: Stretch) -> str:
        """Its sentences in a row."""
        return "".join(self.sentence(stretch.passage, number) for number in stretch.sentences)

    def _cut(self, passage: Passage) -> tuple[Stretch, ...]:
        most = SHORT_TOKENS if _drawn(passage.id, "length") < _SHORT else LONG_TOKENS
        title = self._pieces.title(passage.title if _drawn(passage.id, "title") < _TITLED else "")
        runs: list[list[int]] = []
        room = 0
        tokens = [self._pieces.sentence(sentence) for sentence in passage.sentences]
        for number, own in enumerate(tokens):
            if not runs or len(own) > room:
                runs.append([])
                room = most
            runs[-1].append(number)
            room -= len(own)
        return tuple(self._stretch(passage.id, title, {number: tokens[number] for number in run}) for run in runs)

    def _stretch(self, passage: str, title: Ids, sentences: Mapping[int, Ids]) -> Stretch:
        ids = [*title]
        sentence_of = [-1] * (len(title) + 1)
        for place, own in enumerate(sentences.values()):
            ids += own
            sentence_of += [place] * len(own)
        return Stretch(passage, tuple(sentences), self._pieces.framed(tuple(ids)), (*sentence_of, -1))


def _drawn(passage: str, what: str) -> float:
    """0 to 1, the same for a passage whenever it is asked."""
    return zlib.crc32(f"{what} {passage}".encode()) / 2**32
