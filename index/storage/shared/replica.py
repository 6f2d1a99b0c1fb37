"""Shared documents -> a folder that holds the same: changes are taken in by their order, its own are brought."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.document import Document
from index.errors import LibraryMismatch
from index.storage.catalog import Catalog
from index.storage.indexing import index_paragraphs
from index.storage.records import Row
from index.storage.shared.packing import pack, unpack
from index.storage.shared.truth import Change, Truth
from index.storage.vectors import Vectors

if TYPE_CHECKING:
    from index.model import Embedder


class Replica:
    """One folder of several that hold the same documents. Whoever calls it holds the folder's lock.

    Args:
        shared: Where the documents are.
        catalog: The folder's.
        vectors: The folder's.
        embedder: Called where a document of the folder alone has to be embedded anew.
        embedding: What the folder embeds with, by setting.
    """

    def __init__(
        self,
        shared: Truth,
        catalog: Catalog,
        vectors: Vectors,
        embedder: Callable[[], Embedder],
        embedding: Callable[[], dict[str, str]],
    ) -> None:
        self._shared, self._catalog, self._vectors = shared, catalog, vectors
        self._embedder, self._embedding = embedder, embedding

    @property
    def behind(self) -> bool:
        """Whether there is something to take in."""
        return not self._joined or bool(self._shared.since(self._revision))

    def take_in(self) -> None:
        """Take in changes; a folder that joins takes in all, and brings what it alone has.

        Raises:
            LibraryMismatch: they are embedded with something else.
        """
        joins, known, revision = not self._joined, set[str](), self._revision
        while changes := self._shared.since(revision):
            for change in changes:
                self._apply(change, {} if joins else {"revision": str(change.revision)})
            known |= {change.id for change in changes}
            revision = changes[-1].revision
        if joins:
            self.bring([name for name in self._catalog.names() if name not in known])
            self._catalog.set(shared=self._shared.name, revision=str(revision))
            self.take_in()

    def put(self, document: Document, rows: Sequence[Row]) -> None:
        """Share a document, and take it in."""
        self._shared.put(document.id, pack(document, rows, self._embedding()))
        self.take_in()

    def remove(self, name: str) -> None:
        """Take a document out, here too."""
        self._shared.put(name, b"")
        self.take_in()

    def bring(self, names: Sequence[str]) -> None:
        """Share documents that are here, with what is embedded of them."""
        for name in names:
            document = self._catalog.document(name)
            rows = index_paragraphs(document.paragraphs, self._embedder(), known=self._catalog.known).rows
            self._shared.put(name, pack(document, rows, self._embedding()))

    def close(self) -> None:
        """Let go of the shared documents."""
        self._shared.close()

    @property
    def _joined(self) -> bool:
        return self._catalog.setting("shared") == self._shared.name

    @property
    def _revision(self) -> int:
        return int(self._catalog.setting("revision") or 0) if self._joined else 0

    def _apply(self, change: Change, settings: dict[str, str]) -> None:
        if change.packed:
            document, rows, embedding = unpack(change.packed)
            for name, value in embedding.items():
                if self._catalog.setting(name) not in ("", value):
                    raise LibraryMismatch(f"{document.id} is shared by a library of another {name}: {value}")
            known = self._catalog.known([row.key for row in rows])
            fresh = {row.key: row for row in rows if row.key not in known}
            self._vectors.add(list(fresh.values()))
            self._catalog.put(document, rows, embedding | settings)
            self._vectors.tidy()
        else:
            if self._catalog.stamps([change.id]):
                self._catalog.remove(change.id)
                self._vectors.tidy()
            self._catalog.set(**settings)
