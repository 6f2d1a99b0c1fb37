"""The documents that all replicas share, packed, in the conversations' database, in the order of their changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from uuid import uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from assistant.records.database import (
    DocumentRow,
    Patience,
    RevisionRow,
    in_time,
    named_failure,
    open_database,
)
from index.storage.shared import Change

_AT_ONCE: Final = 5


class SharedDocuments:
    """An `index.storage.shared.Truth` in SQL; a change is one transaction, and no two are made at the same time."""

    def __init__(self, url: str) -> None:
        """Over a database.

        Raises:
            DatabaseUnavailable: the URL is wrong, or the database is not there or read-only.
        """
        self._engine = open_database(url)
        self._patience = Patience(self._engine)
        self._name = self._named()

    @property
    def name(self) -> str:
        """Tells this collection of documents from every other."""
        return self._name

    @in_time
    def since(self, revision: int) -> list[Change]:
        """Some of the changes after a revision, in their order."""
        query = select(DocumentRow).where(DocumentRow.revision > revision).order_by(DocumentRow.revision)
        with self._session() as session:
            return [Change(row.revision, row.id, row.packed) for row in session.scalars(query.limit(_AT_ONCE))]

    @in_time
    def put(self, id: str, packed: bytes) -> None:
        """Add a document, or replace it; b"" takes it out, and leaves its name for those who have it."""
        with self._session() as session:
            forward = update(RevisionRow).values(last=RevisionRow.last + 1).returning(RevisionRow.last)
            revision = session.scalars(forward).one()  # whoever changes something next waits here
            session.execute(delete(DocumentRow).where(DocumentRow.id == id))
            session.add(DocumentRow(id=id, revision=revision, packed=packed))

    def close(self) -> None:
        """Let go of the database."""
        self._patience.close()
        self._engine.dispose()

    @in_time
    def _named(self) -> str:
        with self._session() as session:
            forward = update(RevisionRow).where(RevisionRow.name == "").values(name=uuid4().hex)
            session.execute(forward)
            return session.scalars(select(RevisionRow.name)).one()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        made = Session(self._engine, expire_on_commit=False)
        with named_failure(str(self._engine.url)), made as session, session.begin():
            yield session
