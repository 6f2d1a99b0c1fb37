"""What was removed a moment ago, to be put back: rows of the database, let go of but not forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import make_transient

from assistant.records.database.tables import Base

_KEPT = 10


@dataclass
class Removed:
    """The last few of all readers, by owner and id, each with its rows, the outermost first.

    They are gone when the program ends.
    """

    _rows: dict[tuple[str, str], Sequence[Base]] = field(default_factory=dict)

    def put(self, owner: str, name: str, rows: Sequence[Base]) -> None:
        """Remember rows that were deleted and whose session is closed."""
        kept = [*self._rows.items()][1 - _KEPT :]
        self._rows = {**dict(kept), (owner, name): rows}

    def take(self, owner: str, name: str) -> Base | None:
        """The outermost row, to be added to a session with those that hang on it; None where it is not known."""
        rows = self._rows.pop((owner, name), None)
        for row in rows or ():
            make_transient(row)
        return rows[0] if rows else None
