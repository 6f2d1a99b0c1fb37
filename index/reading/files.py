"""From a path to its lines: what may be read, how much of it, and by which reader."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from index.errors import UnreadableFile
from index.reading.decoding import declared_encoding, decode
from index.reading.markdown import read_markdown
from index.reading.pdf import read_pdf
from index.reading.plain import read_plain
from index.reading.source import Source
from index.reading.web import read_html
from index.reading.word import read_docx

MOST_BYTES = 50_000_000
Kind = Literal["pdf", "docx", "html", "markdown", "plain"]
_OTHERS = {b"\xd0\xcf\x11\xe0": "an old or encrypted Office file", b"{\\rtf": "an RTF file", b"\x1f\x8b": "compressed"}
_KINDS: dict[str, Kind] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
}


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that may be read: not missing, no directory, not too big."""
    try:
        if path.is_dir():
            raise UnreadableFile(f"{path} is a directory")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableFile(f"{path} has {size:,} bytes; at most {MOST_BYTES:,} are read")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}") from error


def source_of(content: bytes, path: Path) -> Source:
    """The lines of a file, by the reader for its format."""
    other = next((name for mark, name in _OTHERS.items() if content.startswith(mark)), "")
    if other:
        raise UnreadableFile(f"{path} is {other}: save it as DOCX, PDF or text")
    kind = _kind(content, path)
    if kind == "pdf":
        return read_pdf(content, name=str(path))
    if kind == "docx":
        return read_docx(content, name=str(path))
    declared = declared_encoding(content) if kind == "html" else ""
    text = decode(content, name=str(path), declared=declared)
    readers = {"html": read_html, "markdown": read_markdown, "plain": read_plain}
    return readers[kind](text)


def _kind(content: bytes, path: Path) -> Kind:
    """By what the bytes say first, then by the file's name."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "docx"
    return _KINDS.get(path.suffix.lower(), "plain")
