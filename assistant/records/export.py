"""A record as a file for people (Markdown, DOCX) or programs (JSON), and back again.

Markdown and DOCX are laid out as the same blocks, so what a reader sees is what
`danraku verify` checks: there is no hidden copy that could say something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from assistant.answer import Turn
from assistant.errors import BadUsage, UnreadableExport
from assistant.records.blocks import Block, from_docx, from_markdown, to_docx, to_markdown
from assistant.records.record import Asked, Cited, Record, Said, Source, record
from index.errors import StorageFailed

TITLE: Final = "Danraku export of "
_CLAIM = re.compile(r"(.*) \((verbatim|supported|unverified)\)", re.DOTALL)
_QUOTE = re.compile(r"〔(.+?) · (.+?)〕 (.+)", re.DOTALL)
_DOCUMENT = re.compile(r"(.+?) · (.*) · SHA-256 ([0-9a-f]*)")


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
            return to_markdown(layout(exported)).encode()
        case ".docx":
            return to_docx(layout(exported))
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
        blocks = from_docx(content) if path.suffix.lower() == ".docx" else from_markdown(content.decode())
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
    if turn.documents:
        yield Block("text", f"Asked of: {', '.join(turn.documents)}")
    if turn.text:
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


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))} {first['msg'].lower()}"
    return str(error).splitlines()[0]
