from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import label_numerals


@pytest.mark.parametrize(
    ("text", "number"), [("九", 9), ("十", 10), ("百三", 103), ("一百零一", 101), ("二〇一七", 2017)]
)
def test_kanji_are_read_in_words_and_digit_by_digit(text: str, number: int) -> None:
    assert label_numerals.kanji(text) == number


@given(st.integers(1, 399))
def test_every_roman_numeral_reads_back(number: int) -> None:
    assert label_numerals.roman(label_numerals.to_roman(number)) == number


@given(st.text(max_size=5))
def test_no_text_makes_a_reader_of_numbers_fail(text: str) -> None:
    for read in (
        label_numerals.arabic,
        label_numerals.kanji,
        label_numerals.roman,
        label_numerals.letter,
        label_numerals.circled,
        label_numerals.kana,
    ):
        number = read(text)
        assert number is None or number >= 0


def test_a_suffix_counts_after_its_number() -> None:
    assert [label_numerals.suffix(text) for text in ("", "bis", "ter", ".bis", "A")] == [0, 2, 3, 2, 2]
