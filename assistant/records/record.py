"""What an export holds: turns with their claims and quotes, and the documents they are from.

The record is the same whatever the file format; JSON is the record as it is, Markdown
and DOCX lay it out for people (assistant/records/export.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.answer import Answer, Citation, Turn
from assistant.answers import as_text
from index.document import Document


class Strict(BaseModel):
    """Unknown fields are refused: a file with them was not written by us."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Cited(Strict):
    """Words of a paragraph."""

    document: str
    label: str
    quote: str


class Said(Strict):
    """One claim."""

    text: str
    support: Literal["verbatim", "supported", "unverified"]
    citations: tuple[Cited, ...]


class Asked(Strict):
    """One question and its answer.

    Attributes:
        text: What is read before and without the claims.
        documents: Ids of the documents that were asked; empty for all.
    """

    question: str
    query: str
    status: Literal["answered", "abstained"]
    text: str
    claims: tuple[Said, ...]
    documents: tuple[str, ...] = ()


class Source(Strict):
    """A document that was quoted, with the hash of its file."""

    id: str
    title: str
    date: str
    source: str
    sha256: str


class Record(Strict):
    """An export; `exported_at` is UTC, to the second."""

    danraku: Literal[1] = 1
    exported_at: datetime
    turns: tuple[Asked, ...]
    documents: tuple[Source, ...]


def record(turns: Sequence[Turn], *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Record:
    """The record of some turns."""
    documents = {c.document_id: c.document for turn in turns for c in turn.answer.citations}
    return Record(
        exported_at=now().replace(microsecond=0),
        turns=tuple(_asked(turn.question, turn.answer, turn.documents) for turn in turns),
        documents=tuple(_source(document) for document in documents.values()),
    )


def _asked(question: str, answer: Answer, documents: tuple[str, ...]) -> Asked:
    claims = tuple(Said(text=c.text, support=c.support, citations=_cited(c.citations)) for c in answer.claims)
    text = as_text(replace(answer, claims=()))
    return Asked(
        question=question, query=answer.query, status=answer.status, text=text, claims=claims, documents=documents
    )


def _cited(citations: Sequence[Citation]) -> tuple[Cited, ...]:
    return tuple(Cited(document=c.document_id, label=c.label, quote=c.quote.text) for c in citations)


def _source(document: Document) -> Source:
    return Source(
        id=document.id,
        title=document.title,
        date=document.date,
        source=document.source,
        sha256=document.sha256,
    )
