from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.scoring.canonical import canonical, contains


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("２０１７年５月１日", "二〇一七年五月一日"),
        ("平成29年5月1日", "2017年5月1日"),
        ("令和元年", "2019年"),
        ("5,680億円", "568000000000円"),
        ("5680億円", "五千六百八十億円"),
        ("52.5億ドル", "5.25 billion dollars"),
        ("1兆2000億円", "１兆２，０００億円"),
        ("2018—2028年", "2018–2028年"),
        ("24−25日", "２４－２５日"),
        ("国際10カ年行動", "国際十か年行動"),
        ("「対話」 の 理念", "『対話』の理念"),
        ("2つ", "二つ"),
        ("第５回", "第五回"),
        ("50パーセント", "50%"),
        ("October  2015", "october 2015"),
    ],
)
def test_ways_to_write_one_thing_come_out_the_same(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    "words", ["一致した", "統一", "十分に", "一層の努力", "安倍晋三日本国内閣総理大臣", "二国間協力", "三者協力"]
)
def test_kanji_that_only_look_like_numbers_are_left_alone(words: str) -> None:
    assert canonical(words) == words


@pytest.mark.parametrize(
    ("text", "form", "held"),
    [
        ("12月28日", "2月28日", False),
        ("2月28日", "2月28日", True),
        ("20170", "2017", False),
        ("today", "oda", False),
        ("(ODA)に".casefold(), "oda", True),
        ("1.5倍", "5倍", False),
        ("", "", False),
    ],
)
def test_a_form_is_held_only_as_words_of_its_own(text: str, form: str, held: bool) -> None:
    assert contains(text, form) is held


@given(st.text(max_size=60))
def test_any_text_has_a_normal_form(text: str) -> None:
    assert isinstance(canonical(text), str)
