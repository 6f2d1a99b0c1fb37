"""From a path to its lines: what may be read, how much of it, and by which reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

from index.errors import UnreadableFile
from index.reading.decoding import damaged, declared_encoding, decode
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


def read_bytes(path: Path, *, name: str) -> bytes:
    """The bytes of a file that may be read: not missing, no directory, not too big.

    Args:
        path: Where it is; no error says so, since it may be a folder of the server's.
        name: What errors call it.
    """
    try:
        if path.is_dir():
            raise UnreadableFile(f"{name} is a directory")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableFile(f"{name} has {size:,} bytes; at most {MOST_BYTES:,} are read")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{name} cannot be read: {error.strerror or type(error).__name__}") from error


def source_of(content: bytes, path: Path, *, name: str) -> Source:
    """The lines of a file, by the reader for its format; `name` is what errors call it."""
    other = next((kind for mark, kind in _OTHERS.items() if content.startswith(mark)), "")
    if other:
        raise UnreadableFile(f"{name} is {other}: save it as DOCX, PDF or text")
    kind = _kind(content, path)
    if kind == "pdf":
        return read_pdf(content, name=name)
    if kind == "docx":
        return read_docx(content, name=name)
    declared = declared_encoding(content) if kind == "html" else ""
    text = decode(content, name=name, declared=declared)
    readers = {"html": read_html, "markdown": read_markdown, "plain": read_plain}
    source = readers[kind](text)
    return replace(source, findings=(*source.findings, *damaged(source.text)))


def _kind(content: bytes, path: Path) -> Kind:
    """By what the bytes say first, then by the file's name."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "docx"
    return _KINDS.get(path.suffix.lower(), "plain")
