"""Pairs as tensors: what stands below the cut is read once a group of documents, batches are alike in length."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import torch
from torch import Tensor

from eval.reader.network.examples import Pair
from eval.reader.network.model import Encoder, Pairs
from eval.reader.network.pieces import Ids

BATCH_TOKENS = 2600  # padding included
LOWER_TOKENS = 4000

_SORTED_TOGETHER = 70  # questions among which batches are made of those alike in length

States = Mapping[Ids, Tensor]


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs read at once, and what is right.

    Attributes:
        answers: (b), 1 where the passage answers.
        questions: (b), the same number for pairs of one question.
        gold, ignored: (b, s).
        start, end: (b), first and last token of the short answer in the row; -1 for none.
    """

    pairs: Pairs
    answers: Tensor
    questions: Tensor
    gold: Tensor
    ignored: Tensor
    start: Tensor
    end: Tensor


def split(pairs: Iterable[Pair], chance: random.Random, *, most_tokens: int = BATCH_TOKENS) -> list[list[Pair]]:
    """Batches in random order; pairs of one question stay together."""
    by_question: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_question[pair.question].append(pair)
    questions = list(by_question.values())
    chance.shuffle(questions)
    batches: list[list[Pair]] = []
    for start in range(0, len(questions), _SORTED_TOGETHER):
        batches += _filled(sorted(questions[start : start + _SORTED_TOGETHER], key=_longest), most_tokens)
    chance.shuffle(batches)
    return batches


def _filled(questions: Iterable[list[Pair]], most_tokens: int) -> list[list[Pair]]:
    batches: list[list[Pair]] = []
    for own in questions:
        if batches and _longest(own) * (len(batches[-1]) + len(own)) <= most_tokens:
            batches[-1] += own
        else:
            batches.append([*own])
    return batches


def _longest(pairs: Sequence[Pair]) -> int:
    return max(pair.tokens for pair in pairs)


def lower_states(network: Encoder, texts: Iterable[Ids], *, pad: int) -> dict[Ids, Tensor]:
    """States (n, h) below the cut of every text, each read once, without padding."""
    left = sorted(set(texts), key=lambda ids: (len(ids), ids))
    found: dict[Ids, Tensor] = {}
    while left:
        size = max(1, LOWER_TOKENS // len(left[-1]))  # the longest come first: they set the width
        part, left = left[-size:], left[:-size]
        ids = padded(part, pad, network.place.device)
        states = network.lower(ids, ids != pad)
        found |= {own: states[row, : len(own)] for row, own in enumerate(part)}
    return found


def padded(rows: Sequence[Ids], pad: int, device: torch.device) -> Tensor:
    """(rows, longest)."""
    width = max(map(len, rows))
    return torch.tensor([[*row, *[pad] * (width - len(row))] for row in rows], device=device)


def texts_of(pairs: Iterable[Pair]) -> Iterable[Ids]:
    """Everything that is read below the cut."""
    return chain.from_iterable((pair.question_ids, pair.stretch.ids) for pair in pairs)


def batch_of(pairs: Sequence[Pair], states: States, rarities: Tensor, *, pad: int) -> Batch:
    """The tensors of some pairs.

    Args:
        pairs: At least one.
        states: Below the cut, of every text of theirs.
        rarities: (words), of each piece.
        pad: Id of padding.
    """
    device = rarities.device
    ids = padded([(*pair.question_ids, *pair.stretch.ids) for pair in pairs], pad, device)
    rows, width = ids.shape
    hidden = next(iter(states.values())).shape[1]
    x = torch.zeros(rows, width, hidden, device=device)
    lengths = torch.tensor([pair.tokens for pair in pairs], device=device)
    asked = torch.tensor([len(pair.question_ids) for pair in pairs], device=device)
    for row, pair in enumerate(pairs):
        own = torch.cat([states[pair.question_ids], states[pair.stretch.ids]])
        x[row, : len(own)] = own
    place = torch.arange(width, device=device)
    sentence_of = padded([((-1,) * len(pair.question_ids)) + pair.stretch.sentence_of for pair in pairs], -1, device)
    count = max(1, *(len(pair.stretch.sentences) for pair in pairs))
    read = Pairs(x, ids, rarities[ids], place < lengths[:, None], place < asked[:, None], sentence_of, count)
    numbers = {question: number for number, question in enumerate(dict.fromkeys(pair.question for pair in pairs))}
    spans = [_span(pair) for pair in pairs]
    return Batch(
        read,
        answers=torch.tensor([float(pair.answers) for pair in pairs], device=device),
        questions=torch.tensor([numbers[pair.question] for pair in pairs], device=device),
        gold=_marked([pair.gold for pair in pairs], count, device),
        ignored=_marked([pair.ignored for pair in pairs], count, device),
        start=torch.tensor([start for start, _ in spans], device=device),
        end=torch.tensor([end for _, end in spans], device=device),
    )


def _span(pair: Pair) -> tuple[int, int]:
    before = len(pair.question_ids)
    return (before + pair.span[0], before + pair.span[1]) if pair.span else (-1, -1)


def _marked(rows: Sequence[tuple[int, ...]], count: int, device: torch.device) -> Tensor:
    return torch.tensor([[place in row for place in range(count)] for row in rows], device=device)
