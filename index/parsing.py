"""A file or a text in hand -> `Document`: read into lines, then numbered."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from index.document import Document
from index.errors import EmptyDocument
from index.numbering.building import number
from index.reading.files import read_bytes, source_of
from index.reading.markdown import read_markdown
from index.reading.plain import read_plain


def read_document(path: Path, *, id: str | None = None) -> Document:
    """Read a file and find its paragraphs.

    Args:
        path: A text, Markdown, HTML, PDF or DOCX file.
        id: The document's name; the file's name by default.

    Raises:
        UnreadableFile: missing, a directory, too big, damaged, or of another kind.
        EmptyDocument: no text in it.
    """
    content = read_bytes(path)
    source = source_of(content, path)
    if not source.text.strip():
        raise EmptyDocument(f"{path} holds no text")
    document = number(source, id=id or path.name, sha256=hashlib.sha256(content).hexdigest())
    return replace(document, size_bytes=len(content))


def parse(text: str, *, id: str = "untitled.md") -> Document:
    """Find the paragraphs of a text already in hand; Markdown, or plain text if `id` ends in .txt."""
    source = read_plain(text) if id.endswith(".txt") else read_markdown(text)
    if not text.strip():
        raise EmptyDocument(f"{id} holds no text")
    return number(source, id=id, sha256=hashlib.sha256(text.encode()).hexdigest())
