"""For other programs: the sets that came with the evaluator, and the command that runs one in a process of its own.

The chat finds this module by the entry points `danraku.evaluation`.
"""

from __future__ import annotations

import sys
from pathlib import Path

_SETS = Path(__file__).parent / "sets"


def shipped_sets() -> tuple[Path, ...]:
    """The sets that came with the program."""
    return tuple(sorted(_SETS.glob("*.jsonl")))


def command(items: Path, out: Path) -> tuple[str, ...]:
    """What asks every item of a set and leaves `run.jsonl` and `report.html` in a folder."""
    return (sys.executable, "-m", "assistant.surfaces.cli", "eval", "run", str(items), "--out", str(out))
