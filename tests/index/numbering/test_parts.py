from __future__ import annotations

from index.address import find_addresses
from index.document import Document
from index.parsing import parse

LAW = """第一条　この法律は、目的を定める。
第二条　用語の意義を定める。
２　前項の用語は、次のとおりとする。
一　甲
イ　甲の一
ロ　甲の二
二　乙
３　政令で定める。
第三条　国は、責務を有する。
"""
REGULATION = """Article 1
Aim
1. This aims.
2. That does not:
(a) one;
(b) two.

Article 2
Scope

Article 3
End
"""


def parts(document: Document, label: str) -> dict[str, str]:
    paragraph = document[label]
    return {part.label: " ".join(paragraph.text[part.start_char : part.end_char].split()) for part in paragraph.parts}


def test_the_first_paragraph_of_a_japanese_article_counts_without_a_number() -> None:
    found = parts(parse(LAW, id="law.txt"), "第2条")
    assert list(found) == [
        "第2条第1項",
        "第2条第2項",
        "第2条第2項第1号",
        "第2条第2項第1号イ",
        "第2条第2項第1号ロ",
        "第2条第2項第2号",
        "第2条第3項",
    ]
    assert found["第2条第1項"] == "用語の意義を定める。"
    assert found["第2条第2項第1号ロ"] == "ロ 甲の二"


def test_paragraphs_and_points_of_an_english_article_are_parts() -> None:
    document = parse(REGULATION, id="regulation.txt")
    assert [p.label for p in document] == ["Article 1", "Article 2", "Article 3"]
    assert list(parts(document, "Article 1")) == ["Article 1(1)", "Article 1(2)", "Article 1(2)(a)", "Article 1(2)(b)"]


def test_an_address_finds_a_part() -> None:
    law, regulation = parse(LAW, id="law.txt"), parse(REGULATION, id="regulation.txt")
    for document, question, words in (
        (law, "第二条第二項第一号は？", "一　甲"),
        (law, "2条2項1号", "一　甲"),
        (regulation, "what does Article 1(2)(b) say?", "(b) two."),
    ):
        (address,) = find_addresses(question, document)
        (place,) = address.selections
        text = document[place.label].text[place.start_char : place.end_char]
        assert text.startswith(words)


def test_a_part_that_does_not_exist_is_missing() -> None:
    (address,) = find_addresses("第2条第9項", parse(LAW, id="law.txt"))
    assert address.labels == ("第2条",)
    assert address.missing == ("第2条第9項",)


def test_items_of_the_first_paragraph_stand_under_it() -> None:
    law = "第一条　次のとおり。\n一　甲\n二　乙\n２　前項による。\n第二条　略\n第三条　略\n"
    found = parts(parse(law, id="law.txt"), "第1条")
    assert list(found) == ["第1条第1項", "第1条第1項第1号", "第1条第1項第2号", "第1条第2項"]


def test_korean_paragraphs_items_and_subitems_are_parts() -> None:
    law = "제1조(목적) 이 법.\n제2조(정의) ① 뜻은 다음과 같다.\n1. 갑\n가. 하나\n나. 둘\n2. 을\n② 둘째.\n제3조(책무) 국가.\n"
    found = parts(parse(law, id="law.txt"), "제2조")
    assert list(found) == [
        "제2조제1항",
        "제2조제1항제1호",
        "제2조제1항제1호가목",
        "제2조제1항제1호나목",
        "제2조제1항제2호",
        "제2조제2항",
    ]
