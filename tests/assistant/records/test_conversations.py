from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assistant.answer import Answer, Turn
from assistant.errors import DatabaseUnavailable, UnknownConversation
from assistant.records import Conversations
from assistant.records.conversations import Documents
from assistant.records.restoring import NO_LONGER_STANDS
from index.document import Document


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/kept.sqlite3"


def turn(answer: Answer) -> Turn:
    return Turn(answer.question, answer.query, answer)


def test_an_answer_comes_back_as_it_was(url: str, shelf: Documents, answered: Answer, abstained: Answer) -> None:
    kept = Conversations(url, shelf)
    conversation = kept.create()
    kept.append(conversation, turn(answered))
    kept.append(conversation, turn(abstained))
    kept.close()
    assert Conversations(url, shelf).turns(conversation) == [turn(answered), turn(abstained)]


def test_a_turn_is_kept_while_another_program_reads(
    url: str, tmp_path: Path, shelf: Documents, answered: Answer
) -> None:
    kept = Conversations(url, shelf)
    conversation = kept.create()
    with closing(sqlite3.connect(tmp_path / "kept.sqlite3")) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM turns").fetchone() == (0,)
        kept.append(conversation, turn(answered))
    assert kept.turns(conversation) == [turn(answered)]
    kept.close()


def test_a_quote_that_no_longer_stands_is_not_shown_as_one(
    url: str, shelf: Documents, answered: Answer, on_shelf: list[Document], changed_memo: Document
) -> None:
    kept = Conversations(url, shelf)
    conversation = kept.create()
    kept.append(conversation, turn(answered))
    on_shelf[:] = [changed_memo]
    first, second = kept.turns(conversation)[0].answer.claims
    assert (first.support, [c.label for c in first.citations]) == ("verbatim", ["1"])
    assert (second.support, second.rule, second.citations) == ("unverified", NO_LONGER_STANDS, ())


def test_a_conversation_outlives_its_document(
    url: str, shelf: Documents, answered: Answer, on_shelf: list[Document]
) -> None:
    kept = Conversations(url, shelf)
    conversation = kept.create()
    kept.append(conversation, turn(answered))
    on_shelf.clear()
    assert not kept.turns(conversation)[0].answer.citations


def test_a_conversation_takes_its_first_question_as_title_until_renamed(
    url: str, shelf: Documents, answered: Answer
) -> None:
    kept = Conversations(url, shelf)
    conversation = kept.create()
    kept.append(conversation, turn(answered))
    assert [(line.title, line.turns) for line in kept.list()] == [("費用は？", 1)]
    kept.rename(conversation, "予算")
    assert [line.title for line in kept.list()] == ["予算"]


@pytest.mark.parametrize(("words", "found"), [("５億円", True), ("東京", True), ("100%", False), ("費用", True)])
def test_search_reads_questions_and_answers(
    url: str, shelf: Documents, answered: Answer, words: str, found: bool
) -> None:
    kept = Conversations(url, shelf)
    kept.append(kept.create(), turn(answered))
    assert bool(kept.search(words)) is found


def test_what_was_deleted_is_unknown(url: str, shelf: Documents, answered: Answer) -> None:
    kept = Conversations(url, shelf)
    conversation = kept.create()
    kept.append(conversation, turn(answered))
    kept.delete(conversation)
    assert kept.list() == ()
    with pytest.raises(UnknownConversation, match=conversation):
        kept.turns(conversation)


@pytest.mark.parametrize("bad", ["nonsense", "sqlite:////nowhere/at/all.sqlite3", "mysql://me:sesame@db/x"])
def test_a_database_that_is_not_there_is_named_without_its_password(bad: str, shelf: Documents) -> None:
    with pytest.raises(DatabaseUnavailable) as caught:
        Conversations(bad, shelf)
    assert "sesame" not in str(caught.value)
