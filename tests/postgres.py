"""A PostgreSQL of Debian's packages, started for a run of the tests, with a database for whoever asks.

It is gone when the run is, also one that was killed (`eval.service.processes`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from eval.service.servers import NotHere, Postgres

__all__ = ["Postgres", "started"]


@contextmanager
def started() -> Iterator[Postgres]:
    """Run one in a folder of its own; the test is skipped where it cannot be had."""
    try:
        server = Postgres.made()
    except NotHere as missing:
        pytest.skip(str(missing))
    try:
        yield server.start()
    finally:
        server.stop()
