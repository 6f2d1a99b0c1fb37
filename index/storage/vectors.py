"""The vector index of a library: opened when it is first needed, kept in step with the catalogue.

What is about to change in Chroma is noted in the catalogue first, and the notes go when
both agree again. Where notes are left, a process died in between: the index is made anew
from the catalogue, which holds every vector, and the old one is dropped unread.

An embedded Chroma is one process's: the folder's lock is held from its opening on. A Chroma
server is shared by all processes of a data folder: the lock is held only while one of them
changes something, and each looks which collection is the present one before it asks.
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

from index.errors import LibraryLocked, ServerUnavailable, StorageFailed
from index.storage.catalog import Catalog
from index.storage.lock import FolderLock
from index.storage.records import Row

if TYPE_CHECKING:
    from index.storage.store import VectorStore

log = logging.getLogger(__name__)

_OPENING = "opening"
_NEAREST = 10
_TURN_S = 60.0
"""How long a change waits for that of another process."""


class Vectors:
    """The vectors of paragraphs and sentences in Chroma."""

    def __init__(self, folder: Path, catalog: Catalog, lock: FolderLock, *, url: str = "") -> None:
        self._folder = folder
        self._catalog = catalog
        self._lock = lock
        self._url = url
        self._changing = threading.RLock()
        self._opening = threading.RLock()
        self._store: VectorStore | None = None
        self._name = ""

    def open(self) -> VectorStore:
        """The present store, or a new one where the present one cannot be trusted."""
        with self._opening:
            if not self._url:
                self._lock.take()
            if self._store is not None and self._name != self._catalog.setting("collection"):
                self.close()
            if self._store is None:
                self._store = self._opened()
            return self._store

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Nobody else changes the library meanwhile; others of a Chroma server's wait for their turn.

        Raises:
            LibraryLocked: another process does not end its change, or has the embedded Chroma.
        """
        with self._changing:
            mine = self._lock.take(wait_s=_TURN_S if self._url else 0.0)
            try:
                yield
            finally:
                if self._url and mine:
                    self._lock.release()

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
            name, former = self._new_name(), self._catalog.setting("collection")
            store = self._open(name)
            _put(store, fresh)
            self._catalog.put_all(rows, {**settings, "collection": name})
            replaced, self._store, self._name = self._store, store, name
        if replaced is not None:
            replaced.close()
        self._drop_others(store, former)

    def discard(self) -> None:
        """Delete what a Chroma server holds of this library, whose folder is about to go."""
        with self._opening:
            name = self._catalog.setting("collection")
            if self._url and name:
                store = self._open(name)
                store.drop_others(self._prefix())
                store.drop()
                store.close()
                self.close()

    def ping(self) -> None:
        """Ask a Chroma server whether it is there."""
        if self._url:
            from index.storage.store import heartbeat

            heartbeat(self._url)

    def close(self) -> None:
        """Let go of the store; the lock is its owner's."""
        with self._opening:
            if self._store is not None:
                self._store.close()
                self._store = None

    def _opened(self) -> VectorStore:
        """The present store where it is sound, else a new one; one that another process is changing as it is."""
        if self._url and not self._changing.acquire(blocking=False):
            return self._present()
        try:
            mine = self._lock.take()
        except LibraryLocked:
            if not self._url:
                raise
            return self._present()
        else:
            try:
                former = self._catalog.setting("collection")
                store = self._sound() or self._restored()
                self._name = self._catalog.setting("collection")
                self._drop_others(store, former)
                return store
            finally:
                if self._url and mine:
                    self._lock.release()
        finally:
            if self._url:
                self._changing.release()

    def _present(self) -> VectorStore:
        self._name = self._catalog.setting("collection")
        if not self._name:
            raise LibraryLocked(f"{self._folder} is being filled")
        return self._open(self._name)

    def _drop_others(self, store: VectorStore, former: str) -> None:
        """On a server the former one stays until the next is replaced: another process may be asking it."""
        store.drop_others(self._prefix(), keep=former if self._url else "")

    def _sound(self) -> VectorStore | None:
        """The present store; None where a process died over it, or it does not hold what it should.

        A half-written index may answer wrongly without an error, wait without end or end
        the process, so that its opening is noted too.
        """
        name = self._catalog.setting("collection")
        others = self._url and not name.startswith(self._prefix())
        if not name or others or not self._catalog.settled():
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
        """Begins the names of this library's collections, and of no other's on the same server.

        A copy of a data folder is another library: what it does leaves the first one's alone.
        """
        home = self._catalog.file_number()
        if not self._catalog.setting("library") or (self._url and self._catalog.setting("home") != home):
            self._catalog.set(library=uuid.uuid4().hex[:12], home=home)
        return f"danraku-{self._catalog.setting('library')}-"


def _put(store: VectorStore, rows: Sequence[Row]) -> None:
    if rows:
        vectors = np.concatenate([row.vectors for row in rows]).astype(np.float32)
        store.add([row.key for row in rows], [len(row.vectors) for row in rows], vectors)
