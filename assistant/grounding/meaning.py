"""Whether paragraphs say a claim, as the trained head sees it: a logit, and the sentence it goes by."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.document import Paragraph, Sentence
from index.model import Passage

if TYPE_CHECKING:
    from index.model import Reader

LINES = Path(__file__).with_name("meaning.json")

_PIECE_UNITS = 190  # a sentence is read in pieces of at most so many; about 120 tokens
_WINDOW_UNITS = 300  # read at once
_WIDE = re.compile(r"[　-鿿가-힣＀-￯]")
_STOPS = re.compile(r"(?<=[、，,;；：:])|(?<=\s)")
_KEPT = 64  # verdicts: a claim is asked about as a whole and part by part
_LONGEST_UNITS = 180  # of a claim; what is longer is not read to its end, and so not judged


@dataclass(frozen=True, slots=True)
class Lines:
    """Where it is decided; drawn on documents held out by `python -m eval.reader judged`, see docs/grounding.md.

    Attributes:
        says: Least logit that passes a claim which the rules of wording would stop.
        across: The same of a claim in another language than what it rests on.
        denies: Below it a claim is stopped that the rules of wording would pass.
    """

    says: float
    across: float
    denies: float


@dataclass(frozen=True, slots=True)
class Said:
    """How far paragraphs say a claim: the logit of the best of what was read, and the sentence it goes by."""

    logit: float
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Premise:
    """Sentences read at once, of one paragraph or of several; of each piece of the passage its sentence."""

    passage: Passage
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Meaning:
    """Judges claims; loads the head when first asked.

    Attributes:
        load: The head: `read` takes the claim for the question.
        lines: Where it is decided.
    """

    load: Callable[[], Reader]
    lines: Lines

    def of(self, claim: str, paragraphs: Sequence[Paragraph], title: str) -> Said | None:
        """How far the paragraphs say one sentence; None where it is too long to be read.

        Several paragraphs are read each by itself, then the nearest sentences of each together.
        """
        if units(claim) > _LONGEST_UNITS:
            return None
        return self._judge(claim, tuple(paragraphs), title)

    @cached_property
    def _judge(self) -> Callable[[str, tuple[Paragraph, ...], str], Said | None]:
        return lru_cache(_KEPT)(self._judged)

    def _judged(self, claim: str, paragraphs: tuple[Paragraph, ...], title: str) -> Said | None:
        each = [list(premises_of(title, paragraph)) for paragraph in paragraphs if paragraph.sentences]
        found = [max(self._read(claim, premises), key=lambda said: said.logit) for premises in each if premises]
        if len(found) > 1:
            found += self._read(claim, [joined(title, [(said.sentence, said.sentence.text) for said in found])])
        return max(found, key=lambda said: said.logit, default=None)

    def _read(self, claim: str, premises: Sequence[Premise]) -> list[Said]:
        readings = self._head.read(claim, [premise.passage for premise in premises])
        return [
            Said(reading.answers, premise.sentences[reading.sentences.index(max(reading.sentences))])
            for reading, premise in zip(readings, premises, strict=True)
        ]

    @cached_property
    def _head(self) -> Reader:
        return self.load()


def lines() -> Lines:
    """Those that ship."""
    return Lines(**json.loads(LINES.read_text(encoding="utf-8")))


def premises_of(title: str, paragraph: Paragraph) -> Iterator[Premise]:
    """Windows over a paragraph, each half over the one before; one where it is short enough."""
    pieces = [(sentence, piece) for sentence in paragraph.sentences for piece in pieces_of(_plain(sentence.text))]
    start = 0
    while start < len(pieces):
        stop, room = start, float(_WINDOW_UNITS)
        while stop < len(pieces) and (stop == start or units(pieces[stop][1]) <= room):
            room -= units(pieces[stop][1])
            stop += 1
        yield joined(title, pieces[start:stop])
        if stop == len(pieces):
            return
        start = max(start + 1, (start + stop) // 2)


def joined(title: str, pieces: Sequence[tuple[Sentence, str]]) -> Premise:
    """Sentences, or pieces of some, read as one passage."""
    return Premise(Passage(title, tuple(text for _, text in pieces)), tuple(sentence for sentence, _ in pieces))


def units(text: str) -> float:
    """About how much there is to read: a letter of a wide script counts as much as two others."""
    wide = len(_WIDE.findall(text))
    return wide + (len(text) - wide) / 2


def pieces_of(sentence: str) -> list[str]:
    """A sentence, cut behind commas and blanks where it is too long to be read at once.

    >>> pieces_of("One.")
    ['One.']
    """
    if units(sentence) <= _PIECE_UNITS:
        return [sentence]
    pieces = [""]
    for part in _STOPS.split(sentence):
        if pieces[-1] and units(pieces[-1]) + units(part) > _PIECE_UNITS:
            pieces.append("")
        pieces[-1] += part
    return pieces


def _plain(text: str) -> str:
    return " ".join(text.split())
