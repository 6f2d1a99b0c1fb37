"""The tables as they are now; how older databases get there is in `migrations`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, String, Text, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


def now_utc() -> datetime:
    """The time as the tables have it: UTC, without saying so."""
    return datetime.now(UTC).replace(tzinfo=None)


class Base(DeclarativeBase):
    """Of all of them."""


class Conversation(Base):
    """A conversation; `owner` is the person whose it is, "" where nobody is asked who they are."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    title: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)
    owner: Mapped[str] = mapped_column(String(64), default="", server_default="", index=True)
    turns: Mapped[list[KeptTurn]] = relationship(cascade="all, delete-orphan", order_by="KeptTurn.id")


class KeptTurn(Base):
    """A question and its answer as JSON; `words` is what a search reads."""

    __tablename__ = "turns"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    question: Mapped[str] = mapped_column(Text)
    query: Mapped[str] = mapped_column(Text)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    words: Mapped[str] = mapped_column(Text)
    asked: Mapped[Asked | None] = relationship(cascade="all, delete-orphan")


class Asked(Base):
    """Which documents a turn was put to, and which version of each it cites, by id; None where that was not kept."""

    __tablename__ = "asked"

    turn_id: Mapped[int] = mapped_column(ForeignKey("turns.id"), primary_key=True)
    documents: Mapped[list[str]] = mapped_column(JSON)
    beside: Mapped[bool]
    versions: Mapped[dict[str, str] | None] = mapped_column(JSON)


class NoteRow(Base):
    """Claims as JSON that somebody noted, with the versions of documents they cite, by id."""

    __tablename__ = "notes"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(64), index=True)
    question: Mapped[str] = mapped_column(Text)
    claims: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    versions: Mapped[dict[str, str]] = mapped_column(JSON)
    remark: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=now_utc, server_default=func.now())


class CollectionRow(Base):
    """Ids of documents under a name of somebody's."""

    __tablename__ = "collections"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    documents: Mapped[list[str]] = mapped_column(JSON)


class PersonRow(Base):
    """Somebody; `password` is a hash, "" where there is none to log in with."""

    __tablename__ = "people"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    scope: Mapped[str] = mapped_column(String(8))
    password: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime]
    keys: Mapped[list[KeyRow]] = relationship(cascade="all, delete-orphan", back_populates="owner")
    sessions: Mapped[list[SessionRow]] = relationship(cascade="all, delete-orphan", back_populates="owner")


class KeyRow(Base):
    """A key of somebody's, by its digest."""

    __tablename__ = "keys"

    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.name"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    scope: Mapped[str] = mapped_column(String(8))
    label: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime]
    owner: Mapped[PersonRow] = relationship(back_populates="keys")


class SessionRow(Base):
    """Somebody logged in, by the digest of their token."""

    __tablename__ = "sessions"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.name"), index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    owner: Mapped[PersonRow] = relationship(back_populates="sessions")


class DocumentRow(Base):
    """A document that replicas share, as it was changed last; `packed` is empty where it was taken out."""

    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger, unique=True)
    packed: Mapped[bytes] = mapped_column(LargeBinary)


class RevisionRow(Base):
    """The one row that says how many changes of documents there were, and which documents they are."""

    __tablename__ = "revisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(32))
    last: Mapped[int] = mapped_column(BigInteger)
