"""A checkpoint becomes the weights that ship: matrices of layers in 8 bits, the rest in 16."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.model.onnx.trained import stored_form
from index.model.reader import WEIGHTS


def shipped() -> Path:
    """Where the product looks for them."""
    return WEIGHTS


def export(checkpoints: Sequence[Path], path: Path) -> int:
    """Write the moving average of a checkpoint, or the mean of those of several, as the product reads it.

    Several of one training err less surely than the last alone (Wortsman et al. 2022, Model soups).

    Returns:
        How many bytes that are.

    Raises:
        DataMissing: there is no such checkpoint.
    """
    import torch
    from safetensors.numpy import save_file

    from eval.reader.network.checkpoints import as_arrays, load

    loaded = [load(checkpoint)[0] for checkpoint in checkpoints]
    weights = {name: torch.stack([one[name].float() for one in loaded]).mean(0) for name in loaded[0]}
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(stored_form(as_arrays(weights)), path)
    return path.stat().st_size
