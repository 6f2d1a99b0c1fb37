"""Files, folders and patterns that were typed -> the files to read."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from assistant.errors import BadUsage

READABLE: Final = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx"})


class NothingToAdd(BadUsage):
    """A path or pattern names no readable file."""

    hint = "Give a file, a folder or a pattern of " + ", ".join(sorted(READABLE))


def gather(typed: Sequence[str]) -> list[Path]:
    """The files that paths, folders and patterns name, each once, in the order typed.

    A folder means every readable file under it, hidden ones and links out of it left out.

    Raises:
        NothingToAdd: one of them names nothing.
    """
    found: dict[Path, None] = {}
    for name in typed:
        files = list(_files(name))
        if not files:
            raise NothingToAdd(f"{name} is not there" if not Path(name).is_dir() else f"{name} holds no readable file")
        found |= dict.fromkeys(files)
    return list(found)


def links_in(typed: Sequence[str]) -> list[Path]:
    """Links to readable files in the folders typed: they may lead anywhere, so they are left out and told."""
    folders = [Path(name) for name in typed if Path(name).is_dir()]
    return [
        file
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if file.is_symlink() and file.suffix.lower() in READABLE and not _hidden(file, folder)
    ]


def _files(name: str) -> Iterable[Path]:
    path = Path(name)
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if _readable(file, path))
    if path.exists():
        return [path]
    matches = glob.glob(name, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
    return sorted(path for path in map(Path, matches) if path.is_file())


def _readable(file: Path, folder: Path) -> bool:
    plain = file.is_file() and not file.is_symlink() and not _hidden(file, folder)
    return plain and file.suffix.lower() in READABLE


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)
