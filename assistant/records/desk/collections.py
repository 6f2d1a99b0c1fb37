"""Documents under a name, so that they are asked together with one click."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select

from assistant.records.database import CollectionRow, Patience, in_time
from assistant.records.desk.notes import NewSession


class Collections:
    """The collections in a database; each reader sees their own alone."""

    def __init__(self, session: NewSession, patience: Patience, *, owner: Callable[[], str]) -> None:
        self._session = session
        self._patience = patience
        self._owner = owner

    @in_time
    def put(self, name: str, documents: Sequence[str]) -> None:
        """Give documents a name; one that it had before is theirs no longer. Without documents it is forgotten."""
        name, owner = " ".join(name.split()), self._owner()
        with self._session() as session:
            row = session.get(CollectionRow, (owner, name))
            if row and not documents:
                session.delete(row)
            elif row:
                row.documents = list(documents)
            elif documents and name:
                session.add(CollectionRow(owner=owner, name=name, documents=list(documents)))

    @in_time
    def all(self) -> dict[str, list[str]]:
        """The ids of each collection's documents, by its name; one that is no longer there may be among them."""
        query = select(CollectionRow).where(CollectionRow.owner == self._owner()).order_by(CollectionRow.name)
        with self._session() as session:
            return {row.name: list(row.documents) for row in session.scalars(query)}
