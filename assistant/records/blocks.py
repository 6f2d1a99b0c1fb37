"""The layout of an export as blocks, written as Markdown or DOCX and read back, footnotes included.

Reading back gives the same blocks, except for blank lines and blanks at line ends.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["title", "question", "text", "claim"]

_MARKDOWN: Final[dict[Kind, str]] = {"title": "# ", "question": "## ", "claim": "- ", "text": ""}
_ESCAPED = re.compile(r"\\(.)")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_REFERENCES = re.compile(r"(?:\[\^\d+\])+$")  # brackets of the text are escaped
_REFERENCE = re.compile(r"\[\^(\d+)\]")
_NOTE = re.compile(r"\[\^(\d+)\]: (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the layout, and the footnotes that its end refers to."""

    kind: Kind
    text: str
    notes: tuple[str, ...] = ()


def to_markdown(blocks: Sequence[Block]) -> str:
    """Blocks as Markdown, their text escaped so that it shows as it is; the same footnote stands once."""
    numbers: dict[str, int] = {}
    for block in blocks:
        for note in block.notes:
            numbers.setdefault(note, len(numbers) + 1)
    notes = [f"[^{number}]: " + _lines(note, "    ") for note, number in numbers.items()]
    return "\n\n".join([*(_marked(block, numbers) for block in blocks), *notes]) + "\n"


def from_markdown(text: str) -> list[Block]:
    """The blocks of such Markdown."""
    parts = _BLANK_LINE.split(text.strip())
    defined = [note for part in parts if (note := _NOTE.fullmatch(part))]
    notes = {note[1]: _plain(note[2], "    ") for note in defined}
    return [_unmarked(part, notes) for part in parts if not _NOTE.fullmatch(part)]


def escape_markdown(text: str) -> str:
    """Text that a Markdown reader shows as it is.

    >>> escape_markdown("<b> *x* _y_")
    '&lt;b&gt; \\\\*x\\\\* \\\\_y\\\\_'
    """
    escaped = "".join("\\" + char if char in "\\`*_{}[]#|~!" else char for char in text)
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _marked(block: Block, numbers: dict[str, int]) -> str:
    mark = _MARKDOWN[block.kind]
    return mark + _lines(block.text, " " * len(mark)) + "".join(f"[^{numbers[note]}]" for note in block.notes)


def _lines(text: str, follow: str) -> str:
    return f"  \n{follow}".join(escape_markdown(line.strip()) for line in text.splitlines() if line.strip())


def _unmarked(part: str, notes: dict[str, str]) -> Block:
    kind, mark = next((kind, mark) for kind, mark in _MARKDOWN.items() if part.startswith(mark))
    references = _REFERENCES.search(part)
    words = part[len(mark) : references.start()] if references else part[len(mark) :]
    named = _REFERENCE.findall(references.group()) if references else []
    return Block(kind, _plain(words, " " * len(mark)), tuple(notes[name] for name in named if name in notes))


def _plain(written: str, follow: str) -> str:
    lines = (line.removeprefix(follow).strip() for line in written.splitlines())
    return "\n".join(html.unescape(_ESCAPED.sub(r"\1", line)) for line in lines)
