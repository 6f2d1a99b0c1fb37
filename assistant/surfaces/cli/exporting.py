"""`danraku export` and `danraku verify`: answers as files, and whether they still hold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.surfaces.cli.console import AsJson, note, open_library, print_json, say
from index.document import Document
from index.errors import UnknownDocument

if TYPE_CHECKING:
    from assistant.records import FindDocument
    from assistant.records.verifying import FindVersion, Verdict
    from index.library import Library

Out = Annotated[Path | None, typer.Option("--out", "-o", help="A .md, .docx or .json file; default CONVERSATION.md.")]
File = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="An export: .docx, .json, or .md with its .json.")
]
Against = Annotated[
    list[Path] | None,
    typer.Option("--file", "-f", exists=True, dir_okay=False, help="Check against this file, not the library."),
]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command(epilog="Examples:\n\n  danraku export --list\n\n  danraku export --out answers.docx")(export)
    app.command(epilog="Examples:\n\n  danraku verify answers.md\n\n  danraku verify answers.docx -f treaty.pdf")(
        verify
    )


def export(
    conversation: Annotated[str | None, typer.Argument(help="Its id; without one, the last conversation.")] = None,
    out: Out = None,
    list_kept: Annotated[bool, typer.Option("--list", help="List the conversations kept instead.")] = False,
) -> None:
    """Write a conversation to a file that can be sent, and beside Markdown the record that `verify` reads."""
    from assistant.building import build_conversations
    from assistant.records import write_export
    from assistant.settings import load_settings

    settings = load_settings()
    with open_library(settings) as library:
        conversations = build_conversations(settings, library)
        kept = conversations.list()
        if list_kept:
            for line in kept:
                say(f"{line.id}  {line.updated_at:%Y-%m-%d %H:%M}  {line.turns:3} turns  {line.title}")
            return
        if not kept:
            note("No conversation is kept yet. Begin one with: danraku ask")
            raise typer.Exit(1)
        chosen = conversation or kept[0].id
        path = out or Path(f"{chosen}.md")
        write_export(path, conversations.turns(chosen))
        say(str(path))


def verify(file: File, against: Against = None, as_json: AsJson = False) -> None:
    """Check that every quote of an export still stands; exit code 1 when one does not."""
    from assistant.records import changed_documents, read_export
    from assistant.records import verify as verify_quotes
    from assistant.records.verifying import STANDING

    exported = read_export(file)
    with _documents(against or []) as (find, version):
        verdicts, changed = verify_quotes(exported, find, version), changed_documents(exported, find)
    if as_json:
        print_json({"quotes": [verdict.as_dict() for verdict in verdicts], "changed_documents": changed})
    else:
        _report(verdicts, changed)
    if any(verdict.state not in STANDING for verdict in verdicts):
        raise typer.Exit(1)


@contextmanager
def _documents(files: list[Path]) -> Iterator[tuple[FindDocument, FindVersion]]:
    """How to find a document, and a version that it replaced: among the files named, or else in the library."""
    if not files:
        with open_library() as library:
            yield library.document, partial(_version, library)
        return
    from index.parsing import read_document

    read = {file.name: read_document(file) for file in files}

    def find(name: str) -> Document:
        if name not in read:
            raise UnknownDocument(f"no file {name} was given")
        return read[name]

    yield find, lambda name, sha256: None


def _version(library: Library, name: str, sha256: str) -> Document | None:
    """The version of a document that was read from a file, where the library keeps it."""
    versions = (library.document(name, edition) for edition, _ in library.versions(name))
    return next((document for document in versions if document.sha256 == sha256), None)


def _report(verdicts: list[Verdict], changed: list[str]) -> None:
    from assistant.records.verifying import STANDING

    for verdict in verdicts:
        if verdict.state != "stands":
            where = f"〔{verdict.document} {verdict.label}〕" if verdict.document else ""
            moved = f" (these words are now in {verdict.elsewhere})" if verdict.elsewhere else ""
            until = f", replaced on {verdict.until}" if verdict.until else ""
            say(f"{verdict.state}{until}{moved}: {where}{verdict.text}")
    for name in changed:
        say(f"changed since: {name} is another file than the one quoted from")
    standing = sum(verdict.state in STANDING for verdict in verdicts)
    say(f"{standing} of {len(verdicts)} quotes stand")
