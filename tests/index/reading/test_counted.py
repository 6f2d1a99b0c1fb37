"""Numbers that Word and web pages count: labelled as they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.document import Document
from index.parsing import read_document

WORDS = "the parties shall do these things in time."
Level = tuple[str, str] | tuple[str, str, int] | tuple[str, str, int, bool]


def numbered(document: Document) -> list[str]:
    return [paragraph.label for paragraph in document if paragraph.origin == "numbered"]


def word(folder: Path, levels: Sequence[Level], items: Sequence[tuple[int | None, str]]) -> Document:
    """A Word document whose list has these levels (format, pattern, start, all in digits), read back."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    written = ""
    for depth, (style, pattern, *more) in enumerate(levels):
        start, digits = more[0] if more else 1, len(more) > 1
        written += (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
            f'{"<w:isLgl/>" if digits else ""}<w:lvlText w:val="{pattern}"/></w:lvl>'
        )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{written}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for place, text in items:
        paragraph = document.add_paragraph(text)
        if place is not None:
            counted = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{place}"/><w:numId w:val="77"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(counted))
    document.save(str(folder / "counted.docx"))
    return read_document(folder / "counted.docx")


@pytest.mark.parametrize(
    ("level", "labels"),
    [
        (("decimal", "%1."), ["1", "2", "3"]),
        (("decimal", "[%1]"), ["1", "2", "3"]),
        (("decimal", "%1.", 5), ["5", "6", "7"]),
        (("decimalFullWidth", "第%1条"), ["第1条", "第2条", "第3条"]),
        (("japaneseCounting", "第%1条"), ["第1条", "第2条", "第3条"]),
        (("japaneseCounting", "%1、"), ["1", "2", "3"]),
        (("decimal", "Article %1"), ["Article 1", "Article 2", "Article 3"]),
        (("upperRoman", "Article %1."), ["Article I", "Article II", "Article III"]),
        (("koreanDigital", "제%1조"), ["제1조", "제2조", "제3조"]),
        (("lowerLetter", "(%1)"), ["(a)", "(b)", "(c)"]),
        (("decimalEnclosedCircle", "%1"), ["1", "2", "3"]),
        (("bullet", "•"), []),
    ],
)
def test_a_number_that_word_counts_gives_the_label_that_it_shows(
    tmp_path: Path, level: Level, labels: list[str]
) -> None:
    assert numbered(word(tmp_path, [level], [(0, f"{name} {WORDS}") for name in "abc"])) == labels


def test_levels_of_a_word_list_are_a_tree_or_sections_of_articles(tmp_path: Path) -> None:
    items = [(0, "Terms"), (1, WORDS), (1, WORDS), (0, "Term"), (1, WORDS), (None, "More of it."), (1, WORDS)]
    tree = word(tmp_path, [("decimal", "%1."), ("decimal", "%1.%2")], items)
    assert numbered(tree) == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    assert tree["2.1"].text.split("\n\n") == [WORDS, "More of it."]
    legal = word(tmp_path, [("upperRoman", "Article %1."), ("decimal", "Section %1.%2", 1, True)], items)
    assert numbered(legal) == ["Article I", "Section 1.1", "Section 1.2", "Article II", "Section 2.1", "Section 2.2"]


def test_paragraphs_and_items_of_a_japanese_contract_are_parts(tmp_path: Path) -> None:
    levels: list[Level] = [("decimalFullWidth", "第%1条"), ("decimalFullWidth", "%2", 2), ("aiueoFullWidth", "%3")]
    items = [
        (0, "締結する。"),
        (0, "定める。"),
        (1, "準用する。"),
        (2, "甲"),
        (2, "乙"),
        (1, "さらに。"),
        (0, "以上。"),
    ]
    parts = [part.label for part in word(tmp_path, levels, items)["第2条"].parts]
    assert parts == ["第2条第1項", "第2条第2項", "第2条第2項ア", "第2条第2項イ", "第2条第3項"]


@pytest.mark.parametrize(
    ("page", "labels"),
    [
        ("<ol start=5>{items}</ol>", ["5", "6", "7"]),
        ("<ol type=I>{items}</ol>", ["I", "II", "III"]),
        ("<ol style='list-style-type: lower-alpha'>{items}</ol>", ["a", "b", "c"]),
        ("<ol style='list-style:none'>{typed}</ol>", ["1", "2", "3"]),
        ("<h2>A</h2><ol>{items}</ol><h2>B</h2><ol start=4>{items}</ol>", ["1", "2", "3", "4", "5", "6"]),
        ("<h2>A</h2><ol>{items}</ol><h2>B</h2><ol>{items}</ol>", ["A 1", "A 2", "A 3", "B 1", "B 2", "B 3"]),
        ("{paragraphs}<ol>{items}</ol>", ["1", "2", "3", "4", "5"]),
    ],
)
def test_a_list_of_a_page_gives_the_labels_that_it_shows(tmp_path: Path, page: str, labels: list[str]) -> None:
    items = f"<li>{WORDS}</li>" * 3
    typed = "".join(f"<li>{n}. {WORDS}</li>" for n in (1, 2, 3))
    paragraphs = "".join(f"<p>{n}. {WORDS}</p>" for n in range(1, 6))
    path = tmp_path / "page.html"
    path.write_text(page.format(items=items, typed=typed, paragraphs=paragraphs), encoding="utf-8")
    assert numbered(read_document(path)) == labels


@pytest.mark.parametrize("opening", ["**{}**. ", "[{}.](#p{}) ", '<a id="p{}"></a>{}. ', "### {}\n\n"])
def test_markup_around_a_number_is_no_part_of_the_text(tmp_path: Path, opening: str) -> None:
    path = tmp_path / "page.md"
    path.write_text("\n\n".join(opening.format(n, n) + WORDS for n in (1, 2, 3, 4)), encoding="utf-8")
    document = read_document(path)
    assert [(p.label, p.text) for p in document] == [(str(n), WORDS) for n in (1, 2, 3, 4)]
