"""How documents and paragraphs look in the catalogue: rows, and JSON for what is never searched by."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.content import Content
from index.document import Audit, Correction, Document, Finding, Paragraph, Part, Section

_HEAD_FIELDS = ("title", "language", "date", "source", "numbering", "size_bytes")


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph as stored.

    Attributes:
        key: Of its vectors; equal for equal texts.
        words: Its words, content words before a line break (`index.text.tokens.content_first`).
        folded: Its text in normal form.
        vectors: Shape (1 + sentences, d): its own, then its sentences'; one row
            stands for both where the paragraph is a single sentence.
    """

    paragraph: Paragraph
    key: str
    words: str
    folded: str
    vectors: NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a ranking needs of a paragraph; the paragraph itself is read for the best of them."""

    number: int
    words: str
    folded: str
    height: int
    vectors: bytes


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list of documents shows, known without reading their paragraphs."""

    id: str
    title: str
    paragraphs: int
    language: str
    date: str
    source: str
    numbering: str
    sha256: str
    size_bytes: int
    sections: int
    findings: int
    chars: int


SUMMARY = (
    "id, size, sha256, length(text), json_array_length(head, '$.sections'),"
    " json_array_length(head, '$.audit.findings'), "
    + ", ".join(f"json_extract(head, '$.{name}')" for name in _HEAD_FIELDS)
)


def head_of(document: Document) -> str:
    """What is known of a document beside its text and paragraphs."""
    values = {name: getattr(document, name) for name in _HEAD_FIELDS}
    values["sections"] = [asdict(section) for section in document.sections]
    values["audit"] = asdict(document.audit)
    values["corrections"] = [asdict(correction) for correction in document.corrections]
    return json.dumps(values, ensure_ascii=False)


def title_of(head: str) -> str:
    """The title in a stored head."""
    return str(json.loads(head)["title"])


def headings_of(head: str) -> list[str]:
    """The titles of document and sections in a stored head."""
    values = json.loads(head)
    return [str(values["title"]), *(str(section["title"]) for section in values["sections"])]


def columns_of(p: Paragraph) -> tuple[str | int | None, ...]:
    """A paragraph's fields in their order."""
    parts = json.dumps([[part.label, part.start_char, part.end_char] for part in p.parts]) if p.parts else ""
    return (p.document_id, p.label, p.text, p.start_char, p.position, p.native, p.section, p.page, p.origin, parts)


def document_from(id: str, stored: tuple[str, str, str], paragraphs: Sequence[Paragraph], until: str = "") -> Document:
    """The document of which head, text and sha256 were stored; `until` for a former version."""
    head, text, sha256 = stored
    values = json.loads(head)
    audit = values.pop("audit")
    return Document(
        id=id,
        text=text,
        paragraphs=tuple(paragraphs),
        sections=tuple(Section(**section) for section in values.pop("sections")),
        audit=Audit(audit["counts"], tuple(Finding(**finding) for finding in audit["findings"])),
        sha256=sha256,
        corrections=tuple(Correction(**correction) for correction in values.pop("corrections", ())),
        until=until,
        **values,
    )


def paragraph_from(*columns: Any) -> Paragraph:  # noqa: ANN401 - as SQLite gives it
    """The paragraph that `columns_of` was made from."""
    *fields, parts = columns
    make: Callable[..., Paragraph] = Paragraph
    return make(*fields, tuple(Part(*part) for part in json.loads(parts)) if parts else ())


def content_from(stored: Sequence[tuple[str, str]]) -> Content | None:
    """The content of a document, of words and folded text as stored; None where an older version stored them."""
    words = [text.partition("\n") for text, _ in stored]
    if not all(mark for _, mark, _ in words):
        return None
    return Content(tuple(folded for _, folded in stored), tuple(content for content, _, _ in words))


def summary_from(id: str, size: int, sha256: str, chars: int, sections: int, findings: int, *head: Any) -> Summary:  # noqa: ANN401 - as SQLite gives it
    """The line of a list for a stored document, of its `SUMMARY` columns."""
    values = dict(zip(_HEAD_FIELDS, head, strict=True))
    return Summary(id, paragraphs=size, sha256=sha256, chars=chars, sections=sections, findings=findings, **values)


def row_from(*columns: Any) -> Row:  # noqa: ANN401 - as SQLite gives it
    """A paragraph's row: the paragraph's columns, then the row's own."""
    *paragraph, key, words, folded, height, blob = columns
    return Row(paragraph_from(*paragraph), key, words, folded, np.frombuffer(blob, np.float16).reshape(height, -1))
