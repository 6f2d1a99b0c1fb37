"""The tables of the catalogue, and how rows get into them and out: SQL, inside someone else's transaction."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.document import Document
from index.storage.records import Row, columns_of, head_of
from index.text.words import grams

SCHEMA = """
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
PARAGRAPH = "document, label, text, start_char, position, native, section, page, origin, parts"
ROW = PARAGRAPH + ", key, words, folded, height, vectors"
_ADD = f"INSERT INTO paragraphs ({ROW}) VALUES ({', '.join('?' * len(ROW.split(', ')))})"
_MOVE = f"UPDATE paragraphs SET ({PARAGRAPH}) = ({', '.join('?' * len(PARAGRAPH.split(', ')))}) WHERE id = ?"
Columns = tuple[Any, ...]


def put_document(write: sqlite3.Connection, document: Document, rows: Sequence[Row]) -> None:
    """Write a document in place of the one with its id.

    Rows whose key the old version has too are moved, not written anew.
    """
    old = _stored(write, document.id)
    kept = _keep(write, old, rows)
    _delete(write, _numbers(old))
    insert(write, [row for at, row in enumerate(rows) if at not in kept])
    _write_head(write, document)


def remove_document(write: sqlite3.Connection, name: str) -> None:
    """Take a document out."""
    _delete(write, _numbers(_stored(write, name)))
    write.execute("DELETE FROM documents WHERE id = ?", (name,))


def clear_paragraphs(write: sqlite3.Connection) -> None:
    """Take every paragraph out, and all that was derived from them."""
    write.execute("DELETE FROM paragraphs")
    write.execute("DELETE FROM terms")
    write.execute("DELETE FROM unsettled")
    write.execute("INSERT INTO word_index (word_index) VALUES ('delete-all')")


def _stored(write: sqlite3.Connection, document: str) -> dict[str, list[Columns]]:
    """Row numbers of a document with the paragraph's columns, by key, in order."""
    found: dict[str, list[Columns]] = {}
    query = f"SELECT key, id, {PARAGRAPH} FROM paragraphs WHERE document = ? ORDER BY position"
    for key, *columns in write.execute(query, (document,)):
        found.setdefault(key, []).append(tuple(columns))
    return found


def _numbers(stored: dict[str, list[Columns]]) -> list[int]:
    return [int(columns[0]) for some in stored.values() for columns in some]


def _keep(write: sqlite3.Connection, old: dict[str, list[Columns]], rows: Sequence[Row]) -> set[int]:
    """Move the old rows that the new version has too; takes them out of `old`."""
    kept = set()
    for at, row in enumerate(rows):
        if some := old.get(row.key):
            number, *before = some.pop(0)
            now = columns_of(row.paragraph)
            if tuple(before) != now:
                write.execute(_MOVE, (*now, number))
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


def insert(write: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Add paragraphs with their words and n-grams."""
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


def write_settings(write: sqlite3.Connection, settings: Mapping[str, str]) -> None:
    """Record values."""
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
