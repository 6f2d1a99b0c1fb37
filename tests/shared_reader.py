"""The project's own reader, made once for all tests."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from index.model import Reader, load_reader


@cache
def shared_reader() -> Reader:
    """Its converted weights lie in a folder that goes with this process."""
    return load_reader(data=Path(_folder().name))


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="danraku-reader-")
