from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.answer import Answer, Turn
from assistant.errors import DatabaseUnavailable, UnknownConversation
from assistant.records import Conversations, conversations
from assistant.records.database import open_database
from assistant.records.restoring import NO_LONGER_STANDS, Documents
from index.document import Document


@pytest.fixture
def url(database_url: str) -> str:
    return database_url


@pytest.fixture(autouse=True)
def let_go(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing stays connected behind a test."""
    opened: list[Engine] = []

    def noted(url: str) -> Engine:
        opened.append(open_database(url))
        return opened[-1]

    monkeypatch.setattr(conversations, "open_database", noted)
    yield
    for engine in opened:
        engine.dispose()


def turn(answer: Answer) -> Turn:
    return Turn(answer.question, answer.query, answer)


def test_an_answer_comes_back_as_it_was(url: str, shelf: Documents, answered: Answer, abstained: Answer) -> None:
    kept = Conversations(url, shelf)
    conversation = kept.create()
    kept.append(conversation, turn(answered))
    kept.append(conversation, turn(abstained))
    kept.close()
    assert Conversations(url, shelf).turns(conversation) == [turn(answered), turn(abstained)]


def test_a_turn_is_kept_while_another_program_reads(tmp_path: Path, shelf: Documents, answered: Answer) -> None:
    kept = Conversations(f"sqlite:///{tmp_path}/kept.sqlite3", shelf)
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


def test_an_answer_goes_on_standing_in_the_version_it_cites(
    url: str, shelf: Documents, answered: Answer, on_shelf: list[Document], changed_memo: Document
) -> None:
    kept = Conversations(url, shelf)
    conversation = kept.create()
    kept.append(conversation, turn(answered))
    on_shelf.insert(0, replace(changed_memo, sha256="cd" * 32))
    assert kept.turns(conversation, as_cited=True)[0].answer.claims == answered.claims
    assert kept.turns(conversation)[0].answer.claims[1].citations == ()


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


def test_each_sees_their_own_conversations_alone(url: str, shelf: Documents, answered: Answer) -> None:
    asking = "aiko"
    kept = Conversations(url, shelf, owner=lambda: asking)
    conversation = kept.create()
    kept.append(conversation, turn(answered))
    asking = "ben"
    assert (kept.list(), kept.search("費用")) == ((), ())
    for act in (kept.turns, kept.delete, lambda it: kept.rename(it, "x"), lambda it: kept.append(it, turn(answered))):
        with pytest.raises(UnknownConversation, match=conversation):
            act(conversation)
    asking = "aiko"
    assert kept.turns(conversation) == [turn(answered)]


def test_what_was_deleted_a_moment_ago_can_be_put_back_as_it_was(url: str, shelf: Documents, answered: Answer) -> None:
    who = ["aiko"]
    kept = Conversations(url, shelf, owner=lambda: who[-1])
    conversation = kept.create("費用")
    kept.append(conversation, Turn("費用は？", "費用は？", answered, ("memo.md",)))
    turns = kept.turns(conversation)
    kept.delete(conversation, recoverable=True)
    who.append("ben")
    with pytest.raises(UnknownConversation):
        kept.put_back(conversation)
    who.pop()
    kept.put_back(conversation)
    assert kept.turns(conversation) == turns
    kept.delete(conversation)
    with pytest.raises(UnknownConversation):
        kept.put_back(conversation)
    kept.close()


def test_what_was_deleted_is_gone_from_the_file(tmp_path: Path, shelf: Documents, answered: Answer) -> None:
    kept = Conversations(f"sqlite:///{tmp_path}/kept.sqlite3", shelf)
    conversation = kept.create("秘密の題")
    kept.append(conversation, turn(answered))
    kept.delete(conversation)
    kept.close()
    with closing(sqlite3.connect(tmp_path / "kept.sqlite3")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = (tmp_path / "kept.sqlite3").read_bytes()
    assert not [words for words in ("秘密の題", "費用は") if words.encode() in content]


@pytest.mark.parametrize("bad", ["nonsense", "sqlite:////nowhere/at/all.sqlite3", "mysql://me:sesame@db/x"])
def test_a_database_that_is_not_there_is_named_without_its_password(bad: str, shelf: Documents) -> None:
    with pytest.raises(DatabaseUnavailable) as caught:
        Conversations(bad, shelf)
    assert "sesame" not in str(caught.value)
