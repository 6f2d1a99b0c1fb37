"""What a reader lays out beside the conversations: answers and passages noted, documents collected under a name."""

from assistant.records.desk.collections import Collections
from assistant.records.desk.notes import Note, Notes, as_turns, by_document
from assistant.records.desk.removed import Removed

__all__ = ["Collections", "Note", "Notes", "Removed", "as_turns", "by_document"]
