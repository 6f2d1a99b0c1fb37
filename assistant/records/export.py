"""Answers as files: a letter for people (Markdown, Word) with its record, or the record alone (JSON).

The record is what `danraku verify` reads. Beside Markdown it is a second file of the same
name, in Word it is inside; what the letter shows is held to it, so that a letter that was
changed by hand is noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from assistant.answer import Turn
from assistant.errors import BadUsage, UnreadableExport
from assistant.records.blocks import Block, from_markdown, to_markdown
from assistant.records.letter import letter, letter_title, says
from assistant.records.record import Record, Said, Source, record
from assistant.records.word import from_docx, record_of, to_docx
from index.errors import StorageFailed

_UNFIT = str.maketrans(dict.fromkeys('\\/:*?"<>|\n\t「」『』“”', " "))
_NAME_CHARS = 48


@dataclass(frozen=True, slots=True)
class Exported:
    """What a file can be held to: its claims with their quotes, the documents it names, and what was changed in it."""

    claims: tuple[Said, ...]
    documents: tuple[Source, ...]
    altered: tuple[str, ...] = ()


class UnknownFormat(BadUsage):
    """A file to write to has a suffix that is none of ours."""

    hint = "Give the file the suffix .md, .docx or .json"


def write_export(path: Path, turns: Sequence[Turn], *, language: str = "") -> None:
    """Write turns to a file, in the format of its suffix, whole or not at all; beside Markdown also its record.

    Raises:
        UnknownFormat: another suffix.
        StorageFailed: the file cannot be written.
    """
    suffix = path.suffix.lower()
    files = {path: export_bytes(turns, suffix, language=language)}
    if suffix == ".md":
        files[path.with_suffix(".json")] = export_bytes(turns, ".json")
    for file, content in files.items():
        _write(file, content)


def export_bytes(
    turns: Sequence[Turn],
    suffix: str,
    *,
    language: str = "",
    title: str = "",
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> bytes:
    """Turns in the format of a suffix (".md", ".docx", ".json").

    Args:
        turns: What was asked and answered.
        suffix: Of the file.
        language: Of the letter; by default that of the first answer.
        title: Of the letter; see `letter`.
        now: The time of the export.
    """
    if suffix not in {".md", ".docx", ".json"}:
        raise UnknownFormat(f"an export cannot be a {suffix or 'file without a suffix'}")
    kept = record(turns, now=now).model_dump_json(indent=2)
    if suffix == ".json":
        return kept.encode()
    blocks = letter(turns, language=language or _language(turns), made=now().astimezone().date(), title=title)
    return to_docx(blocks, kept) if suffix == ".docx" else to_markdown(blocks).encode()


def export_name(turns: Sequence[Turn], *, language: str = "", title: str = "") -> str:
    """A file name that says what is in it, without a suffix."""
    words = (title or letter_title(turns, language or _language(turns))).translate(_UNFIT)
    return " ".join(words.split())[:_NAME_CHARS].strip(" .") or "danraku"


def read_export(path: Path) -> Exported:
    """Read back what `write_export` wrote.

    Raises:
        UnreadableExport: not such a file, or its record is gone.
    """
    try:
        content = path.read_bytes()
        suffix = path.suffix.lower()
        if suffix == ".json":
            return _exported(content, ())
        if suffix == ".docx":
            return _exported(record_of(content).encode(), from_docx(content))
        return _exported(path.with_suffix(".json").read_bytes(), from_markdown(content.decode()))
    except FileNotFoundError as error:
        beside = path.with_suffix(".json").name
        raise UnreadableExport(f"{path.name} cannot be checked without its record {beside} beside it") from error
    except (OSError, UnicodeDecodeError, ValidationError, KeyError, ValueError) as error:
        raise UnreadableExport(f"{path.name} cannot be read as an export: {_reason(error)}") from error


def _exported(content: bytes, shown: Sequence[Block]) -> Exported:
    kept = Record.model_validate_json(content)
    claims = tuple(claim for turn in kept.turns for claim in turn.claims)
    return Exported(claims, kept.documents, tuple(_altered(claims, shown)) if shown else ())


def _altered(claims: Sequence[Said], shown: Sequence[Block]) -> Iterator[str]:
    """What a letter says and its record does not, and the other way round."""
    blocks = [block for block in shown if block.kind == "claim"]
    yield from (block.text for block in blocks if not any(says(block, claim) for claim in claims))
    yield from (claim.text for claim in claims if not any(says(block, claim) for block in blocks))


def _write(path: Path, content: bytes) -> None:
    unfinished = path.with_name(path.name + ".part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        raise StorageFailed(f"{path} cannot be written: {error.strerror or error}") from error


def _language(turns: Sequence[Turn]) -> str:
    return turns[0].answer.language if turns else "en"


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))} {first['msg'].lower()}"
    return str(error).splitlines()[0]
