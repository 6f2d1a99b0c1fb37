"""The vector index of a library: opened when it is first needed, kept in step with the catalogue.

What is about to change in Chroma is noted in the catalogue first, and the notes go when
both agree again. Where notes are left, a process died in between: the index is made anew
from the catalogue, which holds every vector, and the old one is dropped unread.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.errors import ServerUnavailable, StorageFailed
from index.storage.catalog import Catalog
from index.storage.lock import FolderLock
from index.storage.records import Row

if TYPE_CHECKING:
    from index.storage.store import VectorStore

log = logging.getLogger(__name__)

_OPENING = "opening"
_NEAREST = 10


class Vectors:
    """The vectors of paragraphs and sentences in Chroma; opening them takes the folder's lock."""

    def __init__(self, folder: Path, catalog: Catalog, lock: FolderLock, *, url: str = "") -> None:
        self._folder = folder
        self._catalog = catalog
        self._lock = lock
        self._url = url
        self._opening = threading.RLock()
        self._store: VectorStore | None = None

    def open(self) -> VectorStore:
        """The present store, or a new one where the present one cannot be trusted."""
        with self._opening:
            self._lock.take()
            if self._store is None:
                self._store = self._sound() or self._restored()
                self._store.drop_others(self._prefix())
            return self._store

    def add(self, rows: Sequence[Row]) -> None:
        """Store the vectors of rows that the catalogue is about to get."""
        store = self.open()
        self._catalog.unsettle([(row.key, len(row.vectors)) for row in rows])
        with self._closed_on_failure():
            _put(store, rows)

    def tidy(self) -> None:
        """Take out the vectors that no paragraph uses any more."""
        store = self.open()
        if unused := self._catalog.unsettled():
            with self._closed_on_failure():
                store.delete(unused)
        self._catalog.settle()

    def rebuild(self, rows: Sequence[Row], fresh: Sequence[Row], settings: dict[str, str]) -> None:
        """Put all rows into the catalogue and their vectors into a new store, then drop the old one unread.

        Args:
            rows: Every paragraph of the library.
            fresh: One row for each vector.
            settings: Recorded with them.
        """
        with self._opening:
            self._lock.take()
            name = self._new_name()
            store = self._open(name)
            _put(store, fresh)
            self._catalog.put_all(rows, {**settings, "collection": name})
            replaced, self._store = self._store, store
        if replaced is not None:
            replaced.close()
        store.drop_others(self._prefix())

    def close(self) -> None:
        """Let go of the store; the lock is its owner's."""
        with self._opening:
            if self._store is not None:
                self._store.close()
                self._store = None

    def _sound(self) -> VectorStore | None:
        """The present store; None where a process died over it, or it does not hold what it should.

        A half-written index may answer wrongly without an error, wait without end or end
        the process, so that its opening is noted too.
        """
        name = self._catalog.setting("collection")
        if not name or not self._catalog.settled():
            return None
        self._catalog.unsettle([(_OPENING, 1)])
        try:
            store = self._open(name)
            sound = self._holds_all(store)
        except ServerUnavailable:
            self._catalog.settle()
            raise
        except StorageFailed:
            return None
        if not sound:
            store.close()
            return None
        self._catalog.settle()
        return store

    def _holds_all(self, store: VectorStore) -> bool:
        """Whether it has as many vectors as the catalogue, and finds most of a few of them by themselves."""
        if store.count() != self._catalog.size().vectors:
            return False
        some = self._catalog.known(self._catalog.some_keys())
        found = [key in store.nearest(row.vectors[0].astype(np.float32), _NEAREST) for key, row in some.items()]
        return 2 * sum(found) >= len(found)

    def _restored(self) -> VectorStore:
        """A new store of what the catalogue holds; nothing is embedded."""
        held = self._catalog.size()
        if held.vectors:
            log.warning(
                "The vector index does not hold what it should: making it anew (%d paragraphs).", held.paragraphs
            )
        name = self._new_name()
        store = self._open(name)
        for keys in self._catalog.all_keys():
            _put(store, list(self._catalog.known(keys).values()))
        self._catalog.set(collection=name)
        self._catalog.settle()
        return store

    @contextmanager
    def _closed_on_failure(self) -> Iterator[None]:
        """Let go of the store when a change of it fails, to be opened anew at the next call.

        After a write that found the disk full, Chroma waits without end at a later one,
        also where there is room again.
        """
        try:
            yield
        except StorageFailed:
            self.close()
            raise

    def _open(self, name: str) -> VectorStore:
        from index.storage.store import VectorStore

        return VectorStore(self._folder / "vectors", name, url=self._url)

    def _new_name(self) -> str:
        return f"{self._prefix()}{uuid.uuid4().hex[:8]}"

    def _prefix(self) -> str:
        """Begins the names of this library's collections, and of no other's on the same server."""
        if not self._catalog.setting("library"):
            self._catalog.set(library=uuid.uuid4().hex[:12])
        return f"danraku-{self._catalog.setting('library')}-"


def _put(store: VectorStore, rows: Sequence[Row]) -> None:
    if rows:
        vectors = np.concatenate([row.vectors for row in rows]).astype(np.float32)
        store.add([row.key for row in rows], [len(row.vectors) for row in rows], vectors)
