"""`danraku parse`: reading a file without adding it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.surfaces.cli.console import say

if TYPE_CHECKING:
    from index.document import Document

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="md, txt, html, pdf or docx.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command(epilog="Examples:\n\n  danraku parse treaty.pdf\n\n  danraku parse law.docx --json > paragraphs.jsonl")(
        parse
    )


def parse(file: File, as_json: Annotated[bool, typer.Option("--json", help="One paragraph a line.")] = False) -> None:
    """Show what an add would find, without adding: labels, sections, and the numbering audit."""
    from index.parsing import read_document

    document = read_document(file)
    if as_json:
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
