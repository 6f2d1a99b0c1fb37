"""`danraku parse`, `diff`, `check`: reading files without adding them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
    from index.reading import read_document

    document = read_document(file)
    if as_json:
        _print_lines(document)
    else:
        _print_overview(document)


def _print_lines(document: Document) -> None:
    for p in document:
        row = {"label": p.label, "native": p.native, "section": p.section, "text": p.text, "page": p.page}
        typer.echo(json.dumps(row, ensure_ascii=False))


def _print_overview(document: Document) -> None:
    typer.echo(
        f"{document.title}\n{document.numbering or 'no numbering'} · {document.language} · {document.sha256[:12]}"
    )
    for level, count in document.audit.counts.items():
        typer.echo(f"  {count} {level}")
    for section in document.sections:
        labels = [paragraph.label for paragraph in document.under(section)]
        extent = f"{labels[0]} to {labels[-1]}" if labels else "empty"
        typer.echo(f"{'  ' * section.level}{section.label} {section.title}  ({extent})")
    typer.echo("labels: " + " ".join(paragraph.label for paragraph in document))
    for finding in document.audit.findings:
        typer.echo(f"{finding.kind}: {finding.message}")
    if not document.audit.findings:
        typer.echo("audit: nothing to remark")
