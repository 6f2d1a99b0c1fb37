"""Units and currencies in the ways they are written."""

from __future__ import annotations

import pytest

from index.text.quantities import quantities
from index.text.units import measure_the_same


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("500ルピー", "rupee"),
        ("500 rupees", "rupee"),
        ("₹500", "rupee"),
        ("３ディナール", "dinar"),
        ("10 forints", "forint"),
        ("40 zlotys", "zloty"),
        ("8 crowns", "krone"),
        ("8クローネ", "krone"),
        ("100ペソ", "peso"),
        ("₩3,000", "KRW"),
        ("3000ウォン", "KRW"),
        ("5フラン", "CHF"),
        ("₽40", "RUB"),
        ("5 euros", "EUR"),
    ],
)
def test_an_amount_of_any_currency_is_money(text: str, unit: str) -> None:
    assert [(q.text, q.unit, q.kind) for q in quantities(text)] == [(text, unit, "money")]


@pytest.mark.parametrize("text", ["Team 3 won the cup", "5 real estate agents", "Rule 3: sum up"])
def test_a_short_noun_of_another_meaning_is_none(text: str) -> None:
    assert all(quantity.kind != "money" for quantity in quantities(text))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("3 tonnes", "t"),
        ("二千キログラム", "kg"),
        ("40グラム", "g"),
        ("五百立方メートル", "m3"),
        ("12 square metres", "m2"),
        ("四十リットル", "l"),
        ("3 litres", "l"),
        ("10 га", "ha"),
        ("2マイル", "mile"),
        ("5 groups", ""),
        ("3 lists", ""),
    ],
)
def test_a_measure_has_one_name(text: str, unit: str) -> None:
    assert [q.unit for q in quantities(text)] == [unit]


def test_measures_of_one_kind_go_together() -> None:
    assert measure_the_same("t", "kg")
    assert measure_the_same("m3", "l")
    assert not measure_the_same("t", "m")
    assert not measure_the_same("", "")
