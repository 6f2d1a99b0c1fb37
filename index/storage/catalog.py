"""Documents and their paragraphs in one SQLite file, and everything derived from them.

The catalogue is the truth: a document is there, whole, or not at all, because it is
written in one transaction. The vectors in Chroma only point into it. It loads no model.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from index.content import content_of
from index.document import Document, Paragraph
from index.errors import UnknownDocument
from index.storage.database import Database
from index.storage.records import (
    SUMMARY,
    Candidate,
    Row,
    Summary,
    content_from,
    document_from,
    paragraph_from,
    row_from,
    summary_from,
)
from index.storage.schema import SCHEMA, VERSION
from index.storage.tables import (
    PARAGRAPH,
    ROW,
    clear_paragraphs,
    insert,
    put_document,
    remove_document,
    write_settings,
)

_CANDIDATE = "id, words, folded, height, vectors"
_PAGE = 2000


class Size(NamedTuple):
    """How much a library holds; `vectors` are those of its different paragraphs and of their sentences."""

    documents: int
    paragraphs: int
    vectors: int


class Catalog(Database):
    """The SQLite file of a library; safe to use from several threads.

    Raises:
        StorageFailed: the file cannot be opened, read or written.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(file, schema=SCHEMA, version=VERSION)

    # --- reading

    def file_number(self) -> str:
        """Tells the file from copies of it."""
        with self._errors():
            return str(self._file.stat().st_ino)

    def setting(self, name: str) -> str:
        """A recorded value; "" where there is none."""
        found = self.all("SELECT value FROM settings WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def size(self) -> Size:
        """How many documents, paragraphs and vectors there are, without counting them."""
        counts = dict(self.all("SELECT name, value FROM counts"))
        return Size(*(counts[name] for name in Size._fields))

    def summaries(self) -> list[Summary]:
        """All documents in the order of their adding."""
        return [summary_from(*row) for row in self.all(f"SELECT {SUMMARY} FROM documents ORDER BY place")]

    def names(self, most: int = -1) -> list[str]:
        """Ids of the documents in the order of their adding, at most so many; all of them by default."""
        return [row[0] for row in self.all("SELECT id FROM documents ORDER BY place LIMIT ?", most)]

    def stamps(self, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
        """How many paragraphs each of these documents has that are there, and the sha256 of its file."""
        found = self.among("SELECT id, size, sha256 FROM documents WHERE id IN", ids)
        return {name: (size, sha256) for name, size, sha256 in found}

    def heads(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """What is known of each of these documents beside its text, as stored, and the sha256 of its file."""
        found = self.among("SELECT id, head, sha256 FROM documents WHERE id IN", ids)
        return {name: (head, sha256) for name, head, sha256 in found}

    def document(self, id: str) -> Document:
        """A whole document.

        Raises:
            UnknownDocument: there is none of that id.
        """
        with self.snapshot():
            heads = self.all("SELECT head, text, sha256 FROM documents WHERE id = ?", id)
            if not heads:
                raise UnknownDocument(f"there is no document {id}")
            query = f"SELECT words, folded, {PARAGRAPH} FROM paragraphs WHERE document = ? ORDER BY position"
            rows = self.all(query, id)
        document = document_from(id, heads[0], [paragraph_from(*row[2:]) for row in rows])
        if content := content_from([row[:2] for row in rows]):
            content_of.keep(document, content)
        return document

    def version_of(self, id: str, edition: str) -> Document:
        """A former version of a document.

        Raises:
            UnknownDocument: none of that edition is kept.
        """
        query = "SELECT head, text, sha256, until, paragraphs FROM versions WHERE document = ? AND edition = ?"
        found = self.all(query, id, edition)
        if not found:
            raise UnknownDocument(f"there is no version {edition} of {id}")
        head, text, sha256, until, paragraphs = found[0]
        return document_from(id, (head, text, sha256), [paragraph_from(*p) for p in json.loads(paragraphs)], until)

    def versions(self, id: str) -> list[tuple[str, str]]:
        """Edition, and day of its replacement, of each former version of a document, the latest first."""
        return self.all("SELECT edition, until FROM versions WHERE document = ? ORDER BY until DESC, rowid DESC", id)

    def files(self) -> set[str]:
        """The sha256 of the file of every document and former version."""
        return {row[0] for row in self.all("SELECT sha256 FROM documents UNION SELECT sha256 FROM versions")}

    def paragraphs(self, numbers: Sequence[int]) -> dict[int, Paragraph]:
        """The paragraphs with these row numbers that still exist."""
        rows = self.among(f"SELECT id, {PARAGRAPH} FROM paragraphs WHERE id IN", numbers)
        return {number: paragraph_from(*columns) for number, *columns in rows}

    def candidates(self, numbers: Sequence[int]) -> list[Candidate]:
        """What a ranking needs of the paragraphs with these row numbers that still exist."""
        return [Candidate(*row) for row in self.among(f"SELECT {_CANDIDATE} FROM paragraphs WHERE id IN", numbers)]

    def candidates_of(self, documents: Sequence[str]) -> list[Candidate]:
        """The same of every paragraph of these documents; of the library where there are none."""
        query = f"SELECT {_CANDIDATE} FROM paragraphs"
        if not documents:
            return [Candidate(*row) for row in self.all(query)]
        query += " WHERE document = ? ORDER BY position"
        return [Candidate(*row) for name in documents for row in self.all(query, name)]

    def sample(self, count: int) -> list[Candidate]:
        """The same of some paragraphs, chosen as if by chance: keys are hashes of texts."""
        return [Candidate(*row) for row in self.all(f"SELECT {_CANDIDATE} FROM paragraphs ORDER BY key LIMIT ?", count)]

    def numbers_of(self, keys: Sequence[str]) -> list[tuple[int, str]]:
        """Row number and document of every paragraph with one of these keys."""
        return self.among("SELECT id, document FROM paragraphs WHERE key IN", keys)

    def numbers_at(self, document: str, positions: Sequence[int]) -> list[int]:
        """Row numbers of the paragraphs at these positions of a document that still exist."""
        query = "SELECT id FROM paragraphs WHERE document = ? AND position IN"
        return [row[0] for row in self.among(query, positions, document)]

    def known(self, keys: Sequence[str]) -> dict[str, Row]:
        """A stored row for each of those keys that have one."""
        rows = [row_from(*found) for found in self.among(f"SELECT {ROW} FROM paragraphs WHERE key IN", keys)]
        return {row.key: row for row in rows}

    def some_keys(self) -> list[str]:
        """A few keys that paragraphs use, from all over."""
        query = "SELECT key FROM paragraphs WHERE key >= ? ORDER BY key LIMIT 1"
        return sorted({row[0] for start in "02468ace" for row in self.all(query, start)})

    def all_keys(self) -> Iterator[list[str]]:
        """Every key that a paragraph uses, once, in lists of a bearable length."""
        last = ""
        query = "SELECT DISTINCT key FROM paragraphs WHERE key > ? ORDER BY key LIMIT ?"
        while some := [row[0] for row in self.all(query, last, _PAGE)]:
            yield some
            last = some[-1]

    def settled(self) -> bool:
        """Whether no change of Chroma is noted: nobody died over one."""
        return not self.all("SELECT 1 FROM changing LIMIT 1")

    def unsettled(self) -> list[tuple[str, int]]:
        """Keys noted as about to change that no paragraph uses, and how many vectors each has."""
        query = "SELECT key, height FROM changing WHERE key NOT IN (SELECT key FROM paragraphs)"
        return [(key, height) for key, height in self.all(query)]

    # --- writing

    def unsettle(self, heights: Iterable[tuple[str, int]]) -> None:
        """Note, before Chroma is changed, which keys are about to change there, and how many vectors each has."""
        with self.transaction() as write:
            write.executemany("INSERT OR IGNORE INTO changing VALUES (?, ?)", heights)

    def settle(self) -> None:
        """Chroma agrees with the catalogue again."""
        with self.transaction() as write:
            write.execute("DELETE FROM changing")

    def put(self, document: Document, rows: Sequence[Row], settings: dict[str, str]) -> None:
        """Write a document in place of the one with its id, in one transaction.

        Rows whose key the old version has too are moved, not written anew; keys that no
        paragraph uses any more are noted as unsettled.
        """
        with self.transaction() as write:
            put_document(write, document, rows)
            write_settings(write, settings)

    def remove(self, id: str) -> None:
        """Take a document out; its keys are noted as unsettled."""
        with self.transaction() as write:
            remove_document(write, id)

    def put_all(self, rows: Iterable[Row], settings: dict[str, str]) -> None:
        """Write the paragraphs of all documents anew and the settings with them, in one transaction."""
        with self.transaction() as write:
            clear_paragraphs(write)
            insert(write, rows)
            write_settings(write, settings)

    def set(self, **settings: str) -> None:
        """Record values."""
        with self.transaction() as write:
            write_settings(write, settings)
