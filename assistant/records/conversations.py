"""Conversations and their turns, kept in one database.

Answers are stored as JSON and read back as real ones against the library's documents,
so that an old conversation cannot show a quote that no longer stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Protocol
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.answer import Answer, Turn
from assistant.answers import as_text
from assistant.errors import UnknownConversation
from assistant.records.database import Asked, Conversation, KeptTurn, Patience, in_time, named_failure, open_database
from assistant.records.restoring import FindDocument, restore
from index.document import Document
from index.errors import UnknownDocument
from index.text import fold

TITLE_CHARS = 60


@dataclass(frozen=True)
class Kept:
    """One line of the list of conversations; times are UTC."""

    id: str
    title: str
    created_at: datetime
    updated_at: datetime
    turns: int


class Documents(Protocol):
    """Where answers find their documents again: a library."""

    def document(self, id: str, /, edition: str = "") -> Document:
        """The document, or the version of that edition; raises UnknownDocument."""


class Conversations:
    """The conversations kept in the database of one SQLAlchemy URL; each sees its owner's alone."""

    def __init__(self, url: str, documents: Documents, *, owner: Callable[[], str] = str) -> None:
        """Over a database.

        Args:
            url: Of SQLAlchemy.
            documents: Where answers find their documents again.
            owner: Tells who is asking now; "" is nobody in particular.

        Raises:
            DatabaseUnavailable: the URL is wrong, or the database is not there or read-only.
        """
        self._documents = documents
        self._owner = owner
        self._engine = open_database(url)
        self._patience = Patience(self._engine)

    @in_time
    def create(self, title: str = "") -> str:
        """Begin a conversation; without a title it takes its first question's words."""
        now = _now()
        conversation = Conversation(id=uuid4().hex, title=title, created_at=now, updated_at=now, owner=self._owner())
        with self._session() as session:
            session.add(conversation)
            return conversation.id

    @in_time
    def append(self, conversation_id: str, turn: Turn) -> None:
        """Keep one more turn."""
        with self._session() as session:
            conversation = self._find(session, conversation_id)
            conversation.title = conversation.title or turn.question.strip()[:TITLE_CHARS]
            conversation.updated_at = _now()
            conversation.turns.append(
                KeptTurn(
                    question=turn.question,
                    query=turn.query,
                    answer=turn.answer.as_dict(),
                    words=fold(f"{turn.question}\n{as_text(turn.answer)}"),
                    asked=Asked(documents=list(turn.documents), beside=turn.beside, versions=editions(turn.answer)),
                )
            )

    @in_time
    def turns(self, conversation_id: str, *, as_cited: bool = False) -> list[Turn]:
        """Its turns in order, with the quotes that still stand.

        Args:
            conversation_id: Of one of the owner's.
            as_cited: Whether a quote stands in the version that it was taken from, where that is kept;
                else in the present one alone, as the next question is to hear it.
        """
        with self._session() as session:
            return [self._restored(turn, as_cited=as_cited) for turn in self._find(session, conversation_id).turns]

    @in_time
    def list(self) -> tuple[Kept, ...]:
        """Every conversation, the one used last first."""
        return self._kept("")

    @in_time
    def search(self, words: str) -> tuple[Kept, ...]:
        """Conversations that hold these words in a title, a question or an answer; width and case do not count."""
        return self._kept(fold(words.strip()))

    @in_time
    def rename(self, conversation_id: str, title: str) -> None:
        """Give it another title."""
        with self._session() as session:
            self._find(session, conversation_id).title = title.strip()

    @in_time
    def delete(self, conversation_id: str) -> None:
        """Forget it and its turns."""
        with self._session() as session:
            session.delete(self._find(session, conversation_id))

    @in_time
    def ping(self) -> None:
        """Ask the database whether it is there.

        Raises:
            DatabaseUnavailable: it is not.
        """
        with self._session() as session:
            session.scalar(select(1))

    def close(self) -> None:
        """Let go of the database."""
        self._patience.close()
        self._engine.dispose()

    def _kept(self, words: str) -> tuple[Kept, ...]:
        holding = select(KeptTurn.conversation_id).where(KeptTurn.words.contains(words, autoescape=True))
        query = (
            select(Conversation, func.count(KeptTurn.id))
            .where(Conversation.owner == self._owner())
            .outerjoin(KeptTurn)
            .group_by(Conversation.id)
            .order_by(Conversation.updated_at.desc(), Conversation.id)
        )
        with self._session() as session:
            found = set(session.scalars(holding)) if words else set()
            return tuple(
                Kept(c.id, c.title, c.created_at, c.updated_at, turns)
                for c, turns in session.execute(query)
                if not words or c.id in found or words in fold(c.title)
            )

    def _find(self, session: Session, conversation_id: str) -> Conversation:
        conversation = session.get(Conversation, conversation_id)
        if conversation is None or conversation.owner != self._owner():
            raise UnknownConversation(conversation_id)
        return conversation

    def _restored(self, turn: KeptTurn, *, as_cited: bool) -> Turn:
        versions = turn.asked.versions or {} if turn.asked and as_cited else {}
        answer = restore(turn.answer, as_it_was(self._documents, versions))
        asked, beside = (tuple(turn.asked.documents), turn.asked.beside) if turn.asked else ((), False)
        return Turn(turn.question, turn.query, answer, asked, beside)

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with named_failure(str(self._engine.url)), Session(self._engine, expire_on_commit=False) as session:
            yield session
            session.commit()


def editions(answer: Answer) -> dict[str, str]:
    """Which version of each document an answer cites or names as near, by the document's id."""
    cited = [*answer.citations, *([answer.nearest] if answer.nearest else [])]
    return {citation.document_id: citation.document.edition for citation in cited}


def as_it_was(documents: Documents, versions: Mapping[str, str]) -> FindDocument:
    """Finds documents in the versions named, and in the present one where such a version is not kept; each once."""

    @cache
    def find(id: str) -> Document:
        try:
            return documents.document(id, versions.get(id, ""))
        except UnknownDocument:
            return documents.document(id)

    return find


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
