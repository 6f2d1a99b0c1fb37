"""A question becomes pairs: with the stretch that answers, and with some that do not."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

from eval.reader.material.asked import WHOLE, Asked
from eval.reader.network.pieces import Ids, Pieces
from eval.reader.network.stretches import Stretch, Stretches

SWAPPED_LANGUAGE = "ja"  # names are told from words by their script, so only there

_SAME_PASSAGE = 0.3  # share of stretches without an answer that are of the answering passage
_NUMBERS_FIRST = 0.6
_OFFSETS = (-9, -5, -3, -2, -1, 1, 2, 3, 4, 7, 10)
_TRIES = 9
_NAME = re.compile(r"[ァ-ヴー]{3,}|[一-鿿]{3,}|[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a stretch.

    Attributes:
        question: Document and text; pairs of one question compete.
        question_ids: Its tokens.
        source: Whose question it is.
        answers: Whether the stretch answers.
        gold, ignored: Places of sentences in the stretch that do, and that are neither right nor wrong.
        span: First and last token of the short answer in the stretch.
    """

    question: tuple[str, str]
    question_ids: Ids
    stretch: Stretch
    source: str
    answers: bool
    gold: tuple[int, ...] = ()
    ignored: tuple[int, ...] = ()
    span: tuple[int, int] | None = None

    @property
    def tokens(self) -> int:
        """Of both together."""
        return len(self.question_ids) + len(self.stretch.ids)


class Examples:
    """Makes the pairs.

    Args:
        stretches: Of the passages.
        pieces: The tokenizer.
        chance: Draws.
        negatives: Stretches without an answer a question, on average.
        swaps: Share of Japanese questions that are asked once more about a number or name that is not there.
    """

    def __init__(
        self, stretches: Stretches, pieces: Pieces, chance: random.Random, *, negatives: float, swaps: float
    ) -> None:
        self._stretches, self._pieces, self._chance = stretches, pieces, chance
        self._negatives, self._swaps = negatives, swaps

    def of(self, asked: Asked) -> list[Pair]:
        """No two with the same stretch and question; none where the marked sentences are not there."""
        pairs = self._answered(asked) if asked.answers else [self._pair(asked, self._any(asked.passage))]
        unlike = {(pair.question, pair.stretch): pair for pair in reversed(pairs)}
        return list(reversed(unlike.values()))

    def _answered(self, asked: Asked) -> list[Pair]:
        stretches = self._stretches.of(asked.passage)
        gold, maybe = set(asked.sentences), set(asked.maybe)
        right = next((own for own in stretches if gold & set(own.sentences)), None)
        if right is None and asked.kind == WHOLE:
            right = stretches[0]
        if right is None:
            return []
        pair = replace(
            self._pair(asked, right),
            answers=True,
            gold=_within(right, gold),
            ignored=_within(right, maybe - gold),
            span=self._span(asked, right),
        )
        apart = [own for own in stretches if not (gold | maybe) & set(own.sentences)]
        swapped = self._swapped(asked, right)
        return [pair, *([swapped] if swapped else []), *self._unanswered(asked, apart)]

    def _unanswered(self, asked: Asked, apart: list[Stretch]) -> list[Pair]:
        chance, found = self._chance, []
        chance.shuffle(apart)
        for _ in range(int(self._negatives) + (chance.random() < self._negatives % 1)):
            if apart and chance.random() < _SAME_PASSAGE:
                found.append(self._pair(asked, apart.pop()))
            elif asked.negatives:
                found.append(self._pair(asked, self._any(drawn_negative(asked, chance))))
        return found

    def _span(self, asked: Asked, stretch: Stretch) -> tuple[int, int] | None:
        if asked.span is None or asked.span[0] not in stretch.sentences:
            return None
        number, start, end = asked.span
        inside = self._pieces.between(self._stretches.sentence(asked.passage, number), start, end)
        first = stretch.sentence_of.index(stretch.sentences.index(number))
        return (first + inside[0], first + inside[1]) if inside else None

    def _swapped(self, asked: Asked, stretch: Stretch) -> Pair | None:
        if asked.lang != SWAPPED_LANGUAGE or self._chance.random() >= self._swaps:
            return None
        text = self._stretches.text(stretch)
        other = self._other_number(asked.question, text) or self._other_name(asked, text)
        return self._pair(replace(asked, question=other), stretch) if other else None

    def _other_number(self, question: str, text: str) -> str | None:
        numbers = [number for number in re.findall(r"[0-9]+", question) if number in text]
        if not numbers or self._chance.random() >= _NUMBERS_FIRST:
            return None
        number = self._chance.choice(numbers)
        for _ in range(_TRIES):
            other = str(max(1, int(number) + self._chance.choice(_OFFSETS)))
            if other not in text and other not in question:
                return question.replace(number, other, 1)
        return None

    def _other_name(self, asked: Asked, text: str) -> str | None:
        names = [name for name in _NAME.findall(asked.question) if name in text]
        if not names or not asked.negatives:
            return None
        name = self._chance.choice(names)
        elsewhere = "".join(map(self._stretches.text, self._stretches.of(self._chance.choice(asked.negatives))))
        others = [
            other
            for other in _NAME.findall(elsewhere)
            if _script(other) == _script(name) and other not in text and other not in asked.question
        ]
        return asked.question.replace(name, self._chance.choice(others), 1) if others else None

    def _any(self, passage: str) -> Stretch:
        return self._chance.choice(self._stretches.of(passage))

    def _pair(self, asked: Asked, stretch: Stretch) -> Pair:
        ids = self._pieces.question(asked.question)
        return Pair((asked.doc, asked.question), ids, stretch, asked.source, answers=False)


def drawn_negative(asked: Asked, chance: random.Random, *, power: float = 2) -> str:
    """One of the passages that do not answer, those most alike oftener the higher the power."""
    return asked.negatives[int(chance.random() ** power * len(asked.negatives))]


def _within(stretch: Stretch, numbers: set[int]) -> tuple[int, ...]:
    return tuple(place for place, number in enumerate(stretch.sentences) if number in numbers)


def _script(name: str) -> str:
    return "latin" if name[0].isascii() else "katakana" if "ァ" <= name[0] <= "ー" else "han"
