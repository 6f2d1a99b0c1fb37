"""Word: what is not the text is left out or set apart, and the audit names it; tables are read row by row."""

from __future__ import annotations

import pytest

from index.reading.word import read_docx
from tests.index.reading.word_files import cell, para, run, style, table, word_file

RUBY = "<w:r><w:ruby><w:rubyPr/><w:rt>{rt}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>"
BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
FRACTION = "<m:oMath><m:r><m:t>v=</m:t></m:r><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
POWER = "<m:oMath><m:r><m:t>E=m</m:t></m:r><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
FORM = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here to enter text.</w:t></w:r></w:sdtContent></w:sdt>"


def read(*body: str, styles: str = "") -> tuple[list[str], list[str]]:
    """Its lines, and what is said of it."""
    source = read_docx(word_file(*body, styles=styles), name="made.docx")
    return [line.text for line in source.lines], [finding.message for finding in source.findings]


@pytest.mark.parametrize(
    ("runs", "shown", "named"),
    [
        (run("Dogs ") + run("shall not ", "<w:strike/>") + run("bark."), "Dogs bark.", "Struck-out text"),
        (run("Dogs ") + run("never ", "<w:dstrike/>") + run("bark."), "Dogs bark.", "Struck-out text"),
        (run("Six crowns") + run(" or ninety", "<w:vanish/>") + run("."), "Six crowns.", "Hidden text"),
        (run("Six crowns") + run(" or ninety", '<w:rStyle w:val="Secret"/>') + run("."), "Six crowns.", "Hidden text"),
        (run("Six crowns") + run(" or ninety", '<w:color w:val="FFFFFF"/>') + run("."), "Six crowns.", "paper's colour"),
        (run("White ", '<w:color w:val="FFFFFF"/><w:shd w:fill="1F3864"/>') + run("on blue."), "White on blue.", ""),
        (run("See ") + "<w:r><w:drawing><a:blip/></w:drawing></w:r>" + run("here."), "See here.", "Pictures"),
        (run("Kept ", '<w:strike w:val="0"/>') + run("whole."), "Kept whole.", ""),
        (RUBY.format(rt=run("さんばし"), base=run("桟橋")) + run("の使用料"), "桟橋の使用料", "furigana"),
        (run("In 2019") + run("2", '<w:vertAlign w:val="superscript"/>') + run(" it rained."), "In 2019 [2] it rained.", "Raised marks"),
        (run("450 m") + run("3", '<w:vertAlign w:val="superscript"/>') + run(" of sand"), "450 m³ of sand", ""),
        (run("10") + run("6", '<w:vertAlign w:val="superscript"/>') + run(" grains"), "10⁶ grains", ""),
        (run("the 21") + run("st", '<w:vertAlign w:val="superscript"/>') + run(" day"), "the 21st day", ""),
        (run("The speed is ") + FRACTION, "The speed is v=(a+b)/2", "Equations"),
        (POWER + run("holds."), "E=mc^2 holds.", "Equations"),
        (run("Name: ") + FORM, "Name:", "Empty fields"),
    ],
)  # fmt: skip
def test_what_is_not_the_text_of_a_word_file_is_left_out_and_named(runs: str, shown: str, named: str) -> None:
    lines, remarks = read(para(runs=runs), styles=style("Secret", kind="character", more="<w:rPr><w:vanish/></w:rPr>"))
    assert lines == [shown]
    assert [named in remark for remark in remarks] == ([True] if named else [])


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = BOX.format(para("No lorries."))
    lines, remarks = read(para(runs=run("The bridge is open.") + box), para("It has a keeper."))
    assert lines == ["The bridge is open.", "No lorries.", "It has a keeper."]
    assert len(remarks) == 1


def test_an_embedded_file_is_named() -> None:
    lines, remarks = read(para("One."), '<w:altChunk r:id="r9"/>', para("Two."))
    assert lines == ["One.", "Two."]
    assert remarks == ["Embedded files, not read: 1 place"]


def test_a_paragraph_struck_out_whole_leaves_no_line() -> None:
    lines, _ = read(para("One."), para(runs=run("Two.", "<w:strike/>")), para("Three."))
    assert lines == ["One.", "Three."]


def rows(*texts: str) -> list[list[str]]:
    return [[cell(para(text)) for text in row.split("|")] for row in texts]


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (
            ["Boat|Summer|Winter", "Barge|90 crowns|80 crowns", "Punt|4 crowns|"],
            ["Boat, Summer, Winter:", "Barge: Summer: 90 crowns;", "Barge: Winter: 80 crowns;", "Punt: Summer: 4 crowns."],
        ),
        (
            ["No.|品目|料金", "1|灯油|百円", "2|薪|五十円"],
            ["No., 品目, 料金:", "灯油: No.: 1;", "灯油: 料金: 百円;", "薪: No.: 2;", "薪: 料金: 五十円."],
        ),
        (["Owner|the town", "Keeper|a warden"], ["Owner: the town;", "Keeper: a warden."]),
        (["1.|The bridge is old.", "2.|It has a keeper."], ["1.", "The bridge is old.", "2.", "It has a keeper."]),
        (["alone", "with nothing beside it"], ["alone", "with nothing beside it"]),
    ],
)  # fmt: skip
def test_a_table_of_data_is_read_row_by_row_and_one_that_sets_text_in_columns_is_not(
    texts: list[str], lines: list[str]
) -> None:
    assert read(table(*rows(*texts)))[0] == lines


def test_cells_over_several_columns_or_rows_are_read_at_each() -> None:
    wide, tall, rest = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    lines, _ = read(
        table(
            [cell(para("Pier")), cell(para("Ship")), cell(para("Fee")), cell(para("Hours"))],
            [cell(para("East"), properties=tall), cell(para("Barge")), cell(para("6 crowns a day"), properties=wide)],
            [cell(properties=rest), cell(para("Punt")), cell(para("2 crowns")), cell(para("9 to 5"))],
        )
    )
    assert lines[1:] == [
        "East: Ship: Barge;", "East: Fee: 6 crowns a day;", "East: Hours: 6 crowns a day;",
        "East: Ship: Punt;", "East: Fee: 2 crowns;", "East: Hours: 9 to 5.",
    ]  # fmt: skip


def test_a_template_gives_no_document_its_title() -> None:
    assert read_docx(word_file(para("Rules of the Bridge"), para("1. One.")), name="made.docx").title == ""
