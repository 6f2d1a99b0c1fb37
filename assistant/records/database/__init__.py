"""A database's URL -> its tables, brought to what this version knows, and sessions that wait for no end."""

from assistant.records.database.opening import named_failure, open_database
from assistant.records.database.patience import Patience, in_time
from assistant.records.database.tables import (
    Asked,
    CollectionRow,
    Conversation,
    DocumentRow,
    KeptTurn,
    KeyRow,
    NoteRow,
    PersonRow,
    RevisionRow,
    SessionRow,
    now_utc,
)

__all__ = [
    "Asked",
    "CollectionRow",
    "Conversation",
    "DocumentRow",
    "KeptTurn",
    "KeyRow",
    "NoteRow",
    "Patience",
    "PersonRow",
    "RevisionRow",
    "SessionRow",
    "in_time",
    "named_failure",
    "now_utc",
    "open_database",
]
