"""What the commands share: an open library, progress bars, printing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from assistant.settings import Settings
    from index.library import Library

_CONTROL = re.compile(r"\x1b(?!\[(?:0|1|31|32)m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
OfDocuments = Annotated[
    list[str] | None, typer.Option("--document", "-d", help="Only this document; may be given several times.")
]


@contextmanager
def open_library(settings: Settings | None = None) -> Iterator[Library]:
    """The library of the settings, closed at the end."""
    from assistant.building import build_library
    from assistant.settings import load_settings

    with build_library(settings or load_settings()) as library:
        yield library


@contextmanager
def open_filled_library(settings: Settings) -> Iterator[Library]:
    """The same, never empty: without a document the sample statement is added, and said."""
    from assistant.samples import SAMPLE, add_sample

    with open_library(settings) as library:
        if not library.size.documents:
            note(f"The library is empty: adding the sample {SAMPLE.name}.")
            with progress_bar(SAMPLE.name) as progress:
                add_sample(library, progress)
        yield library


@contextmanager
def progress_bar(name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr, told how many of how many are done; silent where nobody looks."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(name.replace("[", r"\["), total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


@contextmanager
def waiting() -> Iterator[None]:
    """Something that moves on stderr while an answer is made; silent where nobody looks."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status("…"):
        yield


def say(text: str) -> None:
    """Print; control characters of a document are replaced, so that none commands the terminal."""
    typer.echo(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text))


def note(text: str) -> None:
    """A remark beside the result, on stderr."""
    typer.echo(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text), err=True)


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    """One value as readable JSON."""
    say(json.dumps(value, ensure_ascii=False, indent=2))
