"""The layout of an export as blocks, written as Markdown or DOCX and read back.

Reading back gives the same blocks, except for blank lines and blanks at line ends.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["title", "question", "text", "claim", "quote", "document"]

_MARKDOWN: Final[dict[Kind, str]] = {
    "title": "# ",
    "question": "## ",
    "claim": "- ",
    "quote": "> ",
    "document": "1. ",
    "text": "",
}
_WORD: Final[dict[Kind, str]] = {
    "title": "Title",
    "question": "Heading 1",
    "claim": "List Paragraph",
    "quote": "Quote",
    "document": "List Bullet",
    "text": "Normal",
}
_ESCAPED = re.compile(r"\\(.)")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the layout."""

    kind: Kind
    text: str


def to_markdown(blocks: Sequence[Block]) -> str:
    """Blocks as Markdown, their text escaped so that it shows as it is."""
    return "\n\n".join(_marked(block) for block in blocks) + "\n"


def from_markdown(text: str) -> list[Block]:
    """The blocks of such Markdown."""
    return [_unmarked(part) for part in _BLANK_LINE.split(text.strip())]


def to_docx(blocks: Sequence[Block]) -> bytes:
    """Blocks as a Word document, one style a kind; control characters, which XML cannot hold, become �."""
    import docx

    document = docx.Document()
    for block in blocks:
        document.add_paragraph(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", block.text), style=_WORD[block.kind])
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def from_docx(content: bytes) -> list[Block]:
    """The blocks of such a document.

    Raises:
        ValueError: it is no DOCX file.
    """
    from zipfile import BadZipFile

    import docx

    kinds = {style: kind for kind, style in _WORD.items()}
    try:
        paragraphs = docx.Document(io.BytesIO(content)).paragraphs
    except (BadZipFile, KeyError) as error:
        raise ValueError("it is no DOCX file") from error
    return [Block(kinds.get(p.style.name if p.style else "", "text"), p.text) for p in paragraphs if p.text.strip()]


def escape_markdown(text: str) -> str:
    """Text that a Markdown reader shows as it is.

    >>> escape_markdown("<b> *x* _y_")
    '&lt;b&gt; \\\\*x\\\\* \\\\_y\\\\_'
    """
    escaped = "".join("\\" + char if char in "\\`*_{}[]#|~!" else char for char in text)
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _marked(block: Block) -> str:
    mark = _MARKDOWN[block.kind]
    follow = mark if block.kind == "quote" else " " * len(mark)
    lines = [escape_markdown(line.strip()) for line in block.text.splitlines() if line.strip()]
    return mark + f"  \n{follow}".join(lines)


def _unmarked(part: str) -> Block:
    kind, mark = next((kind, mark) for kind, mark in _MARKDOWN.items() if part.startswith(mark))
    lines = (line.removeprefix(mark).strip() for line in part.splitlines())
    return Block(kind, "\n".join(html.unescape(_ESCAPED.sub(r"\1", line)) for line in lines))
