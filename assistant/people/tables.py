"""The tables of people, their keys and their sessions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """Of these tables."""


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
