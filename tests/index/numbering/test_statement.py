"""The sample statement, paragraph by paragraph as its authors numbered it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.document import Document
from index.parsing import read_document

SAMPLE = Path(__file__).parents[3] / "index" / "samples" / "statement-2017-ashgabat.md"
EXTENTS = {"I": (1, 6), "II": (7, 13), "III": (14, 22), "IV": (23, 31), "V": (32, 33), "VI": (34, 39), "VII": (40, 41)}


@pytest.fixture(scope="module")
def statement() -> Document:
    return read_document(SAMPLE)


def test_the_statement_has_its_43_labels(statement: Document) -> None:
    assert [p.label for p in statement] == ["前文", *map(str, range(1, 42)), "署名"]
    assert [p.origin for p in statement] == ["unnumbered", *["numbered"] * 41, "unnumbered"]


def test_sections_run_as_far_as_their_headings(statement: Document) -> None:
    found = {s.label: [p.label for p in statement.under(s)] for s in statement.sections}
    assert found == {label: [str(n) for n in range(a, b + 1)] for label, (a, b) in EXTENTS.items()}


def test_the_preamble_is_both_blocks_without_the_titles(statement: Document) -> None:
    assert statement["前文"].text.startswith("2017年5月1日、アシガバット")
    assert statement["前文"].text.endswith("以下のとおり表明した。")


def test_blocks_without_a_number_belong_to_the_paragraph_above(statement: Document) -> None:
    assert all("\n" in statement[str(n)].text for n in (3, 6, 11, 12, 13, 14, 16, 18, 19, 34, 35, 36, 37, 38))


def test_what_the_statement_says_of_itself_is_found(statement: Document) -> None:
    assert statement.title == "「中央アジア＋日本」対話・第6回外相会合 共同声明"
    assert (statement.date, statement.language) == ("2017-05-01", "ja")
    assert statement.audit.findings == ()
