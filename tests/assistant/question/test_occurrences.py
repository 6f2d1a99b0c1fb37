"""Whether a text holds what a question asks for."""

from __future__ import annotations

import pytest

from assistant.question import asked_for, lacks_all


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("荷は何トンまでですか", "荷の重さは、二千キログラムまでとする。", False),
        ("How many tonnes may a cart carry?", "A cart may carry 900 kilograms.", False),
        ("何キロメートルですか", "長さは800メートルである。", False),
        ("How many litres does it hold?", "It holds 3 cubic metres.", False),
        ("何トンですか", "長さは800メートルである。", True),
        ("How many tonnes?", "The cart is 3 metres long.", True),
        ("入場料はいくらですか", "入場料は、500ルピーとする。", False),
        ("How much is the fine?", "The fine is eight crowns.", False),
        ("How much is the fine?", "The fine is due in May.", True),
        ("救護船の使用料は？", "救護船　使用料を免除する。", False),
        ("How much do children pay?", "Children travel free of charge.", False),
        ("Сколько стоит проезд для детей?", "Дети перевозятся бесплатно.", False),
    ],
)
def test_a_thing_asked_for_is_told_in_any_unit_of_its_kind(question: str, text: str, lacks: bool) -> None:
    assert lacks_all(asked_for(question), text) is lacks
