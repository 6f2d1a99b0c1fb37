"""What was measured, on what, and how busy that was."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

# The rooms whose speed the page tells of, and what else decides it.
ROOMS = (
    "index/library.py",
    "index/model",
    "index/search",
    "index/storage",
    "index/text",
    "assistant/answering.py",
    "assistant/question",
    "assistant/evidence",
    "assistant/answers",
    "eval/bench",
)


def machine() -> str:
    """Processor, cores, system and Python."""
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def commit() -> str:
    """Of the checkout; "unknown" outside one, and marked where files differ from it."""
    try:
        name = _git("rev-parse", "--short=12", "HEAD")
        return f"{name}, with changes" if _git("status", "--porcelain", "--untracked-files=no") else name
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def load() -> float:
    """Processes that wanted to run in the last minute, by cores; 0 where the system does not tell."""
    return round(os.getloadavg()[0] / (os.cpu_count() or 1), 2) if hasattr(os, "getloadavg") else 0.0


def digests(rooms: Sequence[str] = ROOMS, root: Path = ROOT) -> dict[str, str]:
    """Of the code and data in each room: another one whenever any of it changes."""
    return {room: _digest(root / room) for room in rooms}


def _digest(room: Path) -> str:
    files = [room] if room.is_file() else sorted(path for path in room.rglob("*") if path.is_file())
    whole = hashlib.sha256()
    for path in files:
        if "__pycache__" not in path.parts:
            whole.update(path.relative_to(room.parent).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:16]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    fields = dict(line.split(":", 1) for line in lines if ":" in line)
    known = {name.strip(): value.strip() for name, value in fields.items()}
    flags = known.get("flags", "").split()
    fast = next((flag for flag in ("avx512_vnni", "avx_vnni", "avx2") if flag in flags), "no AVX2")
    return f"{known.get('model name', platform.machine())} ({fast})"


def _git(*arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", str(ROOT), *arguments], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ).stdout.strip()
