"""Numbers beside a word: known, learned from the text, shortened, before the number or behind it."""

from __future__ import annotations

import pytest

from index.document import Document
from index.parsing import parse

WORDS = "Nobody shall be held in a boat against their will, and every boat has a name."


def numbered(document: Document) -> list[str]:
    return [paragraph.label for paragraph in document if paragraph.origin == "numbered"]


def series(pattern: str, numbers: range | list[object] = range(1, 7)) -> str:
    return "\n\n".join(f"{pattern.format(number)} {WORDS}" for number in numbers)


@pytest.mark.parametrize(
    ("pattern", "label"),
    [
        ("Điều {}:", "Điều {}"),
        ("अनुच्छेद {}.", "अनुच्छेद {}"),
        ("ΑΡΘΡΟ {}\n", "Αρθρο {}"),
        ("{} бап\n", "{} бап"),
        ("{}. cikk\n", "{}. cikk"),
        ("{} straipsnis\n", "{} straipsnis"),
        ("{}. cikk", "{}. cikk"),
        ("{} бап", "{} бап"),
        ("{}. Paragraph", "{}"),
        ("{} §\n", "§ {}"),
        ("Nenen {}.", "Nenen {}"),
        ("Kifungu cha {}.", "Kifungu cha {}"),
        ("{}-nji madda\n", "{}-nji madda"),
        ("{} дүгээр зүйл\n", "{} дүгээр зүйл"),
        ("Qodobka {}aad\n", "Qodobka {}"),
        ("مادة ({})\n", "مادة {}"),
        ("問{}　", "問{}"),
        ("Ｑ{}．", "Q{}"),
        ("第{}項　", "第{}項"),
        ("제{}항 ", "제{}항"),
        ("Article\u00a0{}\u00a0\u00a0", "Article {}"),
        ("{}.-", "{}"),
        ("{} –", "{}"),
        ("{}:", "{}"),
    ],
)
def test_a_word_that_counts_through_the_text_names_its_units(pattern: str, label: str) -> None:
    assert numbered(parse(series(pattern), id="law.txt")) == [label.format(n) for n in range(1, 7)]


def test_digits_of_another_script_are_written_in_ascii() -> None:
    thai = series("ข้อ {}", ["๑", "๒", "๓", "๔"])
    assert numbered(parse(thai, id="declaration.txt")) == ["ข้อ 1", "ข้อ 2", "ข้อ 3", "ข้อ 4"]


def test_a_word_shortened_after_the_first_number_is_the_same_word() -> None:
    text = f"Section 1. {WORDS}\n\n{series('Sec. {}.', [2, 3, 4])}"
    assert numbered(parse(text, id="order.txt")) == ["Section 1", "Section 2", "Section 3", "Section 4"]


def test_questions_with_their_answers_are_numbered_by_the_questions() -> None:
    asked = "\n".join(f"問{n}　なぜですか。\n答{n}　必要だからです。" for n in range(1, 6))
    assert numbered(parse(asked, id="questions.txt")) == [f"問{n}" for n in range(1, 6)]


def test_sections_through_which_plain_numbers_count_on_only_group_them() -> None:
    text = "\n\n".join(f"Section {s}. Of boats\n\n{series('{}.', [2 * s - 1, 2 * s])}" for s in (1, 2, 3))
    assert numbered(parse(text, id="memo.txt")) == [str(n) for n in range(1, 7)]


def test_the_number_of_a_figure_names_no_unit() -> None:
    captions = "\n\n".join(f"Figure {n}. {WORDS}" for n in range(1, 8))
    assert not numbered(parse(captions, id="report.txt"))


def test_a_run_of_numbers_quoted_from_another_text_is_part_of_the_paragraph_that_quotes_it() -> None:
    quoted = series("{}.", list(range(18, 24)))
    text = f"{series('{}.', [1, 2, 3])}\n\n{quoted}\n\n{series('{}.', list(range(4, 16)))}"
    assert numbered(parse(text, id="judgment.txt")) == [str(n) for n in range(1, 16)]


@pytest.mark.parametrize(("quoted", "own"), [([69, 70, 71, 72], 18), ([6, 7, 8, 9, 10, 11], 8), ([4, 5, 6], 4)])
@pytest.mark.parametrize("pattern", ["{}.", "{}"])
def test_numbers_that_go_on_from_one_in_quotation_marks_are_quoted(
    quoted: list[object], own: int, pattern: str
) -> None:
    passage = f"“{series(pattern, quoted)}”"
    before, after = series("{}.", list(range(1, own + 1))), series("{}.", list(range(own + 1, 25)))
    document = parse(f"{before}\n\n{passage}\n\n{after}", id="judgment.txt")
    assert numbered(document) == [str(n) for n in range(1, 25)]
    assert passage in document[str(own)].text


def test_a_quotation_never_closed_takes_no_number_from_the_text() -> None:
    text = f"{series('{}.', [1, 2])}\n\n“2. {WORDS}\n\n{series('{}.', list(range(3, 9)))}"
    assert numbered(parse(text, id="judgment.txt")) == [str(n) for n in range(1, 9)]


def test_an_excerpt_of_supplementary_provisions_may_leave_out_numbers_and_have_one_alone() -> None:
    law = "\n".join(f"第{n}条　措置を講ずる。" for n in range(1, 5))
    supplements = (
        "附　則　抄\n（施行期日）\n１\n　公布の日から施行する。\n"
        "附　則　（昭和四〇年政令第一号）　抄\n１（施行期日）\n　施行する。\n３（経過措置）\n　なお従前の例による。\n"
        "附　則　（昭和五〇年政令第二号）　抄\n第四十二条　なお従前の例による。\n"
        "附　則　（昭和六〇年政令第三号）\nこの政令は、次のとおり施行する。\n一　甲\n二　乙\n"
    )
    document = parse(f"{law}\n{supplements}", id="law.txt")
    assert numbered(document)[4:] == [
        "附則第1項",
        "附則（昭和四〇年政令第一号）第1項",
        "附則（昭和四〇年政令第一号）第3項",
        "附則（昭和五〇年政令第二号）第42条",
    ]
