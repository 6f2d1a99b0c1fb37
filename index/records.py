"""How documents and paragraphs look in the catalogue: rows, and JSON for what is never searched by."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.document import Audit, Document, Finding, Paragraph, Part, Section
from index.language import Language

_HEAD_FIELDS = ("title", "language", "date", "source", "numbering")


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph as stored.

    Attributes:
        key: Of its vectors; equal for equal texts.
        words: Its words, separated by blanks.
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
class Summary:
    """What a list of documents shows, known without reading their paragraphs."""

    id: str
    title: str
    paragraphs: int
    language: Language
    date: str
    source: str
    numbering: str
    sha256: str


def head_of(document: Document) -> str:
    """What is known of a document beside its text and paragraphs."""
    values = {name: getattr(document, name) for name in _HEAD_FIELDS}
    values["sections"] = [asdict(section) for section in document.sections]
    values["audit"] = asdict(document.audit)
    return json.dumps(values, ensure_ascii=False)


def body_of(p: Paragraph) -> str:
    """What is known of a paragraph beside its text, document and position."""
    parts = [[part.label, part.start_char, part.end_char] for part in p.parts]
    return json.dumps([p.label, p.start_char, p.native, p.section, p.page, p.origin, parts], ensure_ascii=False)


def document_from(id: str, stored: tuple[str, str, str], paragraphs: Sequence[Paragraph]) -> Document:
    """The document of which head, text and sha256 were stored."""
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
        **values,
    )


def paragraph_from(document: str, position: int, body: str, text: str) -> Paragraph:
    """The paragraph that `body_of` was made from."""
    label, start_char, native, section, page, origin, parts = json.loads(body)
    return Paragraph(
        document, label, text, start_char, position, native, section, page, origin, tuple(Part(*part) for part in parts)
    )


def summary_from(id: str, head: str, size: int, sha256: str) -> Summary:
    """The line of a list for a stored document."""
    values = json.loads(head)
    return Summary(id, paragraphs=size, sha256=sha256, **{name: values[name] for name in _HEAD_FIELDS})


def row_from(*stored: Any) -> Row:  # noqa: ANN401 - as SQLite gives it
    """A paragraph's row, from its columns in the order of `Row` with document, position and body first."""
    document, position, body, text, key, words, folded, height, blob = stored
    paragraph = paragraph_from(document, position, body, text)
    return Row(paragraph, key, words, folded, np.frombuffer(blob, np.float16).reshape(height, -1))
