"""Checkpoints: the moving average that is shipped, and what training needs to go on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from eval.reader.material.places import DataMissing
from index.model.onnx.trained import read_tensors
from index.model.onnx.weights import Floats

_WEIGHTS, _STATE = "weights", "state"


class Average:
    """The moving average of parameters.

    Args:
        parameters: By name.
        most: Of the average that stays at a step; fewer at first, so that the start is forgotten.
    """

    def __init__(self, parameters: list[tuple[str, nn.Parameter]], *, most: float) -> None:
        self._parameters, self._most = parameters, most
        self.values = {name: own.detach().clone() for name, own in parameters}

    @torch.no_grad()
    def follow(self, step: int) -> None:
        """After a step, the first of which is 1."""
        stays = min(self._most, (step + 1) / (step + 10))
        for name, own in self._parameters:
            self.values[name].lerp_(own, 1 - stays)


def save(path: Path, weights: Mapping[str, Tensor], state: Mapping[str, Any] | None = None) -> None:
    """Write a checkpoint, weights in 16 bits; all or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    held = {_WEIGHTS: {name: own.half().cpu() for name, own in weights.items()}}
    scratch = path.with_suffix(".writing")
    torch.save({**held, _STATE: state} if state else held, scratch)
    scratch.replace(path)


def load(path: Path) -> tuple[dict[str, Tensor], dict[str, Any] | None]:
    """Weights by name, and the state of the training that wrote them, where they hold it.

    Args:
        path: A checkpoint, or weights as they ship (`.safetensors`), which hold no state.

    Raises:
        DataMissing: there is no such file.
    """
    if not path.is_file():
        raise DataMissing(path)
    if path.suffix == ".safetensors":
        return {name: torch.from_numpy(values) for name, values in read_tensors(path).items()}, None
    held: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return held.get(_WEIGHTS, held), held.get(_STATE)


def put(network: nn.Module, weights: Mapping[str, Tensor]) -> None:
    """Put weights into the network's parameters of the same name.

    Raises:
        ValueError: it has no such parameter, or one of another shape.
    """
    own = dict(network.named_parameters())
    if unknown := sorted(name for name, values in weights.items() if name not in own or not _fits(own[name], values)):
        raise ValueError(f"the network has no {', '.join(unknown)} of that shape")
    with torch.no_grad():
        for name, values in weights.items():
            own[name].copy_(values.reshape(own[name].shape))


def _fits(own: Tensor, values: Tensor) -> bool:
    """A single number may come as a list of one."""
    return own.shape == values.shape or own.numel() == values.numel() == 1


def as_arrays(weights: Mapping[str, Tensor]) -> dict[str, Floats]:
    """In 32 bits, for numpy."""
    return {name: own.float().numpy().astype(np.float32) for name, own in weights.items()}
