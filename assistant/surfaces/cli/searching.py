"""`danraku search`: the paragraphs nearest to some words, and what they are tied to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.surfaces.cli.console import AsJson, OfDocuments, open_filled_library, print_json, say

if TYPE_CHECKING:
    from assistant.surfaces.search import Found

Words = Annotated[str, typer.Argument(help="In any language.")]
Count = Annotated[int, typer.Option("-k", min=1, max=100, help="How many paragraphs.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command(epilog='Examples:\n\n  danraku search "訓練"\n\n  danraku search "appeal" -d law.pdf -k 10 --json')(
        search
    )


def search(words: Words, document: OfDocuments = None, k: Count = 5, as_json: AsJson = False) -> None:
    """Rank paragraphs without answering; those that a hit refers to, or that refer to it, are named below it."""
    from assistant.settings import load_settings
    from assistant.surfaces.search import search as search_library

    with open_filled_library(load_settings()) as library:
        found = search_library(library, words, k=k, documents=document or [])
        several = len(document or library.summaries) > 1
    if as_json:
        print_json([each.as_dict() for each in found])
    for each in () if as_json else found:
        say(_shown(each, several=several) + "\n")


def _shown(found: Found, *, several: bool) -> str:
    paragraph, near = found.hit.paragraph, found.neighbours
    name = f"{paragraph.document_id} " if several else ""
    lines = [f"{found.hit.rank}. 〔{name}{paragraph.label}〕{found.sentence.text if found.sentence else ''}"]
    for heading, labels in (("refers to", near.targets), ("referred to in", near.sources)):
        if labels:
            lines.append(f"   {heading}: {' '.join(f'〔{label}〕' for label in labels)}")
    return "\n".join(lines)
