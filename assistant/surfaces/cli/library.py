"""`danraku add`, `documents`, `show`, `remove`, `reindex`: what the library holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.errors import BadUsage
from assistant.surfaces.cli.console import AsJson, OfDocuments, note, open_library, print_json, progress_bar, say
from assistant.surfaces.cli.paths import gather, links_in
from assistant.surfaces.cli.reading import Begins, Contents, Without, corrections_in
from index.errors import DanrakuError, UnknownLabel

if TYPE_CHECKING:
    from pathlib import Path

    from index.document import Correction, Document, Paragraph
    from index.library import Library
    from index.storage import Summary

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders or patterns.")]
Name = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Keep it under this name, not the file's.")]
Uncorrected = Annotated[bool, typer.Option("--uncorrected", help="Forget what was said of its numbers.")]
Labels = Annotated[list[str] | None, typer.Argument(metavar="LABEL...", help="16, 16-18, 前文, section II, 第9条, ...")]
Ids = Annotated[list[str], typer.Argument(metavar="DOCUMENT...", help="Names as `danraku documents` lists them.")]


class SameName(BadUsage):
    """Two files to add would become the same document."""

    hint = "Rename one of them, or add it alone with --as NAME"


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command(
        epilog="Examples:\n\n  danraku add treaty.pdf\n\n  danraku add memos/ 'laws/*.docx'"
        "\n\n  danraku add 2025/report.pdf --as report-2025.pdf"
        "\n\n  danraku add law.txt --contents 3-20 --no-number 45"
    )(add)
    app.command(epilog="Example:\n\n  danraku documents --json")(documents)
    app.command(
        epilog="Examples:\n\n  danraku show 16\n\n  danraku show 16-18 前文\n\n  danraku show section II"
        "\n\n  danraku show --labels -d treaty.pdf\n\n  danraku show --audit"
    )(show)
    app.command(epilog="Example:\n\n  danraku remove treaty.pdf")(remove)
    app.command(epilog="Example:\n\n  DANRAKU_MODEL=all-MiniLM-L6-v2 danraku reindex")(reindex)


def add(
    paths: Paths,
    name: Name = None,
    begins: Begins = None,
    contents: Contents = None,
    without: Without = None,
    uncorrected: Uncorrected = False,
) -> None:
    """Add documents, or replace those of the same name; what did not change is not embedded again.

    What is said of a document's numbers (--begins, --contents, --no-number) is kept with it and used again.
    """
    for link in links_in(paths):
        note(f"left out  {link}: a link; name it to add what it leads to")
    files = gather(paths)
    if name and (len(files) > 1 or "/" in name):
        raise typer.BadParameter("--as names one file, without a slash")
    if (begins or contents or without) and len(files) > 1:
        raise typer.BadParameter("--begins, --contents and --no-number are said of one file")
    failed = 0
    seen: dict[str, Path] = {}
    with open_library() as library:
        for file in files:
            try:
                if other := seen.get(file.name):
                    raise SameName(f"{file} and {other} have one name, and a name is one document")
                seen[file.name] = file
                said = _said(library, file, name or file.name, begins, contents, without)
                _add(library, file, name or file.name, () if uncorrected else said)
            except DanrakuError as error:
                if len(files) == 1:
                    raise
                failed += 1
                note(f"danraku: {error}. {error.hint}")
    if failed:
        note(f"{failed} of {len(files)} files were not added.")
        raise typer.Exit(1)


def _said(
    library: Library, file: Path, name: str, begins: int | None, contents: list[str] | None, without: list[int] | None
) -> tuple[Correction, ...] | None:
    """What was said of a document's numbers before and is said now; None where nothing new is."""
    from index.parsing import read_document

    if not (begins or contents or without):
        return None
    known = {summary.id for summary in library.summaries}
    before = library.document(name).corrections if name in known else ()
    new = corrections_in(read_document(file).text, begins, contents, without)
    return (*before, *(correction for correction in new if correction not in before))


def _add(library: Library, file: Path, name: str, said: tuple[Correction, ...] | None) -> None:
    with progress_bar(name) as progress:
        added = library.add(file, id=name, progress=progress, corrections=said)
    document = added.document
    say(f"{added.state}  {document.id}: {len(document)} paragraphs, {document.numbering or 'no numbering'}")
    for finding in document.audit.findings if added.state != "unchanged" else ():
        say(f"  {finding.kind}: {finding.message}")


def documents(as_json: AsJson = False) -> None:
    """List the documents of the library."""
    with open_library() as library:
        rows = [_row(summary) for summary in library.summaries]
    if as_json:
        print_json(rows)
    elif not rows:
        note("The library is empty. Add a document with: danraku add FILE")
    for row in rows if not as_json else ():
        say("\n  ".join([row["id"], *_facts(row)]))


def _row(summary: Summary) -> dict[str, Any]:
    names = ("id", "title", "date", "language", "source", "numbering", "paragraphs", "sections", "findings", "chars")
    return {name: getattr(summary, name) for name in (*names, "size_bytes", "sha256")}


def _facts(row: dict[str, Any]) -> list[str]:
    """What is known of a document in lines to read."""
    from jinja2.filters import do_filesizeformat as size

    counted = [f"{row['paragraphs']} paragraphs", f"{row['sections']} sections" if row["sections"] else ""]
    audit = f"remarks of the audit: {row['findings']} (danraku show --audit)" if row["findings"] else ""
    found = [row["date"], row["language"], *counted, row["numbering"], row["source"]]
    file = [size(row["size_bytes"]) if row["size_bytes"] else "", f"sha256 {row['sha256'][:12]}", audit]
    return [row["title"], *(" · ".join(fact for fact in line if fact) for line in (found, file))]


def show(
    labels: Labels = None,
    document: OfDocuments = None,
    list_labels: Annotated[bool, typer.Option("--labels", help="List labels and sections instead.")] = False,
    audit: Annotated[bool, typer.Option("--audit", help="Print the audit of the numbering instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print paragraphs as they stand in the document."""
    with open_library() as library:
        chosen = [library.document(name) for name in document] if document else library.documents
    if not chosen:
        note("The library is empty. Add a document with: danraku add FILE")
        raise typer.Exit(1)
    if list_labels or audit:
        for each in chosen:
            (_show_labels if list_labels else _show_audit)(each)
    elif labels:
        _show(chosen, " ".join(labels), as_json=as_json)
    else:
        raise typer.BadParameter("name a LABEL, or give --labels or --audit")


def _show(documents: list[Document], typed: str, *, as_json: bool) -> None:
    found = [
        paragraph for document in documents for paragraph in _addressed(document, typed, alone=len(documents) == 1)
    ]
    if not found:
        raise UnknownLabel(typed, document="the library", last=documents[-1].last_label)
    if as_json:
        print_json([{"document": p.document_id, "label": p.label, "section": p.section, "text": p.text} for p in found])
        return
    for paragraph in found:
        name = f"{paragraph.document_id} " if len(documents) > 1 else ""
        say(f"〔{name}{paragraph.label}〕{paragraph.text}\n")


def _addressed(document: Document, typed: str, *, alone: bool) -> list[Paragraph]:
    from assistant.surfaces.showing import paragraphs_at

    try:
        return paragraphs_at(document, typed)
    except UnknownLabel:
        if alone:
            raise
        return []


def _show_labels(document: Document) -> None:
    say(document.id)
    for section in document.sections:
        say(f"{'  ' * section.level}{section.label} {section.title}")
    say("  " + " ".join(paragraph.label for paragraph in document))


def _show_audit(document: Document) -> None:
    from assistant.surfaces.cli.preview import audit_lines

    say("\n  ".join([document.id, *audit_lines(document)]))


def remove(ids: Ids) -> None:
    """Take documents out of the library."""
    with open_library() as library:
        for name in ids:
            library.document(name)
        for name in ids:
            library.remove(name)
            say(f"removed  {name}")


def reindex() -> None:
    """Embed every paragraph anew, with the model that is set now."""
    with open_library() as library:
        with progress_bar("reindex") as progress:
            library.reindex(progress=progress)
        say(f"reindexed  {library.size.paragraphs} paragraphs of {library.size.documents} documents")
