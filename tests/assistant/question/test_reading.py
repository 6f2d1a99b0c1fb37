"""What is asked, read with the real encoder and the shipped intents."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Citation, Claim, Turn
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


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("こんにちは", "talk"),
        ("ありがとうございます！", "talk"),
        ("何ができますか", "talk"),
        ("Thank you!", "talk"),
        ("What can you do?", "talk"),
        ("Danke", "talk"),
        ("英語に翻訳して", "task"),
        ("Translate this into Japanese", "task"),
        ("Write an email about this", "task"),
        ("会長は誰に感謝しますか", ""),
        ("会長は何ができますか", ""),
        ("Who translates the bylaws?", ""),
        ("会費", ""),
    ],
)
def test_what_is_said_beside_questions_is_told_from_them(intents: Intents, text: str, aside: str) -> None:
    asked = read(text, intents, before="会費はいくらですか")
    assert asked.aside == aside
    assert not (aside and asked.leans)


def test_a_place_that_is_named_can_be_shown_whatever_shall_be_done_with_it(intents: Intents) -> None:
    asked = read("第2条を英語に翻訳して", intents)
    assert (asked.aside, [paragraph.label for paragraph in asked.paragraphs]) == ("", ["第2条"])


def test_what_was_said_beside_questions_is_not_what_a_follow_up_points_to(intents: Intents) -> None:
    thanks = Answer("abstained", reason="not a question")
    turns = [Turn("会費はどう払いますか", "会費はどう払いますか", Answer("abstained"))]
    turns.append(Turn("ありがとう", "ありがとう", thanks))
    asked = understand("それはいつまで？", [BYLAWS], intents, turns)
    assert asked.query == "会費はどう払いますか それはいつまで？"


@pytest.mark.parametrize(
    "text", ["3行で", "三行でまとめて", "３つの要点にまとめて", "in three lines", "In 3 bullet points, please"]
)
def test_so_many_lines_are_a_summary_of_what_was_asked_before(intents: Intents, text: str) -> None:
    asked = read(text, intents, before="会費はどう払いますか")
    assert (asked.kind, asked.lines, asked.leans) == ("summary", 3, True)
    assert (read(text, intents).leans, read(text, intents).terms) == (False, ())


@pytest.mark.parametrize(
    "text", ["第3文は？", "どの2点で合意しましたか", "In which two points do they differ?", "3行目"]
)
def test_other_numbers_are_no_measure(intents: Intents, text: str) -> None:
    assert read(text, intents).lines == 0


def test_the_length_alone_is_asked_of_the_answer_before(intents: Intents) -> None:
    cited = Citation(BYLAWS, BYLAWS["第1条"].quote(0, 2))
    turn = Turn("会費は？", "会費は？", Answer("answered", (Claim(cited.quote.text, (cited,)),)))
    asked = understand("3行で", [BYLAWS], intents, [turn])
    assert (asked.paragraphs, asked.terms) == ([BYLAWS["第1条"]], ())
    assert understand("3行で会長について", [BYLAWS], intents, [turn]).paragraphs == []
