"""Words, n-grams and BM25."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.tokens import tokens
from index.text.words import grams, word_spans, words


def test_japanese_words_are_content_words_in_one_form() -> None:
    assert words("本声明に付属するロードマップを採択した。") == words("本声明に附属するロードマップを採択した。")
    assert "を" not in words("ロードマップを採択した。")


@pytest.mark.parametrize(
    ("text", "letter"), [("製品ベータは三年", "ベータ"), ("α線を測る", "α"), ("ガンマ計画", "ガンマ")]
)
def test_the_name_of_a_letter_is_a_word(text: str, letter: str) -> None:
    assert letter in words(text)
    assert letter in [token.surface for token in tokens(text)]


@pytest.mark.parametrize("written", ["5,680億円", "５，６８０億円", "5680億円"])
def test_an_amount_is_one_word_however_it_is_written(written: str) -> None:
    assert words(written) == words("5,680億円")


def test_words_of_other_scripts_are_split_at_blanks_and_lose_their_endings() -> None:
    assert words("The Ministers supported") == words("the minister supports")
    assert words("two dogs") == words("two dog")
    assert words("министров избирали") == words("министры избирают")
    assert words("제9조 대통령") == ["제9조", "대통령"]


def test_words_with_other_meanings_keep_other_stems() -> None:
    assert words("member") != words("membership")
    assert words("член") != words("членство")


def test_n_grams_do_not_cross_marks_and_have_a_length_for_each_script() -> None:
    assert grams("対話。協力") == {"対話", "協力"}
    assert grams("energy") == {"ener", "nerg", "ergy"}


def test_threads_do_not_share_a_tokenizer() -> None:
    texts = ["各国外務大臣は対話を歓迎した。"] * 200
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(words, texts))
    assert all(one == found[0] for one in found)


def test_a_text_longer_than_the_tokenizer_takes_is_cut_into_pieces() -> None:
    sentence = "各国外務大臣は対話を歓迎した。"
    assert words(sentence * 5000) == words(sentence) * 5000
    assert word_spans("あ" * 30_000)[-1][1] == 30_000


@given(st.text(alphabet="対話を歓迎した。 \n１6abc-'年月", max_size=60))
def test_word_spans_leave_out_blanks_only(text: str) -> None:
    spans = word_spans(text)
    assert "".join(text[a:b] for a, b in spans) == "".join(text.split())
    assert spans == sorted(spans)
