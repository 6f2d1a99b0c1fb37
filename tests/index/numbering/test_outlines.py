"""Outlines of any depth: rendered in the levels that people use, parsed back to the path of each unit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.document import Document
from index.parsing import parse
from index.text.label_numerals import to_kanji, to_roman

TEXT_JA = "原告は、平成二十年四月一日、被告との間で売買契約を締結し、その代金として百万円を支払った。これに対し、被告は、その事実を否認している。"
TEXT = (
    "The applicant submits that the decision was wrong in law. The respondent disagrees with that submission entirely."
)
KANA, IROHA = "アイウエオ", "イロハニホ"

Level = tuple[Callable[[int], str], Callable[[str, int], str]]
OUTLINES: dict[str, tuple[str, list[Level]]] = {
    "judgment": (
        TEXT_JA,
        [
            (lambda n: f"第{n}　", lambda up, n: f"第{n}"),
            (lambda n: f"{n}　", lambda up, n: f"{up}の{n}"),
            (lambda n: f"({n})　", lambda up, n: f"{up}({n})"),
            (lambda n: f"{KANA[n - 1]}　", lambda up, n: f"{up}{KANA[n - 1]}"),
        ],
    ),
    "notice": (
        TEXT_JA,
        [
            (lambda n: f"{to_kanji(n)}　", lambda up, n: to_kanji(n)),
            (lambda n: f"{IROHA[n - 1]}　", lambda up, n: f"{up}{IROHA[n - 1]}"),
            (lambda n: f"{n}　", lambda up, n: f"{up}{n}"),
            (lambda n: f"（{n}）　", lambda up, n: f"{up}({n})"),
        ],
    ),
    "opinion": (
        TEXT,
        [
            (lambda n: f"{to_roman(n)}. ", lambda up, n: to_roman(n)),
            (lambda n: f"{'ABCDE'[n - 1]}. ", lambda up, n: f"{up}.{'ABCDE'[n - 1]}"),
            (lambda n: f"{n}. ", lambda up, n: f"{up}.{n}"),
            (lambda n: f"{'abcde'[n - 1]}) ", lambda up, n: f"{up}({'abcde'[n - 1]})"),
        ],
    ),
}


def numbered(document: Document) -> list[str]:
    return [paragraph.label for paragraph in document if paragraph.origin == "numbered"]


SHAPES = st.lists(st.lists(st.integers(2, 4), min_size=2, max_size=3), min_size=3, max_size=4)


@pytest.mark.parametrize("outline", OUTLINES)
@settings(max_examples=12, deadline=None)
@given(shape=SHAPES)
def test_a_rendered_outline_parses_back_to_paths(outline: str, shape: list[list[int]]) -> None:
    words, (first, second, third, _) = OUTLINES[outline]
    lines, expected = ["Heading of the text"], []
    for a, below in enumerate(shape, 1):
        lines.append(f"{first[0](a)}Title {a}")
        expected.append(top := first[1]("", a))
        for b, count in enumerate(below, 1):
            lines.append(f"{second[0](b)}Title {b}")
            expected.append(middle := second[1](top, b))
            for c in range(1, count + 1):
                lines.append(f"{third[0](c)}[{a}/{b}/{c}] {words}")
                expected.append(third[1](middle, c))
    document = parse("\n".join(lines), id="outline.txt")
    assert numbered(document) == expected
    assert all(p.text.endswith(words) for p in document if len(p.text) > 30)


@pytest.mark.parametrize("outline", OUTLINES)
def test_the_fourth_level_is_found_too(outline: str) -> None:
    words, levels = OUTLINES[outline]
    lines = [
        line
        for a in (1, 2, 3)
        for b in (1, 2)
        for line in (
            *([f"{levels[0][0](a)}Title"] if b == 1 else []),
            f"{levels[1][0](b)}Title",
            f"{levels[2][0](1)}Title",
            f"{levels[3][0](1)}{words}",
            f"{levels[3][0](2)}{words}",
            f"{levels[2][0](2)}{words}",
        )
    ]
    document = parse("\n".join(lines), id="outline.txt")
    path = levels[0][1]("", 2)
    for level, n in zip(levels[1:], (2, 1, 2), strict=True):
        path = level[1](path, n)
    assert path in document
    assert document[path].text == words


def test_points_of_a_list_stay_with_the_sentence_that_introduces_them() -> None:
    text = "\n".join(f"第{n}　項目\n１　次に掲げるものとする。\n(1)　甲\n(2)　乙\n２　{TEXT_JA}" for n in (1, 2, 3))
    document = parse(text, id="guideline.txt")
    assert numbered(document)[:3] == ["第1", "第1の1", "第1の2"]
    assert [part.label for part in document["第1の1"].parts] == ["第1の1(1)", "第1の1(2)"]


def test_orders_above_the_reasons_are_no_top_level() -> None:
    body = f"第１　請求\n{TEXT_JA}\n第２　判断\n１　{TEXT_JA}\n２　{TEXT_JA}\n第３　結論\n{TEXT_JA}"
    document = parse(f"主文\n１　棄却する。\n２　負担とする。\n事実及び理由\n{body}", id="judgment.txt")
    assert numbered(document) == ["第1", "第2", "第2の1", "第2の2", "第3"]
