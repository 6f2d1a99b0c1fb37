"""Conversations and their turns, kept in one database.

Answers are stored as JSON and read back as real ones against the library's documents,
so that an old conversation cannot show a quote that no longer stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.answer import Turn
from assistant.answers import as_text
from assistant.errors import UnknownConversation
from assistant.records.database import (
    Asked,
    Conversation,
    KeptTurn,
    Patience,
    in_time,
    named_failure,
    now_utc,
    open_database,
)
from assistant.records.desk import Collections, Notes, Removed
from assistant.records.restoring import Documents, as_it_was, editions, restore
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
        self._removed = Removed()

    @cached_property
    def notes(self) -> Notes:
        """What their owner noted."""
        return Notes(self._session, self._patience, self._documents, owner=self._owner)

    @cached_property
    def collections(self) -> Collections:
        """What their owner collected."""
        return Collections(self._session, self._patience, owner=self._owner)

    @in_time
    def create(self, title: str = "") -> str:
        """Begin a conversation; without a title it takes its first question's words."""
        now = now_utc()
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
            conversation.updated_at = now_utc()
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
    def delete(self, conversation_id: str, *, recoverable: bool = False) -> None:
        """Forget it and its turns; where recoverable, `put_back` knows it for a while."""
        with self._session() as session:
            conversation = self._find(session, conversation_id)
            inner = [row for turn in conversation.turns for row in (turn, turn.asked) if row is not None]
            session.delete(conversation)
        if recoverable:
            self._removed.put(self._owner(), conversation_id, [conversation, *inner])

    @in_time
    def put_back(self, conversation_id: str) -> None:
        """Have a conversation again that was deleted a moment ago, as it was.

        Raises:
            UnknownConversation: it is not known any more.
        """
        conversation = self._removed.take(self._owner(), conversation_id)
        if conversation is None:
            raise UnknownConversation(conversation_id)
        with self._session() as session:
            session.add(conversation)

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
