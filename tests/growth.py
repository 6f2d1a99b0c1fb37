"""Libraries that differ in nothing but their size, and a count of what is read of them."""

from __future__ import annotations

import random
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import eval as evaluation
from eval.items import Item, read_set
from eval.scoring import SAMPLE
from index.document import Document, Paragraph
from index.library import Library
from index.model import Embedder, Vector
from index.parsing import parse
from index.storage.catalog import Catalog
from index.storage.records import paragraph_from
from index.storage.store import VectorStore
from index.text.words import grams
from tests.index.library_parts import document

TREATY = """# Agreement on Lakes

Article 1
The Parties agree on 14 March 2009 to share the water of Lake Oru.

Article 2
The Secretariat in Bergen shall publish a report every year.

Article 3
Any Party may withdraw within twelve months after notifying the Secretariat.
"""
_PARAGRAPHS = 43  # of a document, as the statement has: whichever is read costs the same
_STEPS = 10
_THINGS = [
    "倉庫",
    "道路",
    "市場",
    "学校",
    "森林",
    "港湾",
    "電力",
    "農地",
    "保険",
    "統計",
    "協力",
    "対話",
    "技術",
    "会議",
    "支援",
    "資料",
    "機関",
    "予算",
    "訓練",
    "地域",
]
_ACTS = ["定める", "改める", "広げる", "比べる", "調べる", "示す", "求める", "認める", "支える", "設ける"]


class HashEmbedder(Embedder):
    """Texts that share n-grams are near one another; embeds thousands in no time."""

    dimension = 32
    fingerprint = "hashed grams/32"

    def __init__(self) -> None:
        self._pool = np.random.default_rng(5).normal(size=(4_099, self.dimension)).astype(np.float32)

    def embed_query(self, text: str) -> Vector:
        """As a passage of the same words."""
        vector: Vector = self.embed_passages([text])[0]
        return vector

    def embed_passages(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> Vector:
        """The sum of what its n-grams have for vectors, of length 1."""
        rows = np.array([self._pool[[self._at(gram) for gram in grams(text) or [""]]].sum(axis=0) for text in texts])
        unit: Vector = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        return unit

    def _at(self, gram: str) -> int:
        return zlib.crc32(gram.encode()) % len(self._pool)


def fill(library: Library, size: int) -> None:
    """A statement and a treaty that are asked about, and as many other paragraphs in documents as long as that."""
    chance = random.Random(size)
    library.add(SAMPLE)
    library.add_document(parse(TREATY, id="treaty.md"))
    for start in range(0, size, _PARAGRAPHS):
        texts = [
            f"{n % 1_000}番の{chance.choice(_THINGS)}と{chance.choice(_THINGS)}は{1950 + n % 40}年に{chance.choice(_ACTS)}。"
            for n in range(start, min(size, start + _PARAGRAPHS))
        ]
        library.add_document(document(*texts, id=f"other-{start}.md"))


@contextmanager
def libraries_of(folders: pytest.TempPathFactory) -> Iterator[tuple[Library, Library]]:
    """A library of 1,000 other paragraphs and one of 20,000, each asked once."""
    embedder = HashEmbedder()
    with (
        Library(folders.mktemp("small"), lambda: embedder) as small,
        Library(folders.mktemp("large"), lambda: embedder) as large,
    ):
        for library, size in ((small, 1_000), (large, 20_000)):
            fill(library, size)
            library.search("何か")  # opens the vector index and reads the sample that scores are held against
        yield small, large


@dataclass
class Reads:
    """What was read.

    Attributes:
        rows: That queries gave, and `sizes` their bytes.
        steps: Of SQLite's machine, which also passes rows that it does not give; in tens.
        paragraphs: Built.
        vectors: Asked of the vector index.
        documents: Read whole; what is read with them is not counted in the others.
    """

    rows: int = 0
    sizes: int = 0
    steps: int = 0
    paragraphs: int = 0
    vectors: int = 0
    documents: int = 0


@contextmanager
def counted(library: Library) -> Iterator[Reads]:
    """Count what is read of a library meanwhile."""
    reads = Reads()
    connection = library._catalog._reader

    def row(_: sqlite3.Cursor, values: tuple[Any, ...]) -> tuple[Any, ...]:
        reads.rows += 1
        reads.sizes += sum(len(value) if isinstance(value, str | bytes) else 8 for value in values)
        return values

    def step() -> None:
        reads.steps += 1

    def paragraph(*columns: Any) -> Paragraph:  # noqa: ANN401 - as SQLite gives it
        reads.paragraphs += 1
        return paragraph_from(*columns)

    def whole(catalog: Catalog, id: str) -> Document:
        before = asdict(reads)
        document = read(catalog, id)
        vars(reads).update(before | {"documents": reads.documents + 1})
        return document

    def nearest(store: VectorStore, vector: Vector, k: int) -> list[str]:
        reads.vectors += k
        return found(store, vector, k)

    found, read = VectorStore.nearest, Catalog.document
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("index.storage.catalog.paragraph_from", paragraph)
        patched.setattr(VectorStore, "nearest", nearest)
        patched.setattr(Catalog, "document", whole)
        connection.row_factory = row
        connection.set_progress_handler(step, _STEPS)
        try:
            yield reads
        finally:
            connection.row_factory = None
            connection.set_progress_handler(None, 0)


def items(count: int) -> list[Item]:
    """Items of the shipped sets, of every kind and language in turn."""
    folder = Path(evaluation.__file__).parent / "sets"
    found: dict[tuple[str, str], list[Item]] = {}
    for path in sorted(folder.glob("statement-*.jsonl")):
        for item in read_set(path):
            found.setdefault((item.kind, item.lang), []).append(item)
    turns = max(map(len, found.values()))
    return [some[turn] for turn in range(turns) for some in found.values() if turn < len(some)][:count]
