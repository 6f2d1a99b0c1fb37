"""An answer or a passage, kept with a remark of the reader's own.

A note holds claims, so that what it quotes is held to its document like any answer, in the
version that it was taken from; it outlives the conversation that it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.answer import Answer, Claim, Turn
from assistant.errors import UnknownNote
from assistant.records.database import NoteRow, Patience, in_time
from assistant.records.desk.removed import Removed
from assistant.records.footnotes import footnote
from assistant.records.restoring import Documents, as_it_was, restore_claim
from index.document import Document

NewSession = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True)
class Note:
    """Something kept; `question` is "" for a passage, `created_at` is UTC."""

    id: str
    question: str
    claims: tuple[Claim, ...]
    remark: str
    created_at: datetime

    @property
    def document(self) -> Document | None:
        """The document of its first quote; None where none stands any more."""
        return next((citation.document for claim in self.claims for citation in claim.citations), None)


class Notes:
    """The notes in a database; each reader sees their own alone."""

    def __init__(
        self, session: NewSession, patience: Patience, documents: Documents, *, owner: Callable[[], str]
    ) -> None:
        self._session = session
        self._patience = patience
        self._documents = documents
        self._owner = owner
        self._removed = Removed()

    @in_time
    def add(self, claims: Sequence[Claim], *, question: str = "", remark: str = "") -> str:
        """Keep claims; gives the note's id."""
        cited = {c.document_id: c.document.edition for claim in claims for c in claim.citations}
        row = NoteRow(
            id=uuid4().hex,
            owner=self._owner(),
            question=question,
            claims=[claim.as_dict() for claim in claims],
            versions=cited,
            remark=remark.strip(),
        )
        with self._session() as session:
            session.add(row)
            return row.id

    @in_time
    def list(self) -> tuple[Note, ...]:
        """Every note of one document after the other, both in the order of their making."""
        query = select(NoteRow).where(NoteRow.owner == self._owner()).order_by(NoteRow.created_at, NoteRow.id)
        with self._session() as session:
            notes = [self._restored(row) for row in session.scalars(query)]
        titles = list(dict.fromkeys(map(_about, notes)))
        return tuple(sorted(notes, key=lambda note: titles.index(_about(note))))

    @in_time
    def remark(self, note_id: str, words: str) -> None:
        """Put other words beside a note."""
        with self._session() as session:
            self._find(session, note_id).remark = words.strip()

    @in_time
    def delete(self, note_id: str, *, recoverable: bool = False) -> None:
        """Forget it; where recoverable, `put_back` knows it for a while."""
        with self._session() as session:
            row = self._find(session, note_id)
            session.delete(row)
        if recoverable:
            self._removed.put(self._owner(), note_id, [row])

    @in_time
    def put_back(self, note_id: str) -> None:
        """Have a note again that was deleted a moment ago.

        Raises:
            UnknownNote: it is not known any more.
        """
        row = self._removed.take(self._owner(), note_id)
        if row is None:
            raise UnknownNote(note_id)
        with self._session() as session:
            session.add(row)

    def _find(self, session: Session, note_id: str) -> NoteRow:
        row = session.get(NoteRow, note_id)
        if row is None or row.owner != self._owner():
            raise UnknownNote(note_id)
        return row

    def _restored(self, row: NoteRow) -> Note:
        find = as_it_was(self._documents, row.versions)
        claims = tuple(restore_claim(claim, find) for claim in row.claims)
        return Note(row.id, row.question, claims, row.remark, row.created_at)


def by_document(notes: Iterable[Note]) -> list[tuple[Document | None, list[Note]]]:
    """Notes in their order, those of one document together."""
    groups = [list(group) for _, group in groupby(notes, key=_about)]
    return [(group[0].document, group) for group in groups]


def as_turns(notes: Iterable[Note], language: str) -> list[Turn]:
    """Notes as they are exported: the question, or the place of the passage, above the remark and the quotes."""
    return [_turn(note, language) for note in notes]


def _turn(note: Note, language: str) -> Turn:
    citation = next((c for claim in note.claims for c in claim.citations), None)
    place = footnote(citation.document, citation.quote.paragraph, language) if citation else "—"
    asked = note.question or place
    return Turn(asked, asked, Answer("answered", note.claims, language, asked, asked, message=note.remark))


def _about(note: Note) -> str:
    return note.document.id if note.document else ""
