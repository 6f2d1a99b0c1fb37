"""One SQLite file with a connection that reads and one that writes; safe to use from several threads."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import StorageFailed

_MANY = 500


class Database:
    """The file, its transactions, and its failures as errors of ours.

    Raises:
        StorageFailed: the file cannot be opened, read or written.
    """

    def __init__(self, file: Path, *, schema: str, version: int) -> None:
        """Open the file, or make it.

        Args:
            file: Its folder is made where it is not there.
            schema: SQL that makes what an empty file, or one of an earlier version, lacks.
            version: Of the schema.
        """
        self._file = file
        self._reading = threading.RLock()
        self._writing = threading.RLock()
        with self._errors():
            file.parent.mkdir(parents=True, exist_ok=True)
            self._writer = self._open(schema, version)
            self._reader = self._open(schema, version)

    def close(self) -> None:
        """Close the file."""
        with self._writing, self._reading:
            self._reader.close()
            self._writer.close()

    def version(self) -> int:
        """Changes whenever any process has changed the file."""
        return int(self.all("PRAGMA data_version")[0][0])

    def all(self, query: str, *values: object) -> list[Any]:
        """Every row that a query gives."""
        with self._reading, self._errors():
            return self._reader.execute(query, values).fetchall()

    def among(self, query: str, values: Sequence[Any], *before: object) -> list[Any]:
        """Every row that a query gives which ends in `IN`, for any number of values."""
        found: list[Any] = []
        for start in range(0, len(values), _MANY):
            some = values[start : start + _MANY]
            found += self.all(f"{query} ({','.join('?' * len(some))})", *before, *some)
        return found

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read within is of one moment."""
        with self._reading, self._errors():
            self._reader.execute("BEGIN")
            try:
                yield
            finally:
                self._reader.execute("COMMIT")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """What is written within is there whole, or not at all."""
        with self._writing, self._errors():
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                self._writer.execute("ROLLBACK")
                raise
            self._writer.execute("COMMIT")

    def _open(self, schema: str, version: int) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, check_same_thread=False, isolation_level=None, timeout=10)
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] < version:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(f"BEGIN IMMEDIATE; {schema} PRAGMA user_version = {version}; COMMIT;")
            connection.execute("SELECT count(*) FROM settings")
        except sqlite3.OperationalError:
            connection.close()
            if os.access(self._file.parent, os.W_OK):
                raise
            connection = sqlite3.connect(
                f"{self._file.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False, isolation_level=None
            )
            connection.execute("SELECT count(*) FROM settings")
        return connection

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StorageFailed(f"{self._file} cannot be used: {error}") from error
