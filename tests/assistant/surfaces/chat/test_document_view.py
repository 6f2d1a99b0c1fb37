"""A document as HTML: its own words and numbers, and nothing that runs."""

from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from assistant.surfaces.chat.document_view import document_view
from index.document import Document, Finding
from index.parsing import parse


def shown(document: Document, language: str = "ja") -> BeautifulSoup:
    return BeautifulSoup(document_view(document, language=language), "html.parser", preserve_whitespace_tags={"div"})


def test_each_paragraph_shows_its_text_letter_by_letter(statement: Document) -> None:
    texts = [e.get_text() for e in shown(statement).select(".text")]
    assert texts == [paragraph.text for paragraph in statement]


def test_sections_stand_before_their_first_paragraph(statement: Document) -> None:
    headings = shown(statement).select(".heading")
    assert [h.get_text().split()[0] for h in headings] == ["I", "II", "III", "IV", "V", "VI", "VII"]
    following = headings[1].find_next_sibling("div")
    assert following is not None
    assert following["data-label"] == "7"


def test_each_paragraph_has_its_number_its_link_and_two_citations(statement: Document) -> None:
    paragraph = shown(statement).select('[data-label="16"]')[0]
    assert paragraph.select(".number")[0]["href"] == f"#read={statement.id}/16"
    copied = [button["data-copy"] for button in paragraph.select("[data-copy]")]
    assert copied == [
        "「中央アジア＋日本」対話・第6回外相会合 共同声明（2017年5月1日）、第16段落",
        "“「中央アジア＋日本」対話・第6回外相会合 共同声明” (1 May 2017), para. 16",
    ]


def test_a_hostile_document_shows_as_text(hostile: Document) -> None:
    page = shown(hostile)
    assert not page.select("script, img, iframe, [onclick]")
    assert [e.get_text() for e in page.select(".text")] == [paragraph.text for paragraph in hostile]
    assert page.select("h2")[0].get_text() == hostile.title


RULES = "第一条　会費を払う。\n２　前項の会費は年額とする。\n\n第二条　会費は第一条第二項による。\n\n第三条　終わり。\n"


def test_a_reference_in_the_text_leads_to_the_very_part_it_means() -> None:
    document = parse(RULES, id="rules.md")
    page = shown(document)
    part = document["第1条"].parts[-1]
    assert {a.get_text(): a["href"] for a in page.select("a.reference")} == {
        "前項": f"#read=rules.md/%E7%AC%AC1%E6%9D%A1/{document['第1条'].parts[0].start_char}-{document['第1条'].parts[0].end_char}",
        "第一条第二項": f"#read=rules.md/%E7%AC%AC1%E6%9D%A1/{part.start_char}-{part.end_char}",
    }
    assert [e.get_text() for e in page.select(".text")] == [paragraph.text for paragraph in document]


def test_a_paragraph_names_those_that_refer_to_it() -> None:
    page = shown(parse(RULES, id="rules.md"))
    assert [a.get_text() for a in page.select("[data-label=第1条] .referred a")] == ["第2条"]
    assert not page.select("[data-label=第2条] .referred")


@given(st.lists(st.sampled_from(["第一条", "前項", "第二条第二項", "及び", "。", "\n"]), max_size=20).map("".join))
def test_a_text_with_links_reads_as_without(words: str) -> None:
    document = parse(f"第一条　始め。\n２　{words}\n\n第二条　{words}\n２　x\n", id="rules.md")
    assert [e.get_text() for e in shown(document).select(".text")] == [paragraph.text for paragraph in document]


def test_a_text_that_was_recognised_from_pictures_says_so(statement: Document) -> None:
    finding = Finding("recognised", "Pages whose text was recognised from a picture", excerpt="page 1")
    scanned = replace(statement, audit=replace(statement.audit, findings=(finding,)))
    assert "（OCR）" in document_view(scanned, language="ja")
    assert "page 1" in document_view(scanned, language="ja")
    assert "（OCR）" not in document_view(statement, language="ja")
