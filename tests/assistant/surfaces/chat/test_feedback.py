"""A verdict becomes a draft of an evaluation item that a person can complete."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.answer import Turn
from assistant.surfaces.chat.feedback import draft_item, keep_draft
from index.document import Document
from tests.assistant.surfaces.chat.conftest import cite, finished


def turn(document: Document, question: str) -> Turn:
    return Turn(question, question, finished(document, question, question, [cite(document, "6", "2015年10月")]))


def test_a_wrong_answer_leaves_gold_to_a_person(statement: Document) -> None:
    item = draft_item([turn(statement, "訪問は？"), turn(statement, "いつ？")], "wrong_paragraph")
    assert item["document"] == statement.id
    assert [t["question"] for t in item["turns"]] == ["訪問は？", "いつ？"]
    assert item["turns"][-1]["gold"] == []
    assert "wrong_paragraph; answered with 6" in item["turns"][-1]["note"]


def test_a_helpful_answer_proposes_its_citations_as_gold(statement: Document) -> None:
    assert draft_item([turn(statement, "いつ？")], "helpful")["turns"][0]["gold"] == ["6"]


def test_drafts_are_appended_one_a_line(statement: Document, tmp_path: Path) -> None:
    file = tmp_path / "new" / "drafts.jsonl"
    keep_draft(file, [turn(statement, "いつ？")], "helpful")
    keep_draft(file, [turn(statement, "いつ？")], "not_supported")
    assert len({json.loads(line)["id"] for line in file.read_text("utf-8").splitlines()}) == 2


def test_a_later_verdict_on_a_turn_takes_the_place_of_the_earlier_one(statement: Document, tmp_path: Path) -> None:
    file = tmp_path / "drafts.jsonl"
    keep_draft(file, [turn(statement, "いつ？")], "helpful", conversation="c")
    keep_draft(file, [turn(statement, "いつ？")], "not_supported", conversation="c", words="日付が違う")
    (line,) = file.read_text("utf-8").splitlines()
    assert "not_supported" in json.loads(line)["turns"][0]["note"]
    assert "日付が違う" in json.loads(line)["turns"][0]["note"]
