"""The project's own encoder and reader, whose files are made once for all tests: that takes ten seconds."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from index.model import Reader, load_reader


@cache
def shared_reader() -> Reader:
    """Loaded once."""
    return load_reader(data=models_home())


def models_home() -> Path:
    """A data folder where both have their files, or get them when first loaded; it goes with this process."""
    home = Path(_folder().name)
    (home / "models").mkdir(exist_ok=True)
    return home


def share_models(data: Path) -> None:
    """Let another data folder have the same files."""
    data.mkdir(parents=True, exist_ok=True)
    (data / "models").symlink_to(models_home() / "models")


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="danraku-models-")
