"""Command lines as people write them: several files behind one `--document`."""

from __future__ import annotations

from typer import Context
from typer.core import TyperCommand

_OPTION = "--document"
_SET = ".jsonl"


class SeveralDocuments(TyperCommand):
    """A command whose `--document A B C` means `--document A --document B --document C`."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Parse the arguments, documents spread out."""
        return super().parse_args(ctx, spread(args))


def spread(args: list[str]) -> list[str]:
    """Arguments with the option repeated before each further file behind it.

    A set or a run (`.jsonl`) and an option end the files.

    >>> spread(["SET.jsonl", "--document", "a.md", "b.md", "--out", "run.jsonl"])
    ['SET.jsonl', '--document', 'a.md', '--document', 'b.md', '--out', 'run.jsonl']
    """
    found: list[str] = []
    files = 0
    for arg in args:
        if arg.startswith("-"):
            files = 1 if arg == _OPTION else 0
        elif files and arg.endswith(_SET):
            files = 0
        elif files:
            found += [_OPTION] if files > 1 else []
            files += 1
        found.append(arg)
    return found
