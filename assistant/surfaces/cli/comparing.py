"""`danraku diff`: two documents, files or of the library, paragraph by paragraph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.surfaces.cli.console import AsJson, open_library, print_json, say

if TYPE_CHECKING:
    from index.difference import Change, Span
    from index.document import Document, Paragraph

Old = Annotated[str, typer.Argument(metavar="OLD", help="A file, or a document of the library.")]
New = Annotated[str, typer.Argument(metavar="NEW", help="A file, or a document of the library.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command(epilog="Examples:\n\n  danraku diff draft.docx final.docx\n\n  danraku diff old.md new.md --json")(diff)


def diff(old: Old, new: New, as_json: AsJson = False) -> None:
    """Show what became of each paragraph: kept, renumbered, changed, dropped or new.

    Words that went are marked [-so-], words that came {+so+}.
    """
    from index.difference import counted, difference

    changes = difference(_document(old), _document(new))
    if as_json:
        print_json([as_dict(change) for change in changes])
        return
    for change in changes:
        if change.kind != "kept":
            say(_shown(change) + "\n")
        elif change.renumbered:
            say(f"renumbered {_labels(change)}\n")
    say(", ".join(f"{count} {kind}" for kind, count in counted(changes).items()))


def as_dict(change: Change) -> dict[str, Any]:
    """Plain values for JSON."""
    return {
        "kind": change.kind,
        "renumbered": change.renumbered,
        "old": _side(change.old, change.old_spans),
        "new": _side(change.new, change.new_spans),
        "likeness": round(change.likeness, 3),
    }


def _side(paragraph: Paragraph | None, spans: tuple[Span, ...]) -> dict[str, Any] | None:
    if paragraph is None:
        return None
    return {"label": paragraph.label, "text": paragraph.text, "changed": [list(span) for span in spans]}


def _document(named: str) -> Document:
    """A file where there is one of that name, else a document of the library."""
    if Path(named).is_file():
        from index.parsing import read_document

        return read_document(Path(named))
    with open_library() as library:
        return library.document(named)


def _shown(change: Change) -> str:
    old, new = change.old, change.new
    lines = [f"{change.kind} {_labels(change)}"]
    if old:
        lines.append(_marked(old.text, change.old_spans or _all(old, change), "[-{}-]", "red"))
    if new:
        lines.append(_marked(new.text, change.new_spans or _all(new, change), "{{+{}+}}", "green"))
    return "\n".join(lines)


def _labels(change: Change) -> str:
    return " → ".join(dict.fromkeys(f"〔{p.label}〕" for p in (change.old, change.new) if p))


def _all(paragraph: Paragraph, change: Change) -> tuple[Span, ...]:
    return ((0, len(paragraph.text)),) if change.kind in {"dropped", "new"} else ()


def _marked(text: str, spans: tuple[Span, ...], mark: str, colour: str) -> str:
    for start, end in reversed(spans):
        text = text[:start] + typer.style(mark.format(text[start:end]), fg=colour) + text[end:]
    return text
