"""How documents and paragraphs get into the catalogue and out: SQL, inside someone else's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.document import Document
from index.storage.postings import Entry, count, forget_names, write_names
from index.storage.records import Row, columns_of, document_from, head_of, title_of
from index.storage.schema import ANEW

PARAGRAPH = "document, label, text, start_char, position, native, section, page, origin, parts"
ROW = PARAGRAPH + ", key, words, folded, height, vectors"
_ADD = f"INSERT INTO paragraphs ({ROW}) VALUES ({', '.join('?' * len(ROW.split(', ')))})"
_MOVE = f"UPDATE paragraphs SET ({PARAGRAPH}) = ({', '.join('?' * len(PARAGRAPH.split(', ')))}) WHERE id = ?"
_ENTRY = (
    "SELECT p.key, p.height, p.id, d.place, p.words, p.folded FROM paragraphs p JOIN documents d ON d.id = p.document"
)
Columns = tuple[Any, ...]


def put_document(write: sqlite3.Connection, document: Document, rows: Sequence[Row]) -> None:
    """Write a document in place of the one with its id, which is kept as a former version.

    Rows whose key the old version has too are moved, not written anew.
    """
    _keep_version(write, document)
    _write_head(write, document)
    old = _stored(write, document.id)
    kept = _keep(write, old, rows)
    _delete(write, _numbers(old))
    insert(write, [row for at, row in enumerate(rows) if at not in kept])


def remove_document(write: sqlite3.Connection, name: str) -> None:
    """Take a document out."""
    _delete(write, _numbers(_stored(write, name)))
    forget_names(write, name)
    write.execute("DELETE FROM documents WHERE id = ?", (name,))
    write.execute("DELETE FROM versions WHERE document = ?", (name,))


def clear_paragraphs(write: sqlite3.Connection) -> None:
    """Take every paragraph out, and all that was derived from them; the tables of it are made anew."""
    write.execute("DELETE FROM paragraphs")
    write.execute("DELETE FROM changing")
    for statement in filter(None, ANEW.split(";")):
        write.execute(statement)
    for name, head in write.execute("SELECT id, head FROM documents").fetchall():
        write_names(write, name, title_of(head))


def _keep_version(write: sqlite3.Connection, document: Document) -> None:
    """Keep what a document is about to replace, so that answers that cite it go on standing."""
    before = write.execute("SELECT head, text, sha256 FROM documents WHERE id = ?", (document.id,)).fetchone()
    if before and (edition := document_from(document.id, before, ()).edition) != document.edition:
        query = f"SELECT {PARAGRAPH} FROM paragraphs WHERE document = ? ORDER BY position"
        paragraphs = json.dumps(write.execute(query, (document.id,)).fetchall(), ensure_ascii=False)
        columns = "document, edition, head, text, sha256, paragraphs"
        values = (document.id, edition, *before, paragraphs)
        write.execute(f"INSERT OR REPLACE INTO versions ({columns}) VALUES (?, ?, ?, ?, ?, ?)", values)
    write.execute("DELETE FROM versions WHERE document = ? AND edition = ?", (document.id, document.edition))


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
    entries = []
    for number in numbers:
        key, height, *columns = write.execute(f"{_ENTRY} WHERE p.id = ?", (number,)).fetchone()
        entries.append(Entry(*columns))
        entries[-1].delete(write)
        write.execute("INSERT OR IGNORE INTO changing VALUES (?, ?)", (key, height))
        write.execute("DELETE FROM paragraphs WHERE id = ?", (number,))
    count(write, entries, -1)


def insert(write: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Add paragraphs of documents that are there, with what they are found by."""
    entries = []
    places: dict[str, int] = {}
    for row in rows:
        name = row.paragraph.document_id
        if name not in places:
            places[name] = write.execute("SELECT place FROM documents WHERE id = ?", (name,)).fetchone()[0]
        values = (*columns_of(row.paragraph), row.key, row.words, row.folded, *_blob(row.vectors))
        number = write.execute(_ADD, values).lastrowid
        entries.append(Entry(int(number or 0), places[name], row.words, row.folded))
        entries[-1].write(write)
    count(write, entries, 1)


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
    write_names(write, document.id, document.title)


def _blob(vectors: NDArray[np.float16]) -> tuple[int, bytes]:
    return len(vectors), vectors.astype(np.float16).tobytes()
