"""People, their keys and their sessions, in the database of the conversations, so that all replicas know them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.errors import BadUsage
from assistant.people.person import SCOPES, Person, Scope, lesser
from assistant.people.secrets import digest, hashed, holds, new_key, new_token
from assistant.records.database import (
    Conversation,
    KeyRow,
    Patience,
    PersonRow,
    SessionRow,
    in_time,
    named_failure,
    open_database,
)

SESSION_HOURS: Final = 12
LEAST_PASSWORD_CHARS: Final = 12
_NAME = re.compile(r"[\w.@-]{1,64}")


class UnknownPerson(BadUsage):
    """Somebody was named who is not known."""

    hint = "See who is known with: danraku people list"


class BadPerson(BadUsage):
    """A name, scope or password cannot be used."""

    hint = f"Names are letters, digits and . @ _ -; passwords have {LEAST_PASSWORD_CHARS} characters or more"


@dataclass(frozen=True, slots=True)
class KeptKey:
    """What is known of a key: everything but the key."""

    id: str
    person: str
    scope: str
    label: str
    created_at: datetime


class People:
    """Those who may enter.

    Raises:
        DatabaseUnavailable: the database is not there or cannot be written.
    """

    def __init__(self, url: str) -> None:
        self._engine = open_database(url)
        self._patience = Patience(self._engine)

    @in_time
    def any(self) -> bool:
        """Whether anybody can enter: somebody with a password or a key."""
        with self._session() as session:
            able = select(PersonRow.name).where(PersonRow.password != "").limit(1)
            return bool(session.scalar(able) or session.scalar(select(KeyRow.id).limit(1)))

    @in_time
    def list(self) -> tuple[Person, ...]:
        """Everybody known, by name."""
        with self._session() as session:
            return tuple(_person(row) for row in session.scalars(select(PersonRow).order_by(PersonRow.name)))

    @in_time
    def add(self, name: str, scope: str, password: str = "") -> Person:
        """Know somebody, or know them anew: another password ends the sessions that there are.

        Raises:
            BadPerson: the name, scope or password cannot be used.
        """
        if not _NAME.fullmatch(name):
            raise BadPerson(f"{name!r} cannot be a name")
        if password and len(password) < LEAST_PASSWORD_CHARS:
            raise BadPerson(f"the password has {len(password)} characters")
        with self._session() as session:
            row = session.get(PersonRow, name) or PersonRow(name=name, created_at=_now(), password="")
            row.scope = _scope(scope)
            if password:
                row.password = hashed(password)
                row.sessions.clear()
            session.add(row)
            return _person(row)

    @in_time
    def remove(self, name: str) -> None:
        """Forget somebody with their keys, sessions and conversations."""
        with self._session() as session:
            session.delete(_find(session, name))
            for conversation in session.scalars(select(Conversation).where(Conversation.owner == name)):
                session.delete(conversation)

    @in_time
    def issue_key(self, name: str, scope: str, label: str = "") -> str:
        """A new key of somebody's, which is told once and cannot be told again."""
        key = new_key()
        with self._session() as session:
            owner = _find(session, name)
            made = KeyRow(id=uuid4().hex[:12], digest=digest(key), scope=_scope(scope), label=label[:100])
            made.created_at = _now()
            owner.keys.append(made)
        return key

    @in_time
    def keys(self) -> tuple[KeptKey, ...]:
        """Every key that opens, the oldest first."""
        with self._session() as session:
            rows = session.scalars(select(KeyRow).order_by(KeyRow.created_at))
            return tuple(KeptKey(row.id, row.person, row.scope, row.label, row.created_at) for row in rows)

    @in_time
    def revoke_key(self, id: str) -> None:
        """Let a key open nothing any more.

        Raises:
            UnknownPerson: there is none of that id.
        """
        with self._session() as session:
            row = session.get(KeyRow, id)
            if row is None:
                raise UnknownPerson(f"there is no key {id}")
            session.delete(row)

    @in_time
    def by_key(self, key: str) -> Person | None:
        """Whose key it is, with no more than both the key and the person may."""
        with self._session() as session:
            row = session.scalar(select(KeyRow).where(KeyRow.digest == digest(key)))
            return Person(row.person, lesser(_scope(row.scope), _scope(row.owner.scope))) if row else None

    @in_time
    def log_in(self, name: str, password: str) -> str | None:
        """A session's token; None where name and password do not belong together."""
        with self._session() as session:
            row = session.get(PersonRow, name)
            if not holds(password, row.password if row else "") or row is None:
                return None
            token = new_token()
            session.execute(delete(SessionRow).where(SessionRow.expires_at < _now()))
            expires_at = _now() + timedelta(hours=SESSION_HOURS)
            row.sessions.append(SessionRow(digest=digest(token), expires_at=expires_at))
            return token

    @in_time
    def by_session(self, token: str) -> Person | None:
        """Who is logged in with that token."""
        with self._session() as session:
            row = session.get(SessionRow, digest(token))
            return _person(row.owner) if row and row.expires_at > _now() else None

    @in_time
    def log_out(self, token: str) -> None:
        """End a session."""
        with self._session() as session:
            session.execute(delete(SessionRow).where(SessionRow.digest == digest(token)))

    def close(self) -> None:
        """Let go of the database."""
        self._patience.close()
        self._engine.dispose()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with named_failure(str(self._engine.url)), Session(self._engine, expire_on_commit=False) as session:
            yield session
            session.commit()


def _find(session: Session, name: str) -> PersonRow:
    row = session.get(PersonRow, name)
    if row is None:
        raise UnknownPerson(f"nobody is known as {name}")
    return row


def _person(row: PersonRow) -> Person:
    return Person(row.name, _scope(row.scope))


def _scope(said: str) -> Scope:
    if said not in SCOPES:
        raise BadPerson(f"there is no scope {said!r}, only {', '.join(SCOPES)}")
    return said


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
