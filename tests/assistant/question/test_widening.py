"""Places named so that they count too do not narrow a question to them."""

from __future__ import annotations

import pytest

from assistant.question import understand
from index.document import Document


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("キルギスは何か所に出てくる？前文とか署名も入れて全部", "キルギスは何か所に出てくる？ 全部"),
        ("署名欄も含めて、日本の名が出る段落をすべて", "日本の名が出る段落をすべて"),
        ("Which paragraphs name Japan, including the preamble and signatures?", "Which paragraphs name Japan?"),
    ],
)
def test_a_place_that_counts_too_is_no_place_to_stay_in(question: str, own: str, statement: Document) -> None:
    asked = understand(question, [statement])
    assert (asked.own, asked.addresses, asked.kind) == (own, (), "list")


def test_a_subject_that_counts_too_stays(statement: Document) -> None:
    asked = understand("アフガニスタンも含めて、国名が出る段落をすべて", [statement])
    assert "アフガニスタン" in asked.own


def test_a_place_that_alone_is_asked_stays(statement: Document) -> None:
    assert understand("前文には誰が出てきますか", [statement]).addresses
