"""Documents, their paragraphs and everything derived from them, in one SQLite file.

The catalogue is the truth: a document is there, whole, or not at all, because it is
written in one transaction. The vectors in Chroma only point into it. It loads no model.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.document import Document
from index.errors import StorageFailed, UnknownDocument
from index.lexical import grams
from index.records import Row, Summary, columns_of, document_from, head_of, paragraph_from, row_from, summary_from

_SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, place INTEGER NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, head TEXT NOT NULL,
    text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS paragraphs (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL, position INTEGER NOT NULL, key TEXT NOT NULL, label TEXT NOT NULL,
    start_char INTEGER NOT NULL, native TEXT NOT NULL, section TEXT NOT NULL, page INTEGER, origin TEXT NOT NULL,
    parts TEXT NOT NULL, text TEXT NOT NULL, words TEXT NOT NULL, folded TEXT NOT NULL, height INTEGER NOT NULL,
    vectors BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS paragraphs_in_order ON paragraphs (document, position);
CREATE INDEX IF NOT EXISTS paragraphs_by_key ON paragraphs (key);
CREATE VIRTUAL TABLE IF NOT EXISTS word_index USING fts5 (
    words, content='paragraphs', content_rowid='id', detail='none', tokenize="unicode61 remove_diacritics 0");
CREATE TABLE IF NOT EXISTS terms (term TEXT PRIMARY KEY, paragraphs INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unsettled (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_PARAGRAPH = "document, label, text, start_char, position, native, section, page, origin, parts"
_ROW = _PARAGRAPH + ", key, words, folded, height, vectors"
_ADD = f"INSERT INTO paragraphs ({_ROW}) VALUES ({', '.join('?' * len(_ROW.split(', ')))})"
_MOVE = f"UPDATE paragraphs SET ({_PARAGRAPH}) = ({', '.join('?' * len(_PARAGRAPH.split(', ')))}) WHERE id = ?"
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
            rows = self._all(f"SELECT {_PARAGRAPH} FROM paragraphs WHERE document = ? ORDER BY position", id)
        return document_from(id, heads[0], [paragraph_from(*row) for row in rows])

    def rows(self, documents: Sequence[str]) -> list[Row]:
        """Every paragraph of these documents, in their order."""
        with self._snapshot():
            query = f"SELECT {_ROW} FROM paragraphs WHERE document = ? ORDER BY position"
            return [row_from(*found) for name in documents for found in self._all(query, name)]

    def rows_at(self, numbers: Sequence[int]) -> list[Row]:
        """The paragraphs with these row numbers that still exist."""
        return [row_from(*found) for found in self._in(f"SELECT {_ROW} FROM paragraphs WHERE id IN", numbers)]

    def numbers_of(self, keys: Sequence[str]) -> list[tuple[int, str]]:
        """Row number and document of every paragraph with one of these keys."""
        return self._in("SELECT id, document FROM paragraphs WHERE key IN", keys)

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

    def vectors(self, keys: Sequence[str]) -> dict[str, NDArray[np.float16]]:
        """The stored vectors of those keys that have some."""
        found = self._in("SELECT key, height, vectors FROM paragraphs WHERE key IN", keys)
        return {key: np.frombuffer(blob, np.float16).reshape(height, -1) for key, height, blob in found}

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
            old = _stored(write, document.id)
            kept = _keep(write, old, rows)
            _delete(write, _numbers(old))
            _insert(write, [row for at, row in enumerate(rows) if at not in kept])
            _write_head(write, document)
            _write_settings(write, settings)

    def remove(self, id: str) -> None:
        """Take a document out; its keys are noted as unsettled."""
        with self._transaction() as write:
            _delete(write, _numbers(_stored(write, id)))
            write.execute("DELETE FROM documents WHERE id = ?", (id,))

    def put_all(self, rows: Iterable[Row], settings: dict[str, str]) -> None:
        """Write the paragraphs of all documents anew and the settings with them, in one transaction."""
        with self._transaction() as write:
            write.execute("DELETE FROM paragraphs")
            write.execute("DELETE FROM terms")
            write.execute("DELETE FROM unsettled")
            write.execute("INSERT INTO word_index (word_index) VALUES ('delete-all')")
            _insert(write, rows)
            _write_settings(write, settings)

    def set(self, **settings: str) -> None:
        """Record values."""
        with self._transaction() as write:
            _write_settings(write, settings)

    # --- plumbing

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, check_same_thread=False, isolation_level=None, timeout=10)
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(_SCHEMA + "PRAGMA user_version = 1;")
            connection.execute("SELECT count(*) FROM settings")
        except sqlite3.OperationalError:
            connection.close()
            connection = sqlite3.connect(
                f"file:{self._file}?immutable=1", uri=True, check_same_thread=False, isolation_level=None
            )
            connection.execute("SELECT count(*) FROM settings")
        return connection

    def _all(self, query: str, *values: object) -> list[Any]:
        with self._reading, self._errors():
            return self._reader.execute(query, values).fetchall()

    def _in(self, query: str, values: Sequence[Any]) -> list[Any]:
        found: list[Any] = []
        for start in range(0, len(values), _MANY):
            some = values[start : start + _MANY]
            found += self._all(f"{query} ({','.join('?' * len(some))})", *some)
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


def _stored(write: sqlite3.Connection, document: str) -> dict[str, list[int]]:
    """Row numbers of a document by key, in order."""
    found: dict[str, list[int]] = {}
    query = "SELECT id, key FROM paragraphs WHERE document = ? ORDER BY position"
    for number, key in write.execute(query, (document,)):
        found.setdefault(key, []).append(number)
    return found


def _numbers(stored: dict[str, list[int]]) -> list[int]:
    return [number for numbers in stored.values() for number in numbers]


def _keep(write: sqlite3.Connection, old: dict[str, list[int]], rows: Sequence[Row]) -> set[int]:
    """Move the old rows that the new version has too; takes them out of `old`."""
    kept = set()
    for at, row in enumerate(rows):
        if numbers := old.get(row.key):
            write.execute(_MOVE, (*columns_of(row.paragraph), numbers.pop(0)))
            kept.add(at)
    return kept


def _delete(write: sqlite3.Connection, numbers: Sequence[int]) -> None:
    terms: Counter[str] = Counter()
    for number in numbers:
        query = "SELECT key, words, folded FROM paragraphs WHERE id = ?"
        key, words, folded = write.execute(query, (number,)).fetchone()
        terms.update(_terms(words, folded))
        write.execute("INSERT INTO word_index (word_index, rowid, words) VALUES ('delete', ?, ?)", (number, words))
        write.execute("INSERT OR IGNORE INTO unsettled VALUES (?)", (key,))
        write.execute("DELETE FROM paragraphs WHERE id = ?", (number,))
    _count(write, terms, -1)


def _insert(write: sqlite3.Connection, rows: Iterable[Row]) -> None:
    terms: Counter[str] = Counter()
    for row in rows:
        values = (*columns_of(row.paragraph), row.key, row.words, row.folded, *_blob(row.vectors))
        cursor = write.execute(_ADD, values)
        write.execute("INSERT INTO word_index (rowid, words) VALUES (?, ?)", (cursor.lastrowid, row.words))
        terms.update(_terms(row.words, row.folded))
    _count(write, terms, 1)


def _terms(words: str, folded: str) -> set[str]:
    """Words and n-grams together: the n-grams carry a mark, so that they stay apart."""
    return {*words.split(), *("#" + gram for gram in grams(folded))}


def _count(write: sqlite3.Connection, terms: Counter[str], sign: int) -> None:
    write.executemany(
        "INSERT INTO terms VALUES (?, ?)"
        " ON CONFLICT (term) DO UPDATE SET paragraphs = paragraphs + excluded.paragraphs",
        ((term, sign * count) for term, count in sorted(terms.items())),
    )
    if sign < 0:
        write.executemany("DELETE FROM terms WHERE term = ? AND paragraphs <= 0", ((term,) for term in terms))


def _write_settings(write: sqlite3.Connection, settings: dict[str, str]) -> None:
    write.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", settings.items())


def _write_head(write: sqlite3.Connection, document: Document) -> None:
    write.execute(
        "INSERT INTO documents VALUES (?, (SELECT coalesce(max(place), 0) + 1 FROM documents), ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET size = excluded.size, sha256 = excluded.sha256, head = excluded.head,"
        " text = excluded.text",
        (document.id, len(document), document.sha256, head_of(document), document.text),
    )


def _blob(vectors: NDArray[np.float16]) -> tuple[int, bytes]:
    return len(vectors), vectors.astype(np.float16).tobytes()
