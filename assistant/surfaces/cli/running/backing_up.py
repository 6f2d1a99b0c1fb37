"""`danraku backup` and `danraku restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.surfaces.cli.console import note

Archive = Annotated[Path, typer.Argument(metavar="FILE", help="The archive, such as danraku.tar.gz.", dir_okay=False)]
Replace = Annotated[
    bool, typer.Option("--replace", help="Write a backup of what is there beside the folder, and replace it.")
]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command(epilog="Example:\n\n  danraku backup danraku.tar.gz")(backup)
    app.command(epilog="Example:\n\n  danraku restore danraku.tar.gz")(restore)


def backup(file: Archive) -> None:
    """Write documents, conversations and people into one archive; a server may go on working meanwhile."""
    from assistant.records.backup import back_up
    from assistant.settings import load_settings

    settings = load_settings()
    saved = back_up(settings.data, file)
    note(f"{file.name} holds {len(saved.files)} files of {saved.size_bytes / 2**20:,.1f} MB.")
    if settings.database_url:
        note("What replicas share is in the database of DANRAKU_DATABASE_URL: keep that one too.")


def restore(file: Archive, replace: Replace = False) -> None:
    """Put what an archive holds into the data folder; a server that works in it goes on with that."""
    from assistant.records import backup
    from assistant.settings import load_settings

    data = load_settings().data
    saved = backup.restore(file, data, replace=replace)
    note(f"{len(saved.files)} files are back in {data}; the index is made anew at the next question that needs it.")
