"""Answers -> conversations kept, files exported, and quotes verified again."""

from assistant.records.conversations import Conversations, Kept
from assistant.records.desk import Collections, Note, Notes, as_turns, by_document
from assistant.records.export import export_bytes, export_name, read_export, write_export
from assistant.records.footnotes import footnote, written_date
from assistant.records.record import record
from assistant.records.restoring import FindDocument
from assistant.records.verifying import changed_documents, verify

__all__ = [
    "Collections",
    "Conversations",
    "FindDocument",
    "Kept",
    "Note",
    "Notes",
    "as_turns",
    "by_document",
    "changed_documents",
    "export_bytes",
    "export_name",
    "footnote",
    "read_export",
    "record",
    "verify",
    "write_export",
    "written_date",
]
