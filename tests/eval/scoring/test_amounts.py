from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.scoring.amounts import amounts, supports


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2016年2月24-25日に", ["2016年2月24日", "2016年2月25日"]),
        ("2015年11月から12月にかけて", ["2015年11月", "2015年12月"]),
        ("2月2日から8日まで", ["2月2日", "2月8日"]),
        ("2018—2028年における", ["2018年", "2028年"]),
        ("2016年9-10月", ["2016年9月", "2016年10月"]),
        ("28-29 November 2017", ["2017年11月28日", "2017年11月29日"]),
        ("in October 2015", ["2015年10月"]),
        ("5,680億円（約52.5億ドル）", ["568000000000円", "5250000000ドル"]),
        ("25周年と25年間", ["25年"]),
        ("G7、COP21、codice_6", []),
        ("market 25", ["25"]),
    ],
)
def test_numbers_and_dates_are_read(text: str, read: list[str]) -> None:
    assert [str(amount) for amount in amounts(text)] == read


@pytest.mark.parametrize(
    ("source", "claim", "said"),
    [
        ("2016年2月24日", "2016年", True),
        ("2016年2月24日", "2月24日", True),
        ("2月24日", "2016年2月24日", False),
        ("5,680億円", "5680億ドル", False),
        ("5,680億円", "五千六百八十億円", True),
        ("平成28年", "2016年", True),
        ("2017年", "2016年", False),
        ("10か国", "10", True),
    ],
)
def test_a_source_supports_what_it_says_or_less(source: str, claim: str, said: bool) -> None:
    assert all(supports(amounts(source), amount) for amount in amounts(claim)) is said


@given(st.text(max_size=60))
def test_every_text_supports_its_own_amounts(text: str) -> None:
    found = amounts(text)
    assert all(supports(found, amount) for amount in found)
