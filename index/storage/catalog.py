"""Documents, their paragraphs and everything derived from them, in one SQLite file.

The catalogue is the truth: a document is there, whole, or not at all, because it is
written in one transaction. The vectors in Chroma only point into it. It loads no model.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.derived.content import content_of
from index.document import Document
from index.errors import StorageFailed, UnknownDocument
from index.storage.records import Row, Summary, content_from, document_from, paragraph_from, row_from, summary_from
from index.storage.tables import (
    PARAGRAPH,
    ROW,
    SCHEMA,
    clear_paragraphs,
    insert,
    put_document,
    remove_document,
    write_settings,
)

_MANY = 500


class Catalog:
    """The SQLite file of a library; safe to use from several threads.

    Raises:
        StorageFailed: the file cannot be opened, read or written.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._reading = threading.RLock()
        self._writing = threading.RLock()
        with self._errors():
            file.parent.mkdir(parents=True, exist_ok=True)
            self._writer = self._open()
            self._reader = self._open()

    def close(self) -> None:
        """Close the file."""
        with self._writing, self._reading:
            self._reader.close()
            self._writer.close()

    # --- reading

    def version(self) -> int:
        """Changes whenever any process has changed the catalogue."""
        return int(self._all("PRAGMA data_version")[0][0])

    def setting(self, name: str) -> str:
        """A recorded value; "" where there is none."""
        found = self._all("SELECT value FROM settings WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def summaries(self) -> list[Summary]:
        """All documents in the order of their adding."""
        found = self._all("SELECT id, head, size, sha256 FROM documents ORDER BY place")
        return [summary_from(*row) for row in found]

    def stamps(self) -> dict[str, tuple[int, str]]:
        """How many paragraphs each document has, and the sha256 of its file."""
        found = self._all("SELECT id, size, sha256 FROM documents ORDER BY place")
        return {name: (size, sha256) for name, size, sha256 in found}

    def sha256(self, id: str) -> str:
        """Of the stored document's file; "" where there is none."""
        found = self._all("SELECT sha256 FROM documents WHERE id = ?", id)
        return str(found[0][0]) if found else ""

    def document(self, id: str) -> Document:
        """A whole document.

        Raises:
            UnknownDocument: there is none of that id.
        """
        with self._snapshot():
            heads = self._all("SELECT head, text, sha256 FROM documents WHERE id = ?", id)
            if not heads:
                raise UnknownDocument(f"there is no document {id}")
            query = f"SELECT words, folded, {PARAGRAPH} FROM paragraphs WHERE document = ? ORDER BY position"
            rows = self._all(query, id)
        document = document_from(id, heads[0], [paragraph_from(*row[2:]) for row in rows])
        if content := content_from([row[:2] for row in rows]):
            content_of.keep(document, content)
        return document

    def rows(self, documents: Sequence[str]) -> list[Row]:
        """Every paragraph of these documents, in their order."""
        with self._snapshot():
            query = f"SELECT {ROW} FROM paragraphs WHERE document = ? ORDER BY position"
            return [row_from(*found) for name in documents for found in self._all(query, name)]

    def rows_at(self, numbers: Sequence[int]) -> list[Row]:
        """The paragraphs with these row numbers that still exist."""
        return [row_from(*found) for found in self._in(f"SELECT {ROW} FROM paragraphs WHERE id IN", numbers)]

    def numbers_of(self, keys: Sequence[str]) -> list[tuple[int, str]]:
        """Row number and document of every paragraph with one of these keys."""
        return self._in("SELECT id, document FROM paragraphs WHERE key IN", keys)

    def numbers_at(self, document: str, positions: Sequence[int]) -> list[int]:
        """Row numbers of the paragraphs at these positions of a document that still exist."""
        query = "SELECT id FROM paragraphs WHERE document = ? AND position IN"
        return [row[0] for row in self._in(query, positions, document)]

    def numbers_with(self, word: str) -> list[int]:
        """Row numbers of the paragraphs that hold a word."""
        quoted = '"' + word.replace('"', '""') + '"'
        return [row[0] for row in self._all("SELECT rowid FROM word_index WHERE word_index MATCH ?", quoted)]

    def documents_of(self, numbers: Sequence[int]) -> dict[int, str]:
        """The document of each row number."""
        return dict(self._in("SELECT id, document FROM paragraphs WHERE id IN", numbers))

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many paragraphs of the library each term occurs."""
        return dict(self._in("SELECT term, paragraphs FROM terms WHERE term IN", list(terms)))

    def known(self, keys: Sequence[str]) -> dict[str, Row]:
        """A stored row for each of those keys that have one."""
        rows = [row_from(*found) for found in self._in(f"SELECT {ROW} FROM paragraphs WHERE key IN", keys)]
        return {row.key: row for row in rows}

    def keys(self) -> list[str]:
        """Every key that a paragraph uses, once."""
        return [row[0] for row in self._all("SELECT DISTINCT key FROM paragraphs ORDER BY key")]

    def settled(self) -> bool:
        """Whether no change of Chroma is noted: nobody died over one."""
        return not self._all("SELECT 1 FROM unsettled LIMIT 1")

    def unsettled(self) -> list[str]:
        """Keys noted as about to change that no paragraph uses."""
        query = "SELECT key FROM unsettled WHERE key NOT IN (SELECT key FROM paragraphs)"
        return [row[0] for row in self._all(query)]

    # --- writing

    def unsettle(self, keys: Sequence[str]) -> None:
        """Note, before Chroma is changed, which keys are about to change there."""
        with self._transaction() as write:
            write.executemany("INSERT OR IGNORE INTO unsettled VALUES (?)", [(key,) for key in keys])

    def settle(self) -> None:
        """Chroma agrees with the catalogue again."""
        with self._transaction() as write:
            write.execute("DELETE FROM unsettled")

    def put(self, document: Document, rows: Sequence[Row], settings: dict[str, str]) -> None:
        """Write a document in place of the one with its id, in one transaction.

        Rows whose key the old version has too are moved, not written anew; keys that no
        paragraph uses any more are noted as unsettled.
        """
        with self._transaction() as write:
            put_document(write, document, rows)
            write_settings(write, settings)

    def remove(self, id: str) -> None:
        """Take a document out; its keys are noted as unsettled."""
        with self._transaction() as write:
            remove_document(write, id)

    def put_all(self, rows: Iterable[Row], settings: dict[str, str]) -> None:
        """Write the paragraphs of all documents anew and the settings with them, in one transaction."""
        with self._transaction() as write:
            clear_paragraphs(write)
            insert(write, rows)
            write_settings(write, settings)

    def set(self, **settings: str) -> None:
        """Record values."""
        with self._transaction() as write:
            write_settings(write, settings)

    # --- plumbing

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, check_same_thread=False, isolation_level=None, timeout=10)
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(SCHEMA + "PRAGMA user_version = 1;")
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

    def _all(self, query: str, *values: object) -> list[Any]:
        with self._reading, self._errors():
            return self._reader.execute(query, values).fetchall()

    def _in(self, query: str, values: Sequence[Any], *before: object) -> list[Any]:
        found: list[Any] = []
        for start in range(0, len(values), _MANY):
            some = values[start : start + _MANY]
            found += self._all(f"{query} ({','.join('?' * len(some))})", *before, *some)
        return found

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        with self._reading, self._errors():
            self._reader.execute("BEGIN")
            try:
                yield
            finally:
                self._reader.execute("COMMIT")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._writing, self._errors():
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                self._writer.execute("ROLLBACK")
                raise
            self._writer.execute("COMMIT")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StorageFailed(f"{self._file} cannot be used: {error}") from error
