"""The encoder cut in two, and the reader built on it.

Below the cut question and passage are read apart, by layers that stay as they are (the
product has those states anyway); above it together. Heads tell whether the passage answers,
which of its sentences do, and which words. What runs is `index.model.onnx.reader_graph`.

Shapes: b pairs, n tokens of question and passage together, s sentences, h hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

FAR = -1e4  # a logit that no softmax gives a share

_MASKED = -1e9
_DROPOUT = 0.1
_BLIND = 0.33  # share of pairs in training that are not told how the two texts meet


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of an encoder: `top` layers are used, those from `cut` on are trained."""

    hidden: int
    feed_forward: int
    heads: int
    words: int
    positions: int
    epsilon: float
    cut: int
    top: int


class Layer(nn.Module):
    """One layer of BERT, by the names that the product's weights have."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        h, inner = sizes.hidden, sizes.feed_forward
        self._heads = sizes.heads
        self.qkv, self.ao = nn.Linear(h, 3 * h), nn.Linear(h, h)
        self.fi, self.fo = nn.Linear(h, inner), nn.Linear(inner, h)
        self.aln, self.oln = nn.LayerNorm(h, sizes.epsilon), nn.LayerNorm(h, sizes.epsilon)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """States (b, n, h) to states; `bias` (b, 1, 1, n) is added to the attention."""
        b, n, h = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self._heads, h // self._heads).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias).transpose(1, 2).reshape(b, n, h)
        x = self.aln(x + functional.dropout(self.ao(seen), _DROPOUT, self.training))
        inner = self.fo(functional.gelu(self.fi(x)))
        out: Tensor = self.oln(x + functional.dropout(inner, _DROPOUT, self.training))
        return out


class Encoder(nn.Module):
    """Embeddings and layers; what lies below the cut takes no gradient."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.word: Tensor
        self.place: Tensor
        self.register_buffer("word", torch.randn(sizes.words, sizes.hidden).half(), persistent=False)
        self.register_buffer("place", torch.randn(sizes.positions, sizes.hidden) * 0.1, persistent=False)
        self.eln = nn.LayerNorm(sizes.hidden, sizes.epsilon)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.top))
        for part in (self.eln, *self.layers[: sizes.cut]):
            part.requires_grad_(False)

    @torch.no_grad()
    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        """States (b, n, h) below the cut of one text a row; `mask` tells tokens from padding."""
        x: Tensor = self.eln(functional.embedding(ids, self.word).float() + self.place[: ids.shape[1]])
        bias = _bias(mask)
        for layer in self.layers[: self.sizes.cut]:
            x = layer.eval()(x, bias)
        return x

    def above(self, x: Tensor, mask: Tensor) -> Tensor:
        """States above the top layer."""
        bias = _bias(mask)
        for layer in self.layers[self.sizes.cut :]:
            x = layer(x, bias)
        return x

    def trained(self) -> list[tuple[str, nn.Parameter]]:
        """Parameters that take a gradient, by name: what a checkpoint holds."""
        return [(name, own) for name, own in self.named_parameters() if own.requires_grad]


class Pairs(NamedTuple):
    """Questions and passages, one pair a row, question first.

    Attributes:
        states: (b, n, h), below the cut.
        ids: (b, n).
        rarities: (b, n), of each token's piece; 0 for marks.
        mask: (b, n), False for padding.
        in_question: (b, n).
        sentence_of: (b, n), number of a token's sentence; -1 outside.
        most_sentences: Of the longest passage.
    """

    states: Tensor
    ids: Tensor
    rarities: Tensor
    mask: Tensor
    in_question: Tensor
    sentence_of: Tensor
    most_sentences: int

    def sentences(self) -> Tensor:
        """(b, n, s): whether a token belongs to a sentence."""
        one = functional.one_hot(self.sentence_of.clamp(min=0), self.most_sentences).bool()
        return one & (self.sentence_of >= 0)[..., None]


class Read(NamedTuple):
    """What the heads say: `answers` (b) and `sentences` (b, s) as logits, `tokens` (b, n, 3): relevance, start, end."""

    answers: Tensor
    sentences: Tensor
    tokens: Tensor


class Meeting(NamedTuple):
    """How the two texts meet: of each token (b, n, 3), of the whole (b, 4), of each sentence (b, s, 4)."""

    tokens: Tensor
    whole: Tensor
    sentences: Tensor


class Reader(Encoder):
    """The encoder with heads."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(sizes)
        h = sizes.hidden
        self.segment = nn.Parameter(torch.zeros(2, h))
        self.match = nn.Parameter(torch.randn(3, h) * 0.05)
        self.pool, self.answers = nn.Linear(2 * h, h), nn.Linear(h, 1)
        self.sentence, self.token = nn.Linear(h, 1), nn.Linear(h, 3)
        self.met, self.met_sentence = nn.Linear(4, 1), nn.Linear(4, 1)
        self.best = nn.Parameter(torch.tensor(0.5))
        for part in (self.met, self.met_sentence):
            nn.init.zeros_(part.weight)
            nn.init.zeros_(part.bias)

    def forward(self, pairs: Pairs) -> Read:
        """Read every pair."""
        met = _blinded(meeting(pairs)) if self.training else meeting(pairs)
        told = torch.where(pairs.in_question[..., None], self.segment[0], self.segment[1]) + met.tokens @ self.match
        return self._heads(self.above(pairs.states + told, pairs.mask), pairs, met)

    def _heads(self, x: Tensor, pairs: Pairs, met: Meeting) -> Read:
        tokens = self.token(x)
        inside = pairs.sentences().float()
        size = inside.sum(1)
        mean = torch.einsum("bns,bnh->bsh", inside, x) / size.clamp(min=1)[..., None]
        peak = (tokens[..., 0:1] - (1 - inside) * -FAR).amax(1)
        scores = self.sentence(mean).squeeze(-1) + peak + self.met_sentence(met.sentences).squeeze(-1)
        scores = scores.masked_fill(size == 0, FAR)
        share = torch.softmax(tokens[..., 0].masked_fill(pairs.sentence_of < 0, FAR), 1)
        found = torch.einsum("bn,bnh->bh", share, x)
        logit = self.answers(torch.tanh(self.pool(torch.cat([x[:, 0], found], -1)))).squeeze(-1)
        return Read(logit + self.met(met.whole).squeeze(-1) + self.best * scores.amax(1), scores, tokens)


def meeting(pairs: Pairs) -> Meeting:
    """Whether each token's piece stands in the other text, and how near the nearest state there is."""
    rare = pairs.rarities
    asked, read = pairs.in_question & (rare > 0), pairs.mask & ~pairs.in_question & (rare > 0)
    direction = functional.normalize(pairs.states, dim=-1)
    near = direction @ direction.transpose(1, 2)
    same = (pairs.ids[:, :, None] == pairs.ids[:, None, :]).float()
    across = (asked[:, :, None] & read[:, None, :]) | (read[:, :, None] & asked[:, None, :])
    token_same, token_near = same.masked_fill(~across, 0).amax(2), near.masked_fill(~across, 0).amax(2)
    tokens = torch.stack([token_same, token_near * 2 - 1, token_same * rare], -1) * (asked | read)[..., None].float()
    each = []
    for own in (pairs.sentences() & read[..., None]).unbind(2):
        other = ~(asked[:, :, None] & own[:, None, :])
        each.append(_summed(same.masked_fill(other, 0).amax(2), near.masked_fill(other, 0).amax(2), asked, rare))
    return Meeting(tokens, _summed(token_same, token_near, asked, rare), torch.stack(each, 1))


def _summed(same: Tensor, near: Tensor, asked: Tensor, rare: Tensor) -> Tensor:
    """(b, 4): shares of the question met, by rarity; the rarest piece missed; the plain share."""
    weight = rare * asked.float()
    total = weight.sum(1).clamp(min=1e-3)
    plain = (same * asked.float()).sum(1) / asked.sum(1).clamp(min=1)
    met = [(weight * same).sum(1) / total, (weight * near).sum(1) / total]
    return torch.stack([*met, (weight * (1 - same)).amax(1), plain], -1)


def _blinded(met: Meeting) -> Meeting:
    keep = (torch.rand(len(met.whole), 1, 1, device=met.whole.device) > _BLIND).float()
    return Meeting(met.tokens * keep, met.whole * keep[:, 0], met.sentences * keep)


def _bias(mask: Tensor) -> Tensor:
    return torch.zeros(mask.shape, device=mask.device).masked_fill(~mask, _MASKED)[:, None, None, :]
