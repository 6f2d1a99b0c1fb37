"""Web pages, Markdown, plain text: what is not shown as the text is left out or set apart, and named."""

from __future__ import annotations

import pytest

from index.parsing import parse
from index.reading import Source, read_markdown, read_plain
from index.reading.web import read_html


def lines(source: Source) -> list[str]:
    return [line.text for line in source.lines if line.text.strip()]


def named(source: Source) -> str:
    return "; ".join(finding.message for finding in source.findings)


STRUCK, HIDDEN, RUBY, MARKS, EQUATION = "Struck-out text", "Hidden text", "furigana", "Raised marks", "Equations"


@pytest.mark.parametrize(
    ("page", "shown", "remark"),
    [
        ("<p>Ten <del>or twelve </del>crowns</p>", "Ten crowns", STRUCK),
        ("<p>Ten <span style='text-decoration: underline line-through'>or twelve </span>crowns</p>", "Ten crowns", STRUCK),
        ("<style>.old {color: red; text-decoration:line-through}</style><p>Ten <i class=old>or twelve </i>crowns</p>", "Ten crowns", STRUCK),
        ("<p>Ten <span hidden>or twelve </span>crowns</p>", "Ten crowns", HIDDEN),
        ("<p>Ten <span style='font-size:0'>or twelve </span>crowns</p>", "Ten crowns", HIDDEN),
        ("<style>p .x, .y { display : none }</style><p>Ten <b class='a y'>or twelve </b>crowns</p>", "Ten crowns", HIDDEN),
        ("<p>Ten <!-- or twelve --> crowns</p>", "Ten crowns", ""),
        ("<p><ruby>鑑札<rp>（</rp><rt>かんさつ</rt><rp>）</rp></ruby>の手数料</p>", "鑑札の手数料", RUBY),
        ("<p>In 2019<sup>2</sup> it rained.</p>", "In 2019 [2] it rained.", MARKS),
        ("<p>In 2019<sup><a href='#n2'>b</a></sup> it rained.</p>", "In 2019 [b] it rained.", MARKS),
        ("<p>In 2019<a href='#n2'><sup>[2]</sup></a>, it rained.</p>", "In 2019 [2], it rained.", MARKS),
        ("<p>5 km<sup>2</sup> and 10<sup>-3</sup> and 1<sup>st</sup></p>", "5 km² and 10⁻³ and 1st", ""),
        ("<p>Then <math><msup><mi>c</mi><mn>2</mn></msup></math> holds</p>", "Then c^2 holds", EQUATION),
        ("<p>Then <img class='tex' alt='a=b'> holds</p>", "Then a=b holds", EQUATION),
        ("<p>A ship <img alt='a ship'> sails</p>", "A ship sails", "Pictures"),
        ("<p><span>1.2</span>The lamp</p>", "1.2 The lamp", ""),
        ("<p><b>(a)</b>The lamp</p>", "(a) The lamp", ""),
        ("<p><span>§ 1</span><span>Zweck der Lampe</span></p>", "§ 1 Zweck der Lampe", ""),
        ("<p><span>Artikel 1</span><span>In deze wet</span></p>", "Artikel 1 In deze wet", ""),
        ("<p><b>Article 1</b>er de la loi</p>", "Article 1er de la loi", ""),
        ("<p>the <b>1</b>st day</p>", "the 1st day", ""),
        ("<form action=x><input name=y><p>The clock strikes.</p></form>", "The clock strikes.", ""),
    ],
)  # fmt: skip
def test_a_page_is_read_as_it_is_shown(page: str, shown: str, remark: str) -> None:
    source = read_html(page)
    assert lines(source) == [shown]
    assert remark in named(source)
    assert bool(source.findings) == bool(remark)


def test_a_form_to_be_filled_in_and_a_header_of_links_are_no_text() -> None:
    search = "<form>Search the site <input></form>"
    header = "<header><a href=/>Back</a><a href=/all>Full view</a></header>"
    source = read_html(f"{header}{search}<p>{'The clock strikes every hour. ' * 9}</p>")
    assert len(lines(source)) == 1
    assert "Menus and forms" in named(source)


def test_a_table_of_a_page_is_read_row_by_row() -> None:
    head = "<thead><tr><th>品目<th>夏<th>冬</thead>"
    body = "<tr><th>灯油<td>百円<td>二百円<tr><th>薪<td colspan=2>五十円"
    source = read_html(f"<p>料金は次のとおり。</p><table><caption>料金</caption>{head}{body}</table><p>以上。</p>")
    assert lines(source) == [
        "料金は次のとおり。", "料金", "品目, 夏, 冬:", "灯油: 夏: 百円;", "灯油: 冬: 二百円;", "薪: 夏: 五十円;", "薪: 冬: 五十円.", "以上。",
    ]  # fmt: skip


def test_letters_of_a_list_go_on_as_browsers_count_them() -> None:
    items = "".join(f"<li value={n}>x</li>" for n in (1, 26, 27, 28))
    assert [line.number for line in read_html(f"<ol type=a>{items}</ol>").lines] == ["a.", "z.", "aa.", "ab."]


@pytest.mark.parametrize(
    ("text", "shown", "remark"),
    [
        ("1. Open.\n\n<!-- ask legal -->\n\n2. Shut.", ["1. Open.", "2. Shut."], "Comments"),
        ("1. Open <!-- or\nnot --> always.", ["1. Open  always."], "Comments"),
        ("Title\n=====\n\nI. Fish\n-------\n\n1. Open.", ["# Title", "## I. Fish", "1. Open."], ""),
        ("1. Open.\n\n---\n\n2. Shut.\n\n* * *", ["1. Open.", "2. Shut."], ""),
        ("1. Ten ~~or twelve ~~crowns.".replace("twelve ~", "twelve~"), ["1. Ten crowns."], STRUCK),
        ("1. In 2019<sup>2</sup> it rained.", ["1. In 2019 [2] it rained."], MARKS),
        ("1. <ruby>鑑札<rt>かんさつ</rt></ruby>の手数料", ["1. 鑑札の手数料"], RUBY),
        ("1. Ink.&nbsp;Pens &amp; pencils.<br>", ["1. Ink. Pens & pencils."], ""),
        ('<a id="p1"></a>1. Open <span class="x">daily</span>, see <https://a.example>.', ["1. Open daily, see <https://a.example>."], ""),
        ("1. 3 < 4 and 5 > 2.", ["1. 3 < 4 and 5 > 2."], ""),
        ("```\n<!-- kept -->\n---\n```", ["```", "<!-- kept -->", "---", "```"], ""),
        ("| Boat | Fee |\n|:--|--:|\n| Barge | 6 |\n| Punt | 2 |\n\n2. x", ["Boat, Fee:", "Barge: Fee: 6;", "Punt: Fee: 2.", "2. x"], ""),
    ],
)  # fmt: skip
def test_markdown_is_read_as_it_is_shown(text: str, shown: list[str], remark: str) -> None:
    source = read_markdown(text)
    assert lines(source) == shown
    assert remark in named(source)
    assert bool(source.findings) == bool(remark)
    assert all(source.text[line.start_char : line.end_char] == line.text for line in source.lines)


def test_notes_of_markdown_stand_at_the_end_and_belong_to_no_paragraph() -> None:
    source = read_markdown("1. Open.[^1]\n\n[^1]: Since 1901.\n\n2. Shut.\n")
    assert lines(source) == ["1. Open.[^1]", "2. Shut.", "1 Since 1901."]
    assert source.notes == 1
    assert source.text[source.body_end :] == "1 Since 1901."


def test_markdown_without_such_markup_is_kept_letter_by_letter() -> None:
    text = "---\ntitle: A\n---\n# A\n\n1. One,\n   two.\n- a list\n\n\n2. **Three** [four](x.md).\n"
    assert read_markdown(text).text == text


def test_readings_of_old_type_are_taken_out_of_plain_text() -> None:
    source = read_plain("第一条　｜鑑札《かんさつ》の艀《はしけ》。\n第二条　《中立法》による。")
    assert lines(source) == ["第一条　鑑札の艀。", "第二条　《中立法》による。"]
    assert RUBY in named(source)


def test_no_row_of_a_table_is_a_paragraph_of_its_own() -> None:
    table = "| Boat | Fee |\n|--|--|\n| 4. Barge | 6 |\n| 5. Punt | 2 |\n| 6. Skiff | 1 |"
    document = parse(f"1. One is first.\n\n2. Two is next.\n\n3. Three has a table:\n\n{table}\n\n4. Four is last.")
    assert [p.label for p in document if p.origin == "numbered"] == ["1", "2", "3", "4"]
    assert "5. Punt: Fee: 2;" in document["3"].text
