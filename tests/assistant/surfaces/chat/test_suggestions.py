"""Suggested questions come from the document, one of each kind."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.surfaces.chat.suggestions import answered_questions, suggestions
from index.document import Document
from index.parsing import parse


def test_the_sample_offers_one_question_of_each_kind(statement: Document) -> None:
    offered = suggestions(statement, language="ja")
    assert [s.kind for s in offered] == ["fact", "lookup", "list", "summary"]
    assert offered[1].question == "第21段落は何と述べていますか。"
    assert "日本と中央アジア諸国との外交関係樹立25周年" in offered[3].question


def test_a_document_with_nothing_to_name_offers_less_and_never_fails() -> None:
    assert [s.kind for s in suggestions(parse("- 1 はい。\n- 2 いいえ。\n- 3 たぶん。"), language="ja")] == ["lookup"]


def test_questions_are_in_the_language_of_the_interface(statement: Document) -> None:
    document = parse("1. The parties met on 28 November 2017.\n\n2. They agreed.\n\n3. They left.", id="a.txt")
    assert suggestions(document, language="en")[0].question == "What happened on 28 November 2017?"
    assert suggestions(document, language="ja")[0].question == "28 November 2017に何がありましたか。"
    assert suggestions(statement, language="en")[1].question == "What does paragraph 21 say?"


def test_only_questions_that_were_answered_are_offered_one_of_each_kind_first(statement: Document) -> None:
    asked: list[str] = []

    def ask(question: str) -> Answer:
        asked.append(question)
        return Answer("abstained" if "段落は何と" in question else "answered")

    offered = answered_questions(statement, ask, language="ja")
    assert len(offered) == 5
    assert [question for question in asked if question not in offered] == ["第21段落は何と述べていますか。"]
    assert offered[0] == "「5,680億円」は何の数ですか。"
