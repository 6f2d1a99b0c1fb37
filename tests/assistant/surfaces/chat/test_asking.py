"""A question on its way through the page, without a browser."""

from __future__ import annotations

import asyncio
from pathlib import Path

from assistant.errors import DatabaseUnavailable
from assistant.records import Conversations
from assistant.surfaces.chat.asking import Asked, ask
from assistant.surfaces.chat.parts import Parts, Views
from index.library import Library
from index.parsing import parse
from tests.assistant.surfaces.chat.conftest import ODA, SAMPLE, Script


class Unkept(Conversations):
    """A database that has gone away since it was opened."""

    def create(self, title: str = "") -> str:
        raise DatabaseUnavailable("the conversations cannot be kept: disk full")


def asked(views: Views, conversation: str = "", *ids: str, beside: bool = False) -> list[Asked]:
    async def steps() -> list[Asked]:
        return [step async for step in ask(views, ODA, conversation, ids, beside=beside)]

    return asyncio.run(steps())


def views(library: Library, conversations: Conversations, tmp_path: Path) -> Views:
    return Views(Parts(Script(library), library, conversations, tmp_path / "drafts.jsonl"), "en")  # type: ignore[arg-type]


def test_an_answer_that_cannot_be_kept_is_shown_all_the_same_and_said(library: Library, tmp_path: Path) -> None:
    conversations = Unkept(f"sqlite:///{tmp_path / 'kept.sqlite3'}", library)
    *_, last = asked(views(library, conversations, tmp_path))
    assert "5,680億円" in (last.current or "")
    assert "disk full" in (last.status or "")
    assert not last.running
    conversations.close()


def test_nothing_is_shown_twice_on_the_way_to_an_answer(
    library: Library, conversations: Conversations, tmp_path: Path
) -> None:
    shown = [step.current for step in asked(views(library, conversations, tmp_path))]
    assert len(shown) == len(set(shown)) > 2


def test_documents_side_by_side_become_turns_of_one_conversation(
    library: Library, conversations: Conversations, tmp_path: Path
) -> None:
    library.add_document(parse("- 1 会議を開く。\n- 2 費用を払う。\n- 3 終わり。\n", id="memo.md"))
    *_, last = asked(views(library, conversations, tmp_path), "", SAMPLE.name, "memo.md", beside=True)
    turns = conversations.turns(last.conversation or "")
    assert [(turn.documents, turn.beside, turn.answer.status) for turn in turns] == [
        ((SAMPLE.name,), False, "answered"),
        (("memo.md",), True, "abstained"),
    ]
    assert (last.current or "").count('class="strand"') == 2


def test_one_document_has_nothing_beside_it(library: Library, conversations: Conversations, tmp_path: Path) -> None:
    *_, last = asked(views(library, conversations, tmp_path), "", beside=True)
    assert 'class="strand"' not in (last.current or "")
