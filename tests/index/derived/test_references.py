from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.derived.references import references
from index.document import Document
from index.parsing import parse


def links(document: Document) -> list[tuple[str, str, str, str]]:
    return [
        (r.source, document[r.source].text[r.start_char : r.end_char], r.target, r.part) for r in references(document)
    ]


def test_articles_of_this_law_are_linked_and_those_of_others_are_not() -> None:
    law = (
        "第一条　目的。\n第二条　定義。\n２　民法第一条の規定は、適用しない。\n３　前項の規定は、前条の場合に準用する。\n"
        "第三条　第二条第二項及びこの法律第一条による。\n"
    )
    assert links(parse(law, id="law.txt")) == [
        ("第2条", "前項", "第2条", "第2条第2項"),
        ("第2条", "前条", "第1条", ""),
        ("第3条", "第二条第二項", "第2条", "第2条第2項"),
        ("第3条", "第一条", "第1条", ""),
    ]


def test_articles_behind_the_name_of_another_text_are_not_linked() -> None:
    document = parse(
        "第一条　入漁料は、租税協定第三条の定めに従う。\n第二条　届出は、港則条例（平成五年条例第一号）第三条による。\n"
        "第三条　この規約第一条及び第二条並びに本規約第四条による。\n第四条　第一条又ハ第二条ノ規定ニ依ル。\n",
        id="rules.txt",
    )
    assert [(r.source, r.target) for r in references(document)] == [
        *(("第3条", f"第{n}条") for n in (1, 2, 4)),
        *(("第4条", f"第{n}条") for n in (1, 2)),
    ]


def test_english_articles_and_their_own_paragraphs_are_linked() -> None:
    text = (
        "Article 1\n\nAim\n\n1. See Articles 2 and 3.\n\n2. As in paragraph 1.\n\n"
        "Article 2\n\nMeans\n\nUnder Article 1(2) and Article 3 of the Charter.\n\nArticle 3\n\nEnd\n"
    )
    assert links(parse(text)) == [
        ("Article 1", "Articles 2", "Article 2", ""),
        ("Article 1", "3", "Article 3", ""),
        ("Article 1", "paragraph 1", "Article 1", "Article 1(1)"),
        ("Article 2", "Article 1(2)", "Article 1", "Article 1(2)"),
    ]


def test_paragraphs_are_linked_by_number_and_those_of_other_decisions_are_not() -> None:
    text = "1. Decides.\n2. Recalls decision 1/CP.19, paragraph 1.\n3. As in paragraphs 1 and 2 above.\n"
    assert links(parse(text)) == [("3", "paragraphs 1", "1", ""), ("3", "2", "2", "")]


def test_sections_of_a_tree_are_linked() -> None:
    text = (
        "1. One\n1.1. A\nSee Section 2.1 and Section 4 of [RFC1].\n1.2. B\n2. Two\n2.1. C\n2.2. D\n3. Three\n4. Four\n"
    )
    assert links(parse(text)) == [("1.1", "Section 2.1", "2.1", "")]


@given(st.text("第前条項一二12 (),.Articleparagraphof\n", max_size=120))
def test_no_text_breaks_the_search_for_references(text: str) -> None:
    document = parse(f"第一条　{text}\n第二条　x\n第三条　y\n", id="law.txt")
    for reference in references(document):
        assert reference.target in document
        assert reference.start_char < reference.end_char <= len(document[reference.source].text)
