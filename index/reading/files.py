"""From a path to a document: what may be read, how much of it, and by which reader."""

from __future__ import annotations

import hashlib
from pathlib import Path

from index.document import Document
from index.errors import EmptyDocument, UnreadableFile
from index.numbering import number
from index.reading.decoding import decode
from index.reading.plain import read_markdown, read_plain
from index.source import Source

MOST_BYTES = 50_000_000
_MARKDOWN = {".md", ".markdown", ".mdown"}


def read_document(path: Path, *, id: str | None = None) -> Document:
    """Read a file and find its paragraphs.

    Args:
        path: A text, Markdown, HTML, PDF or DOCX file.
        id: The document's name; the file's name by default.

    Raises:
        UnreadableFile: missing, a directory, too big, damaged, or of another kind.
        EmptyDocument: no text in it.
    """
    content = _bytes(path)
    source = _source(content, path)
    if not source.text.strip():
        raise EmptyDocument(f"{path} holds no text")
    return number(source, id=id or path.name, sha256=hashlib.sha256(content).hexdigest())


def parse(text: str, *, id: str = "untitled.md") -> Document:
    """Find the paragraphs of a text already in hand; Markdown, or plain text if `id` ends in .txt."""
    source = read_plain(text) if id.endswith(".txt") else read_markdown(text)
    if not text.strip():
        raise EmptyDocument(f"{id} holds no text")
    return number(source, id=id, sha256=hashlib.sha256(text.encode()).hexdigest())


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFile(f"{path} is a directory")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableFile(f"{path} has {size:,} bytes; at most {MOST_BYTES:,} are read")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}") from error


def _source(content: bytes, path: Path) -> Source:
    text = decode(content, name=str(path))
    return read_markdown(text) if path.suffix.lower() in _MARKDOWN else read_plain(text)
