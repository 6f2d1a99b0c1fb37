"""The same question to several documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer, Turn
from assistant.answering import Assistant
from assistant.records import Conversations
from assistant.side_by_side import ask_each, groups, heard_by
from index.errors import UnknownDocument
from index.library import Library
from index.parsing import parse
from tests.index.library_parts import open_library
from tests.shared_reader import shared_reader


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path) as opened:
        for year, name in ((5, "old.md"), (3, "new.md")):
            opened.add_document(parse(f"- 1 会議を開く。\n- 2 {year}年以内に見直す。\n- 3 終わり。\n", id=name))
        yield opened


def turn(question: str, *documents: str, beside: bool = False) -> Turn:
    return Turn(question, question, Answer("abstained"), documents, beside)


def test_each_document_answers_with_its_own_words(library: Library) -> None:
    old, new = ask_each(Assistant(library, shared_reader), "第2段落を見せて", documents=["old.md", "new.md", "old.md"])
    assert (old.documents, old.answer.claims[0].text, old.beside) == (("old.md",), "5年以内に見直す。", False)
    assert (new.documents, new.answer.claims[0].text, new.beside) == (("new.md",), "3年以内に見直す。", True)
    assert {citation.document_id for citation in new.answer.citations} == {"new.md"}


def test_an_unknown_document_is_named(library: Library) -> None:
    with pytest.raises(UnknownDocument, match=r"no\.md"):
        ask_each(Assistant(library, shared_reader), "第2段落を見せて", documents=["no.md"])


def test_a_document_hears_its_own_answer_of_those_side_by_side() -> None:
    turns = [turn("a"), turn("b", "x"), turn("b", "y", beside=True), turn("c", "y")]
    assert [len(group) for group in groups(turns)] == [1, 2, 1]
    assert heard_by("x", turns) == [turns[0], turns[1], turns[3]]
    assert heard_by("y", turns) == [turns[0], turns[2], turns[3]]


def test_a_conversation_keeps_what_was_asked_of_which_document(library: Library, tmp_path: Path) -> None:
    kept = Conversations(f"sqlite:///{tmp_path / 'kept.sqlite3'}", library)
    conversation = kept.create()
    turns = ask_each(Assistant(library, shared_reader), "第2段落を見せて", documents=["old.md", "new.md"])
    for answered in turns:
        kept.append(conversation, answered)
    assert kept.turns(conversation) == turns
    kept.delete(conversation)
    kept.close()
