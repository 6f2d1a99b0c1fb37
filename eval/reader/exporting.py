"""A checkpoint becomes the weights that ship: matrices of layers in 8 bits, the rest in 16."""

from __future__ import annotations

from pathlib import Path

from index.model.onnx.trained import stored_form
from index.model.reader import WEIGHTS


def shipped() -> Path:
    """Where the product looks for them."""
    return WEIGHTS


def export(checkpoint: Path, path: Path) -> int:
    """Write a checkpoint's moving average as the product reads it.

    Returns:
        How many bytes that are.

    Raises:
        DataMissing: there is no such checkpoint.
    """
    from safetensors.numpy import save_file

    from eval.reader.network.checkpoints import as_arrays, load

    weights, _ = load(checkpoint)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(stored_form(as_arrays(weights)), path)
    return path.stat().st_size
