"""Numbers in unusual places: behind their paragraph, in quoted mail, in a table beside their words."""

from __future__ import annotations

import pytest

from index.document import Document
from index.parsing import parse

WORDS = "The boats shall be kept in the harbour and painted every year, whoever they belong to."
PUMP = "この装置は、水を汲み上げる手段と、これを蓄える手段とを備え、日没の後に自ら動きを止めるものである。"


def numbered(document: Document) -> list[str]:
    return [paragraph.label for paragraph in document if paragraph.origin == "numbered"]


@pytest.mark.parametrize(
    ("number", "labels"),
    [
        ("【{:04}】", ["0001", "0002", "0003", "0004"]),
        ("【{}】", ["1", "2", "3", "4"]),
        ("［{}］", ["1", "2", "3", "4"]),
    ],
)
def test_numbers_behind_their_paragraphs_are_theirs(number: str, labels: list[str]) -> None:
    text = "\n".join(f"{PUMP}\n{n}番目。{number.format(n)}" for n in range(1, 5))
    document = parse(f"発明の名称\n\n{text}", id="patent.txt")
    assert numbered(document) == labels
    assert document[labels[2]].text == f"{PUMP}\n3番目。{number.format(3)}"


def test_notes_in_brackets_at_line_ends_number_nothing() -> None:
    text = "\n\n".join(f"{PUMP}【{n}】" for n in (4, 2, 9, 4, 1))
    assert not numbered(parse(text, id="notes.txt"))


@pytest.mark.parametrize("quoted", ["> ", ">> ", ">"])
@pytest.mark.parametrize(("number", "label"), [("第{}条　", "第{}条"), ("Article {} ", "Article {}"), ("{}. ", "{}")])
def test_a_text_quoted_in_a_mail_keeps_its_numbers(quoted: str, number: str, label: str) -> None:
    lines = [line for n in range(1, 6) for line in (f"{quoted}{number.format(n)}{WORDS}", f"{quoted}{WORDS}", ">")]
    document = parse("Dear all,\n\n" + "\n".join(lines), id="mail.txt")
    assert numbered(document) == [label.format(n) for n in range(1, 6)]


@pytest.mark.parametrize(("number", "label"), [("第{}条", "第{}条"), ("Article {}", "Article {}"), ("{}", "{}")])
def test_numbers_beside_their_words_in_a_markdown_table_are_theirs(number: str, label: str) -> None:
    rows = "\n".join(f"| {number.format(n)} | {WORDS} |" for n in range(1, 6))
    document = parse(f"# Rules\n\n| No. | Rule |\n|---|---|\n{rows}\n")
    assert numbered(document) == [label.format(n) for n in range(1, 6)]
    assert document[label.format(2)].text == WORDS


def test_titles_above_numbers_alone_on_their_lines_name_what_stands_below_them() -> None:
    clauses = [f"総則{n}\n{n}\n\n定義{n}\n{n}-1\n\n{PUMP}\n\n適用{n}\n{n}-2\n\n{PUMP}" for n in range(1, 4)]
    document = parse("ガイドライン\n\n" + "\n\n".join(clauses), id="guideline.txt")
    assert numbered(document) == [f"{n}{below}" for n in (1, 2, 3) for below in ("", "-1", "-2")]
    assert document["2-1"].text == document["3-2"].text == PUMP
    assert document["2"].text == "総則2"
