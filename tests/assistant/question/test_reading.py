"""What is asked, read with the real encoder and the shipped intents."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Turn
from assistant.question import Intents, Question, quoted_words, understand
from index.document import Document
from index.library import Library
from index.parsing import parse

BYLAWS = parse("# 会則\n\n第1条 会費は年に五千円とする。\n\n第2条 会長は総会で選ぶ。\n", id="bylaws.md")


@pytest.fixture(scope="module")
def intents(statement_library: Library) -> Intents:
    return Intents(statement_library.vector)


def read(text: str, intents: Intents, *, document: Document = BYLAWS, before: str = "") -> Question:
    turns = [Turn(before, before, Answer("abstained"))] if before else []
    return understand(text, [document], intents, turns)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("第2条を見せて", "look-up"),
        ("会費はいくらですか", "fact"),
        ("会長について書かれている条を全部挙げて", "places"),
        ("Which articles mention the fee?", "places"),
        ("退会できる場合をすべて教えてください", "list"),
        ("この会則を要約してください", "summary"),
        ("第2条で会長は誰が選ぶの？", "fact"),
    ],
)
def test_the_kind_of_answer_wanted_is_told(intents: Intents, text: str, kind: str) -> None:
    assert read(text, intents).kind == kind


def test_a_question_that_points_back_is_read_behind_the_one_before(intents: Intents) -> None:
    asked = read("それはいつまで？", intents, before="会費はどう払いますか")
    assert asked.leans
    assert asked.query == "会費はどう払いますか それはいつまで？"


def test_a_question_with_a_subject_of_its_own_is_read_alone(intents: Intents) -> None:
    asked = read("総会はどこで開かれますか", intents, before="会費はいくらですか")
    assert (asked.leans, asked.query) == (False, "総会はどこで開かれますか")


def test_a_named_place_is_no_word_of_the_subject(intents: Intents) -> None:
    asked = read("第1条の会費", intents)
    assert [paragraph.label for paragraph in asked.paragraphs] == ["第1条"]
    assert asked.placed
    assert [term.surface for term in asked.terms] == ["会費"]


@pytest.mark.parametrize("text", ["?", "……", "。"])
def test_what_holds_no_letter_asks_for_nothing(intents: Intents, text: str) -> None:
    assert read(text, intents).empty


def test_quoted_words_are_read_in_any_quotation_marks() -> None:
    assert quoted_words("「対話」と “the Fund” と «фонд»") == ("対話", "the fund", "фонд")
