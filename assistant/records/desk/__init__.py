"""What a reader lays out beside the conversations: answers and passages noted, documents collected under a name."""

from assistant.records.desk.collections import Collections
from assistant.records.desk.notes import Note, Notes, as_turns, by_document

__all__ = ["Collections", "Note", "Notes", "as_turns", "by_document"]
