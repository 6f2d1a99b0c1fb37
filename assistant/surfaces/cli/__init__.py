"""The command line: one file per group of commands, heavy imports inside them."""

from assistant.surfaces.cli.main import main, run

__all__ = ["main", "run"]
