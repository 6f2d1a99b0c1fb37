"""Conversations and their turns, kept in one database.

Answers are stored as JSON and read back as real ones against the library's documents,
so that an old conversation cannot show a quote that no longer stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

from sqlalchemy import JSON, ForeignKey, String, Text, create_engine, event, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

from assistant.answer import Turn
from assistant.answers import as_text
from assistant.errors import DatabaseUnavailable, UnknownConversation
from assistant.records.restoring import restore
from index.document import Document
from index.text import fold

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

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

    def document(self, id: str, /) -> Document:
        """The document; raises UnknownDocument."""


class _Base(DeclarativeBase):
    pass


class _Conversation(_Base):
    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    title: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)
    turns: Mapped[list[_Turn]] = relationship(cascade="all, delete-orphan", order_by="_Turn.id")


class _Turn(_Base):
    __tablename__ = "turns"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    question: Mapped[str] = mapped_column(Text)
    query: Mapped[str] = mapped_column(Text)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    words: Mapped[str] = mapped_column(Text)
    asked: Mapped[_Asked | None] = relationship(cascade="all, delete-orphan")


class _Asked(_Base):
    """Which documents a turn was put to; a table of its own, so that older databases need no change."""

    __tablename__ = "asked"

    turn_id: Mapped[int] = mapped_column(ForeignKey("turns.id"), primary_key=True)
    documents: Mapped[list[str]] = mapped_column(JSON)
    beside: Mapped[bool]


class Conversations:
    """The conversations kept in the database of one SQLAlchemy URL.

    Raises:
        DatabaseUnavailable: the URL is wrong, or the database is not there or read-only.
    """

    def __init__(self, url: str, documents: Documents) -> None:
        self._documents = documents
        with named_failure(url):
            self._engine = create_engine(url, json_serializer=partial(json.dumps, ensure_ascii=False))
            if self._engine.dialect.name == "sqlite":
                event.listen(self._engine, "connect", _write_ahead)
            _Base.metadata.create_all(self._engine)

    def create(self, title: str = "") -> str:
        """Begin a conversation; without a title it takes its first question's words."""
        now = _now()
        conversation = _Conversation(id=uuid4().hex, title=title, created_at=now, updated_at=now)
        with self._session() as session:
            session.add(conversation)
            return conversation.id

    def append(self, conversation_id: str, turn: Turn) -> None:
        """Keep one more turn."""
        with self._session() as session:
            conversation = _find(session, conversation_id)
            conversation.title = conversation.title or turn.question.strip()[:TITLE_CHARS]
            conversation.updated_at = _now()
            conversation.turns.append(
                _Turn(
                    question=turn.question,
                    query=turn.query,
                    answer=turn.answer.as_dict(),
                    words=fold(f"{turn.question}\n{as_text(turn.answer)}"),
                    asked=_Asked(documents=list(turn.documents), beside=turn.beside),
                )
            )

    def turns(self, conversation_id: str) -> list[Turn]:
        """Its turns in order, with the quotes that still stand."""
        with self._session() as session:
            return [self._restored(turn) for turn in _find(session, conversation_id).turns]

    def list(self) -> tuple[Kept, ...]:
        """Every conversation, the one used last first."""
        return self._kept("")

    def search(self, words: str) -> tuple[Kept, ...]:
        """Conversations that hold these words in a title, a question or an answer; width and case do not count."""
        return self._kept(fold(words.strip()))

    def rename(self, conversation_id: str, title: str) -> None:
        """Give it another title."""
        with self._session() as session:
            _find(session, conversation_id).title = title.strip()

    def delete(self, conversation_id: str) -> None:
        """Forget it and its turns."""
        with self._session() as session:
            session.delete(_find(session, conversation_id))

    def ping(self) -> None:
        """Ask the database whether it is there.

        Raises:
            DatabaseUnavailable: it is not.
        """
        with self._session() as session:
            session.scalar(select(1))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _kept(self, words: str) -> tuple[Kept, ...]:
        holding = select(_Turn.conversation_id).where(_Turn.words.contains(words, autoescape=True))
        query = (
            select(_Conversation, func.count(_Turn.id))
            .outerjoin(_Turn)
            .group_by(_Conversation.id)
            .order_by(_Conversation.updated_at.desc(), _Conversation.id)
        )
        with self._session() as session:
            found = set(session.scalars(holding)) if words else set()
            return tuple(
                Kept(c.id, c.title, c.created_at, c.updated_at, turns)
                for c, turns in session.execute(query)
                if not words or c.id in found or words in fold(c.title)
            )

    def _restored(self, turn: _Turn) -> Turn:
        answer = restore(turn.answer, self._documents.document)
        asked, beside = (tuple(turn.asked.documents), turn.asked.beside) if turn.asked else ((), False)
        return Turn(turn.question, turn.query, answer, asked, beside)

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with named_failure(str(self._engine.url)), Session(self._engine, expire_on_commit=False) as session:
            yield session
            session.commit()


def _write_ahead(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Write to SQLite's log first: a turn is kept at once instead of after waiting for the disk.

    Whole after a crash of the program; of the machine, but for the last turns.
    """
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _find(session: Session, conversation_id: str) -> _Conversation:
    conversation = session.get(_Conversation, conversation_id)
    if conversation is None:
        raise UnknownConversation(conversation_id)
    return conversation


@contextmanager
def named_failure(url: str) -> Iterator[None]:
    """Whatever a database says becomes one error that names it, without a password."""
    try:
        yield
    except (SQLAlchemyError, ImportError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise DatabaseUnavailable(f"the database {_without_password(url)} cannot be used: {reason}") from error


def _without_password(url: str) -> str:
    scheme, at, rest = url.rpartition("@")
    return f"{scheme.split('://')[0]}://…@{rest}" if at else url


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
