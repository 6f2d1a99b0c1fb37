"""Texts beside one another in a terminal; below one another where it is narrow or a pipe."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Sequence

import typer

NARROWEST = 44


def beside(texts: Sequence[tuple[str, str]]) -> str:
    """Headings with their texts, in columns of at least 44 characters where there is room for them."""
    width = shutil.get_terminal_size().columns
    if sys.stdout.isatty() and width >= NARROWEST * len(texts):
        return columns(texts, width)
    return "\n\n".join(f"{typer.style(heading, bold=True)}\n{text}" for heading, text in texts)


def columns(texts: Sequence[tuple[str, str]], width: int) -> str:
    """One column for each heading and its text, in so many characters; wide characters count twice."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, expand=True, padding=(0, 1), header_style="", pad_edge=False)
    for heading, _ in texts:
        table.add_column(Text(heading, style="bold"), ratio=1, overflow="fold")
    table.add_row(*(Text.from_ansi(text) for _, text in texts))
    shown = Console(file=io.StringIO(), width=width, color_system="standard", force_terminal=True)
    with shown.capture() as captured:
        shown.print(table)
    return captured.get().rstrip("\n")
