"""docs/cli.md, made from --help; `make docs` writes it, a test tells when it is out of date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import typer

from assistant.surfaces.cli.commands import app

HEAD = "# Command line\n\nWritten from `--help` by `make docs`.\n"


def pages() -> str:
    """The help of every command of ours, as Markdown; commands of other packages are named only."""
    return HEAD + "".join(_page(name, command) for name, command in _commands(typer.main.get_command(app)))


def _commands(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Every command that is shown, those of groups behind their group's name."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{above}{name} ")
        elif not command.hidden:
            yield f"{above}{name}", command


def _page(name: str, command: Any) -> str:  # noqa: ANN401 - typer keeps its Command private
    usage = f"danraku {name} " + " ".join(filter(None, map(_usage, command.params)))
    rows = [row for row in map(_row, command.params) if row]
    table = "\n| | |\n|---|---|\n" + "".join(f"| {left} | {right} |\n" for left, right in rows) if rows else ""
    examples = "".join(f"    {line}\n" for line in _examples(command.epilog or ""))
    return f"\n## {name}\n\n{command.help}\n\n    {usage.strip()}\n{table}\n{examples}"


def _usage(param: Any) -> str:  # noqa: ANN401
    if param.param_type_name != "argument":
        return ""
    shown = str(param.metavar or param.name.upper())
    return shown if param.required else f"[{shown}]"


def _row(param: Any) -> tuple[str, str]:  # noqa: ANN401
    named = param.opts if param.param_type_name == "option" else [str(param.metavar or param.name.upper())]
    return ", ".join(f"`{name}`" for name in named), param.help or ""


def _examples(epilog: str) -> list[str]:
    return [line.strip() for line in epilog.splitlines() if re.match(r"\s+\S", line)]


if __name__ == "__main__":
    typer.echo(pages(), nl=False)
