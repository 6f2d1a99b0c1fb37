"""A record as a file for people (Markdown, DOCX) or programs (JSON), and back again.

Markdown and DOCX are laid out as the same blocks, so what a reader sees is what
`danraku verify` checks: there is no hidden copy that could say something else.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pydantic import ValidationError

from assistant.conversation import Turn
from assistant.errors import BadUsage, UnreadableExport
from assistant.record import Asked, Cited, Record, Said, Source, record
from assistant.rendering import escape_markdown
from index.errors import StorageFailed

Kind = Literal["title", "question", "text", "claim", "quote", "document"]
Format = Literal[".md", ".docx", ".json"]

TITLE: Final = "Danraku export of "
_MARKDOWN: Final[dict[Kind, str]] = {
    "title": "# ",
    "question": "## ",
    "text": "",
    "claim": "- ",
    "quote": "> ",
    "document": "1. ",
}
_WORD: Final[dict[Kind, str]] = {
    "title": "Title",
    "question": "Heading 1",
    "text": "Normal",
    "claim": "List Paragraph",
    "quote": "Quote",
    "document": "List Bullet",
}
_CLAIM = re.compile(r"(.*) \((verbatim|supported|unverified)\)", re.DOTALL)
_QUOTE = re.compile(r"〔(.+?) · (.+?)〕 (.+)", re.DOTALL)
_DOCUMENT = re.compile(r"(.+?) · (.*) · SHA-256 ([0-9a-f]*)")
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the layout."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Exported:
    """What a file can be held to: its claims with their quotes, and the documents it names."""

    claims: tuple[Said, ...]
    documents: tuple[Source, ...]


class UnknownFormat(BadUsage):
    """A file to write to has a suffix that is none of ours."""

    hint = "Give the file the suffix .md, .docx or .json"


def write_export(path: Path, turns: Sequence[Turn]) -> None:
    """Write turns to a file, in the format of its suffix, whole or not at all.

    Raises:
        UnknownFormat: another suffix.
        StorageFailed: the file cannot be written.
    """
    content = export_bytes(record(turns), path.suffix.lower())
    unfinished = path.with_name(path.name + ".part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        raise StorageFailed(f"{path} cannot be written: {error.strerror or error}") from error


def export_bytes(exported: Record, suffix: str) -> bytes:
    """A record in the format of a suffix (".md", ".docx", ".json")."""
    match suffix:
        case ".json":
            return exported.model_dump_json(indent=2).encode()
        case ".md":
            return _markdown(layout(exported)).encode()
        case ".docx":
            return _docx(layout(exported))
        case _:
            raise UnknownFormat(f"an export cannot be a {suffix or 'file without a suffix'}")


def read_export(path: Path) -> Exported:
    """Read back what `write_export` wrote.

    Raises:
        UnreadableExport: not such a file.
    """
    try:
        content = path.read_bytes()
        if path.suffix.lower() == ".json":
            kept = Record.model_validate_json(content)
            return Exported(tuple(claim for turn in kept.turns for claim in turn.claims), kept.documents)
        blocks = _docx_blocks(content) if path.suffix.lower() == ".docx" else _markdown_blocks(content.decode())
    except (OSError, UnicodeDecodeError, ValidationError, KeyError, ValueError) as error:
        raise UnreadableExport(f"{path.name} cannot be read as an export: {_reason(error)}") from error
    if not any(block.kind == "title" and block.text.startswith(TITLE) for block in blocks):
        raise UnreadableExport(f"{path.name} is no export: its title is not {TITLE.strip()!r}")
    return _exported(blocks, path.name)


def layout(exported: Record) -> list[Block]:
    """The blocks that people read, in order."""
    blocks = [Block("title", TITLE + exported.exported_at.strftime("%Y-%m-%dT%H:%M:%SZ"))]
    for turn in exported.turns:
        blocks += _turn(turn)
    return blocks + [Block("document", f"{d.id} · {_credit(d)} · SHA-256 {d.sha256}") for d in exported.documents]


def _turn(turn: Asked) -> Iterable[Block]:
    yield Block("question", turn.question)
    if not turn.claims:
        yield Block("text", turn.text)
    for claim in turn.claims:
        yield Block("claim", f"{claim.text} ({claim.support})")
        for cited in claim.citations:
            yield Block("quote", f"〔{cited.document} · {cited.label}〕 {cited.quote}")


def _credit(document: Source) -> str:
    return ", ".join(filter(None, (document.title, document.date, document.source)))


def _exported(blocks: Sequence[Block], name: str) -> Exported:
    claims: list[Said] = []
    documents: list[Source] = []
    for block in blocks:
        if block.kind == "claim" and (claim := _CLAIM.fullmatch(block.text)):
            claims.append(Said.model_validate({"text": claim[1], "support": claim[2], "citations": ()}))
        elif block.kind == "quote" and claims and (quote := _QUOTE.fullmatch(block.text)):
            cited = Cited(document=quote[1], label=quote[2], quote=quote[3])
            claims[-1] = claims[-1].model_copy(update={"citations": (*claims[-1].citations, cited)})
        elif block.kind == "document" and (source := _DOCUMENT.fullmatch(block.text)):
            documents.append(Source(id=source[1], title=source[2], date="", source="", sha256=source[3]))
        elif block.kind in {"claim", "quote", "document"}:
            raise UnreadableExport(f"{name} has a {block.kind} that was not written so: {block.text[:60]!r}")
    return Exported(tuple(claims), tuple(documents))


def _markdown(blocks: Sequence[Block]) -> str:
    return "\n\n".join(_marked(block) for block in blocks) + "\n"


def _marked(block: Block) -> str:
    mark = _MARKDOWN[block.kind]
    follow = mark if block.kind == "quote" else " " * len(mark)
    lines = [escape_markdown(line) for line in block.text.splitlines() if line.strip()]
    return mark + f"  \n{follow}".join(line.rstrip() for line in lines)


def _markdown_blocks(text: str) -> list[Block]:
    return [_unmarked(part) for part in re.split(r"\n\s*\n", text.strip())]


def _unmarked(part: str) -> Block:
    kind, mark = next((kind, mark) for kind, mark in _by_length() if part.startswith(mark))
    lines = (line.removeprefix(mark).strip() for line in part.splitlines())
    return Block(kind, html.unescape(_ESCAPED.sub(r"\1", "\n".join(lines))))


def _by_length() -> list[tuple[Kind, str]]:
    return sorted(_MARKDOWN.items(), key=lambda entry: -len(entry[1]))


def _docx(blocks: Sequence[Block]) -> bytes:
    import docx

    document = docx.Document()
    for block in blocks:
        document.add_paragraph(_printable(block.text), style=_WORD[block.kind])
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _docx_blocks(content: bytes) -> list[Block]:
    from zipfile import BadZipFile

    import docx

    kinds = {style: kind for kind, style in _WORD.items()}
    try:
        paragraphs = docx.Document(io.BytesIO(content)).paragraphs
    except BadZipFile as error:
        raise ValueError("it is no DOCX file") from error
    return [Block(kinds.get(p.style.name if p.style else "", "text"), p.text) for p in paragraphs if p.text.strip()]


def _printable(text: str) -> str:
    """Without control characters, which XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "\N{REPLACEMENT CHARACTER}", text)


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))} {first['msg'].lower()}"
    return str(error).splitlines()[0]
