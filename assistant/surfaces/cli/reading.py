"""`danraku parse`: reading a file without adding it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.surfaces.cli.console import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.document import Correction, Document

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="md, txt, html, pdf or docx.")]
_BEGINS = "The line, from 1, at which numbers of the text begin: none above it is one."
_CONTENTS = "Lines that are a table of contents."
_WITHOUT = "A line that holds no number, whatever it looks like."
Begins = Annotated[int | None, typer.Option("--begins", metavar="LINE", help=_BEGINS)]
Contents = Annotated[list[str] | None, typer.Option("--contents", metavar="LINE-LINE", help=_CONTENTS)]
Without = Annotated[list[int] | None, typer.Option("--no-number", metavar="LINE", help=_WITHOUT)]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command(epilog="Examples:\n\n  danraku parse treaty.pdf\n\n  danraku parse law.docx --json > paragraphs.jsonl")(
        parse
    )


def parse(
    file: File,
    as_json: Annotated[bool, typer.Option("--json", help="One paragraph a line.")] = False,
    as_text: Annotated[bool, typer.Option("--text", help="The text as read, with the numbers of its lines.")] = False,
    begins: Begins = None,
    contents: Contents = None,
    without: Without = None,
) -> None:
    """Show what an add would find, without adding: labels, sections, and the numbering audit."""
    from index.parsing import read_document

    document = read_document(file)
    if said := corrections_in(document.text, begins, contents, without):
        document = read_document(file, corrections=said)
    if as_text:
        for number, line in enumerate(document.text.split("\n"), 1):
            say(f"{number:6}  {line}")
    elif as_json:
        _print_lines(document)
    else:
        _print_overview(document)


def _print_lines(document: Document) -> None:
    from assistant.surfaces.cli.preview import parsed_lines

    for row in parsed_lines(document):
        say(json.dumps(row, ensure_ascii=False))


def _print_overview(document: Document) -> None:
    from assistant.surfaces.cli.preview import audit_lines, label_lines

    about = (document.title, document.language, document.date, document.source, document.sha256[:12])
    say(" · ".join(filter(None, about)))
    for line in (*label_lines(document), *audit_lines(document)):
        say(line)


def corrections_in(
    text: str, begins: int | None, contents: Sequence[str] | None, without: Sequence[int] | None
) -> tuple[Correction, ...]:
    """The corrections that options ask for, of the lines of a text as it was read."""
    from index.numbering.corrections import corrections_of

    return corrections_of(text, begins=begins, contents=contents or (), without=without or ())
