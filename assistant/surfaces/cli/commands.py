"""All commands under one name; other packages add theirs by the entry points `danraku.commands`."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from assistant import installed_version
from assistant.surfaces.cli import asking, checking, comparing, exporting, library, reading, searching
from assistant.surfaces.cli.running import backing_up, people, serving

EPILOG = "Settings come from DANRAKU_... variables: docs/settings.md. Add --traceback to see where an error arose."


class Commands(TyperGroup):
    """A group that loads other packages' commands only when one of them is named."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - typer keeps its Context private
        """Our commands, then those of others."""
        return [*super().list_commands(ctx), *sorted(_others())]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401
        """One of ours, or another's, loaded now."""
        other = _others().get(cmd_name)
        if other is None:
            return super().get_command(ctx, cmd_name)
        command = typer.main.get_command(other.load())
        command.name = cmd_name
        return command


def _others() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group="danraku.commands")}


app = typer.Typer(
    cls=Commands,
    help="Ask a numbered document a question and get an answer you can check.",
    epilog=EPILOG,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
)


def print_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        typer.echo(f"danraku {installed_version()}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", is_eager=True, callback=print_version, help="Print the version.")]


@app.callback()
def options(version: Version = False) -> None:
    """Ask a numbered document a question and get an answer you can check."""


for module in (asking, searching, library, reading, comparing, checking, exporting, serving, people, backing_up):
    module.register(app)
