"""A document as HTML: its own words and numbers, and nothing that runs."""

from __future__ import annotations

from bs4 import BeautifulSoup

from assistant.chat.document_view import document_view
from index.document import Document
from index.reading import parse


def shown(document: Document, language: str = "ja") -> BeautifulSoup:
    return BeautifulSoup(document_view(document, language=language), "html.parser")


def test_each_paragraph_shows_its_text_letter_by_letter(statement: Document) -> None:
    texts = [e.get_text() for e in shown(statement).select(".text")]
    assert texts == [paragraph.text for paragraph in statement]


def test_sections_stand_before_their_first_paragraph(statement: Document) -> None:
    headings = shown(statement).select(".heading")
    assert [h.get_text().split()[0] for h in headings] == ["I", "II", "III", "IV", "V", "VI", "VII"]
    following = headings[1].find_next_sibling("section")
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


def test_a_paragraph_links_to_those_that_its_text_refers_to() -> None:
    document = parse("第1条 会費を払う。\n\n第2条 会費は第1条による。\n\n第3条 終わり。\n", id="rules.md")
    page = document_view(document, language="ja")
    assert page.count('class="refers"') == 1
    assert ">第1条</a>" in page
