"""What a reader noted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer, Claim
from assistant.errors import UnknownNote
from assistant.records import Conversations, as_turns, by_document
from assistant.records.letter import letter
from assistant.records.restoring import Documents
from index.document import Document
from tests.assistant.conftest import cite, make_memo

TODAY = date(2026, 12, 1)


@pytest.fixture
def kept(database_url: str, shelf: Documents) -> Iterator[Conversations]:
    opened = Conversations(database_url, shelf)
    yield opened
    opened.close()


def test_notes_come_back_by_document_with_their_remarks(
    kept: Conversations, answered: Answer, memo: Document, on_shelf: list[Document]
) -> None:
    other = make_memo("other.md")
    on_shelf.append(other)
    first = kept.notes.add(answered.claims, question=answered.question)
    kept.notes.add([Claim(other["1"].text, (cite(other, "1"),))])
    kept.notes.add([Claim(memo["2"].text, (cite(memo, "2"),))], remark=" 要確認 ")
    kept.notes.remark(first, "会議の費用")
    notes = kept.notes.list()
    assert [(note.question, note.remark) for note in notes] == [("費用は？", "会議の費用"), ("", "要確認"), ("", "")]
    assert [(about.id, len(some)) for about, some in by_document(notes) if about] == [("memo.md", 2), ("other.md", 1)]
    assert notes[0].claims == answered.claims
    kept.notes.delete(first, recoverable=True)
    assert len(kept.notes.list()) == 2
    kept.notes.put_back(first)
    assert kept.notes.list() == notes
    kept.notes.delete(first)
    with pytest.raises(UnknownNote, match=first):
        kept.notes.remark(first, "x")


def test_a_note_quotes_the_version_that_it_was_taken_from(
    kept: Conversations, answered: Answer, changed_memo: Document, on_shelf: list[Document]
) -> None:
    kept.notes.add(answered.claims)
    on_shelf.insert(0, replace(changed_memo, sha256="cd" * 32))
    assert kept.notes.list()[0].claims == answered.claims
    del on_shelf[1]
    assert [claim.support for claim in kept.notes.list()[0].claims] == ["verbatim", "unverified"]
    on_shelf.clear()
    assert [about for about, _ in by_document(kept.notes.list())] == [None]


def test_notes_are_exported_with_their_places_and_remarks(kept: Conversations, memo: Document) -> None:
    kept.notes.add([Claim(memo["2"].text, (cite(memo, "2"),))], remark="要確認")
    blocks = letter(as_turns(kept.notes.list(), "ja"), language="ja", made=TODAY, title="メモ")
    assert [(block.kind, block.text) for block in blocks if block.kind != "text"] == [
        ("title", "メモ"),
        ("question", "覚書、第2段落"),
        ("claim", f"「{memo['2'].text}」"),
    ]
    assert "要確認" in [block.text for block in blocks]


def test_each_sees_their_own_notes_alone(tmp_path: Path, shelf: Documents, answered: Answer) -> None:
    asking = "aiko"
    kept = Conversations(f"sqlite:///{tmp_path}/kept.sqlite3", shelf, owner=lambda: asking)
    note = kept.notes.add(answered.claims)
    asking = "ben"
    assert kept.notes.list() == ()
    with pytest.raises(UnknownNote):
        kept.notes.delete(note)
    kept.close()
