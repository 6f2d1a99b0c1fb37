"""`danraku check`: hold one's own text against the paragraphs it cites."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import BadUsage
from assistant.surfaces.cli.console import AsJson, note, open_filled_library, say

if TYPE_CHECKING:
    from index.document import Document

Memo = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Your text: .md, .txt or .docx.")]
Of = Annotated[str | None, typer.Option("--document", "-d", help="The document of the library that it cites.")]
File = Annotated[
    Path | None, typer.Option("--file", "-f", exists=True, dir_okay=False, help="Check against this file instead.")
]
Html = Annotated[Path | None, typer.Option("--html", help="Write the report as an HTML page, too.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command(epilog="Examples:\n\n  danraku check memo.docx\n\n  danraku check memo.md -f treaty.pdf --json")(check)


def check(memo: Memo, document: Of = None, file: File = None, html: Html = None, as_json: AsJson = False) -> None:
    """Check every reference of a text; exit code 1 when one is anything but supported.

    States: supported, drifted, wrong paragraph, unsupported, no such paragraph, not checkable.
    """
    from assistant.building import build_checker
    from assistant.cite_check import check_memo, report
    from assistant.settings import load_settings
    from index.parsing import read_document

    against = read_document(file) if file else _of_library(document)
    checked = check_memo(read_document(memo).text, against, build_checker(load_settings()))
    say(report.as_json(checked) if as_json else report.as_text(checked))
    if html:
        html.write_text(report.as_html(checked, memo=memo.name, document=against.id), encoding="utf-8")
        note(f"wrote {html}")
    if any(sentence.refers and sentence.state != "supported" for sentence in checked):
        raise typer.Exit(1)


def _of_library(name: str | None) -> Document:
    """The document named, or the only one of the library.

    Raises:
        BadUsage: the library holds several and none was named.
    """
    from assistant.settings import load_settings

    with open_filled_library(load_settings()) as library:
        if name:
            return library.document(name)
        held = ", ".join(summary.id for summary in library.summaries)
        if library.size.documents > 1:
            raise BadUsage(f"the library holds several documents ({held}); choose one with --document")
        return library.document(held)
