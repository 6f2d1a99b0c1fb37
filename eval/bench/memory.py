"""What a process weighs."""

from __future__ import annotations

from pathlib import Path
from typing import Literal


def memory_mb(process: int | Literal["self"], of: Literal["VmRSS", "VmHWM"]) -> float:
    """Memory now (VmRSS) or at most (VmHWM), where the system tells it under /proc; 0 elsewhere.

    Not from `getrusage`, whose peak counts what the parent weighed when it forked.
    """
    status = Path(f"/proc/{process}/status")
    if not status.is_file():
        return 0.0
    line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith(of))
    return round(int(line.split()[1]) / 1024, 1)
