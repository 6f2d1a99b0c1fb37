"""What training makes small: wrong passages, wrong sentences, wrong words."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from eval.reader.network.batches import Batch
from eval.reader.network.model import FAR, Read

SENTENCE_WEIGHT, SPAN_WEIGHT = 0.7, 0.6  # beside the two losses of whole passages, which weigh 1

_NO_SPAN = -1


class Loss(NamedTuple):
    """Parts of a batch's loss, each a mean over those it is about; 0 where there is none.

    Attributes:
        pair: Does the passage answer, each by itself.
        list: Of a question's passages, the answering ones before the others.
        sentence: Of an answering passage's sentences, the answering ones before the others.
        span: First and last token of the short answer.
        total: Weighed.
    """

    pair: Tensor
    list: Tensor
    sentence: Tensor
    span: Tensor
    total: Tensor


def loss_of(read: Read, batch: Batch) -> Loss:
    """The loss of what was read."""
    pair = functional.binary_cross_entropy_with_logits(read.answers, batch.answers)
    listwise = listwise_loss(read.answers, batch)
    sentence, span = sentence_loss(read.sentences, batch), span_loss(read.tokens, batch)
    marked = batch.gold.any(1).float().mean()
    spanned = (batch.start != _NO_SPAN).float().mean()
    total = pair + listwise + SENTENCE_WEIGHT * sentence * marked + SPAN_WEIGHT * span * spanned
    return Loss(pair, listwise, sentence, span, total)


def rivals(batch: Batch) -> tuple[Tensor, Tensor]:
    """(questions, b) each: pairs of a question that has right and wrong ones, and the right ones among them."""
    member = functional.one_hot(batch.questions).bool().T
    right = member & (batch.answers > 0.5)
    both = right.any(1) & (member & ~right).any(1)
    return member[both], right[both]


def listwise_loss(answers: Tensor, batch: Batch) -> Tensor:
    """Over questions, minus the log share that the answering passages have of all."""
    member, right = rivals(batch)
    if not len(member):
        return answers.new_zeros(())
    logits = answers[None, :].expand(member.shape)
    among = logits.masked_fill(~member, FAR).logsumexp(1)
    return (among - logits.masked_fill(~right, FAR).logsumexp(1)).mean()


def sentence_loss(sentences: Tensor, batch: Batch) -> Tensor:
    """Over passages with marked sentences, minus the log share that those have."""
    marked = batch.gold.any(1)
    if not marked.any():
        return sentences.new_zeros(())
    scores, gold = sentences[marked].masked_fill(batch.ignored[marked], FAR), batch.gold[marked]
    return (scores.logsumexp(1) - scores.masked_fill(~gold, FAR).logsumexp(1)).mean()


def span_loss(tokens: Tensor, batch: Batch) -> Tensor:
    """Cross-entropy of first and last token among those of sentences."""
    if not (batch.start != _NO_SPAN).any():
        return tokens.new_zeros(())
    outside = torch.zeros_like(tokens[..., 1]).masked_fill(batch.pairs.sentence_of < 0, FAR)
    ends = ((1, batch.start), (2, batch.end))
    both = [functional.cross_entropy(tokens[..., n] + outside, end, ignore_index=_NO_SPAN) for n, end in ends]
    return (both[0] + both[1]) / 2
