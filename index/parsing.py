"""A file or a text in hand -> `Document`: read into lines, then numbered."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from index.document import Correction, Document
from index.errors import EmptyDocument
from index.numbering import number
from index.reading import read_bytes, read_markdown, read_plain, source_of
from index.text import written_in


def named(path: Path) -> str:
    """A file's name as documents bear it: composed (NFC), whatever its file system makes of it."""
    return unicodedata.normalize("NFC", path.name) or str(path)


def read_document(path: Path, *, id: str | None = None, corrections: Sequence[Correction] = ()) -> Document:
    """Read a file and find its paragraphs.

    Args:
        path: A text, Markdown, HTML, PDF or DOCX file.
        id: The document's name; the file's name by default. Errors name it, never the path.
        corrections: What a reader said of the numbers found in it before.

    Raises:
        UnreadableFile: missing, a directory, too big, damaged, or of another kind.
        EmptyDocument: no text in it.
    """
    name = id or named(path)
    content = read_bytes(path, name=name)
    source = source_of(content, path, name=name)
    if not source.text.strip():
        raise EmptyDocument(f"{name} holds no text")
    sha256 = hashlib.sha256(content).hexdigest()
    document = number(source, id=name, sha256=sha256, corrections=corrections)
    return replace(document, size_bytes=len(content), language=written_in(document.text, script=document.language))


def parse(text: str, *, id: str = "untitled.md") -> Document:
    """Find the paragraphs of a text already in hand; Markdown, or plain text if `id` ends in .txt."""
    source = read_plain(text) if id.endswith(".txt") else read_markdown(text)
    if not text.strip():
        raise EmptyDocument(f"{id} holds no text")
    document = number(source, id=id, sha256=hashlib.sha256(text.encode()).hexdigest())
    return replace(document, language=written_in(document.text, script=document.language))
