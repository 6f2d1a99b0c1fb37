"""The small models over a question's vector."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import pytest

import assistant.question.intent as product
from eval.reader.intents import Fitted, fit
from eval.reader.material.questions import Question, Wish
from index.model.onnx.weights import Floats

TREES = ("スギ", "ヒノキ", "マツ", "ブナ", "カシ", "クリ")


def vector_of(text: str) -> Floats:
    """Much alike, as those of questions are."""
    vector = 1 + np.random.default_rng(zlib.crc32(text.encode())).normal(scale=0.1, size=8)
    unit: Floats = (vector / np.linalg.norm(vector)).astype(np.float32)
    return unit


def question(document: str, kind: str, text: str, before: str = "") -> Question:
    return Question("ours", document, kind, text, before, {}, {}, ())


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    questions = [
        one
        for document in ("trees.md", "moor.md")
        for tree in TREES
        for one in (
            question(document, "plain", f"{tree}はいつ切る？"),
            question(document, "list", f"{tree}の段落を全部教えて"),
            question(document, "summary", f"{tree}について要約して"),
            question(document, "followup", "それはなぜ？", f"{tree}はいつ切る？"),
        )
    ]
    wishes = [
        Wish("list", "条件を全部教えて"),
        Wish("places", "どの段落に出てくるか教えて"),
        Wish("lookup", "第3条を見せて"),
    ]
    wishes += [Wish("talk", f"{greeting}！") for greeting in ("こんにちは", "ありがとう", "さようなら", "おはよう")]
    wishes += [Wish("task", f"{tongue}に翻訳して") for tongue in ("英語", "独語", "仏語", "中国語")]
    return fit(questions, wishes, vector_of)


def test_kinds_and_leanings_are_told_on_the_document_held_out(fitted: Fitted) -> None:
    assert fitted.right["intent"] == 1
    assert (fitted.right["leans"] or 0) > 0.8


def test_the_product_reads_what_was_written(fitted: Fitted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fitted.save(tmp_path / "intent.npz")
    monkeypatch.setattr(product, "WEIGHTS", tmp_path / "intent.npz")
    product._weights.cache_clear()
    try:
        intents = product.Intents(vector_of)
        assert intents.of("カエデの段落を全部教えて") in ("list", "places")
        assert intents.of("カエデについて要約して") == "summary"
        assert intents.of("カエデはいつ切る？") == "fact"
        assert intents.aside("カエデはいつ切る？") == ""
        assert not intents.leans("スギはいつ切る？", "ヒノキはいつ切る？")
    finally:
        product._weights.cache_clear()


def test_weights_are_as_long_as_the_features_of_the_product(fitted: Fitted) -> None:
    question_features = product.features_of("なぜ？", np.zeros(8, np.float32))
    assert fitted.weights["intent"].shape == (len(product.INTENTS), len(question_features))
    assert fitted.weights["leans"].shape == (len(product.leaning_features("なぜ？", np.zeros(8, np.float32), 0.9)),)
    shipped = np.load(product.WEIGHTS)
    assert {name: shipped[name].ndim for name in shipped.files} == {n: w.ndim for n, w in fitted.weights.items()}
