"""Add, replace, remove and search documents: all or nothing.

A document is there when the catalogue says so, in one SQLite transaction. Vectors reach
Chroma before that and leave it after, and what is in between is noted in the catalogue,
so that the next start knows what a crash left and puts it right.
"""

from __future__ import annotations

import hashlib
import threading
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from index.document import Document, Paragraph
from index.errors import LibraryMismatch, UnknownDocument, UnreadableFile
from index.search.query import Queries
from index.search.ranking import Hit, Scope
from index.search.scopes import Asked, Scopes
from index.search.tokenwise import Interaction
from index.storage.catalog import Catalog
from index.storage.indexing import Progress, index_paragraphs
from index.storage.lock import FolderLock
from index.storage.records import Summary
from index.storage.vectors import Vectors

if TYPE_CHECKING:
    from index.model.embedder import Embedder

State = Literal["added", "replaced", "unchanged"]

READING = "3"  # Another one whenever texts are cut into other sentences or words than before.
_EXACT = 2000


def composed(name: str) -> str:
    """A name with its accents composed (NFC): file systems and keyboards differ."""
    return unicodedata.normalize("NFC", name)


@dataclass(frozen=True, slots=True)
class Added:
    """What an add did; `embedded` counts the texts that had to be embedded."""

    document: Document
    state: State
    embedded: int


class Library:
    """The documents of one data folder; safe to use from several threads.

    Reading documents and searching a small library need neither Chroma nor a lock.
    Whatever writes, or needs Chroma, takes the folder's lock and holds it until `close`.

    Example:
        with Library(folder, embedder=lambda: load_embedder(data=folder)) as library:
            library.add(Path("statement.md"))
            library.search("日本のODAの総額は？", k=3)[0].paragraph.label  # "3"
    """

    def __init__(self, folder: Path, embedder: Callable[[], Embedder], *, chroma_url: str = "") -> None:
        """Open the library of a folder, or make it.

        Args:
            folder: Its home; made where it is not there.
            embedder: Called once, when the first text has to be embedded.
            chroma_url: Of a Chroma server; "" keeps the vectors in the folder.

        Raises:
            StorageFailed: the folder cannot be used.
        """
        self._folder = folder
        self._load_embedder = embedder
        self._catalog = Catalog(folder / "library.sqlite3")
        self._lock = FolderLock(folder)
        self._vectors = Vectors(folder, self._catalog, self._lock, url=chroma_url)
        self._changing = threading.RLock()
        self._caching = threading.RLock()
        self._loading = threading.RLock()
        self._queries = Queries(lambda: self.embedder)
        self._interaction = Interaction(lambda: self.embedder)
        self._version = -1
        self._documents: dict[str, Document] = {}
        self._sizes: dict[str, int] = {}
        self._scopes = Scopes(self._catalog, self._vectors)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder."""
        self._queries.close()
        with self._changing, self._caching:
            self._vectors.close()
            self._catalog.close()
            self._lock.release()

    # --- documents

    @property
    def summaries(self) -> list[Summary]:
        """What a list of documents shows, without reading their paragraphs."""
        return self._catalog.summaries()

    @property
    def documents(self) -> list[Document]:
        """Every document in the order of adding."""
        with self._caching:
            self._refresh()
            return [self._document(name) for name in self._sizes]

    def document(self, id: str) -> Document:
        """One document.

        Raises:
            UnknownDocument: there is none of that id.
        """
        with self._caching:
            self._refresh()
            return self._document(self._known(id))

    def _known(self, id: str) -> str:
        """The id of a document as the library has it, however its letters are composed."""
        name = id if id in self._sizes else composed(id)
        if name not in self._sizes:
            raise UnknownDocument(f"there is no document {id}")
        return name

    def _document(self, name: str) -> Document:
        if name not in self._documents:
            self._documents[name] = self._catalog.document(name)
        return self._documents[name]

    def add(self, path: Path, *, id: str | None = None, progress: Progress | None = None) -> Added:
        """Read a file and add it; a document of the same id is replaced.

        Args:
            path: Of any format that reading knows.
            id: Of the document; its file's name by default.
            progress: Called with how many texts are embedded, and of how many.

        Raises:
            UnreadableFile: there is no such file, or it cannot be turned into text.
            LibraryLocked, LibraryMismatch, StorageFailed: the library is as it was.
        """
        from index.parsing import named, read_document

        name = composed(id) if id else named(path)
        try:
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise UnreadableFile(f"{name} cannot be read: {error.strerror or type(error).__name__}") from error
        if self._catalog.sha256(name) == sha256:
            return Added(self.document(name), "unchanged", 0)
        return self.add_document(read_document(path, id=name), progress=progress)

    def add_document(self, document: Document, *, progress: Progress | None = None) -> Added:
        """Add a document already read; see `add`."""
        with self._changing:
            self._vectors.open()
            self._check_embedding()
            state: State = "replaced" if document.id in self._catalog.stamps() else "added"
            new = index_paragraphs(document.paragraphs, self.embedder, known=self._catalog.known, progress=progress)
            self._vectors.add(new.fresh)
            self._catalog.put(document, new.rows, self._embedding_settings())
            self._vectors.tidy()
        return Added(document, state, new.embedded)

    def remove(self, id: str) -> None:
        """Take a document out.

        Raises:
            UnknownDocument: there is none of that id.
        """
        with self._changing:
            self._refresh()
            name = self._known(id)
            self._vectors.open()
            self._catalog.remove(name)
            self._vectors.tidy()

    def reindex(self, progress: Progress | None = None) -> None:
        """Embed every text anew with the present model, into a fresh vector index.

        The old vectors stay in use until the new ones are complete, and are not read.
        """
        with self._changing:
            self._lock.take()
            paragraphs = [paragraph for document in self.documents for paragraph in document]
            new = index_paragraphs(paragraphs, self.embedder, known=lambda _: {}, progress=progress)
            self._vectors.rebuild(new.rows, new.fresh, self._embedding_settings())

    # --- search

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        documents: Sequence[str] = (),
        unlike: Sequence[str] = (),
        named: Sequence[Paragraph] = (),
    ) -> list[Hit]:
        """The k paragraphs that fit a question best, best first.

        Args:
            query: In any language that the embedding model knows.
            k: How many; at least as many as there are paragraphs ranks them all.
            documents: Ids to search in; () means all.
            unlike: Questions about nothing in particular: what this one has in common with
                them is taken out of its meaning.
            named: Of these documents, ranked whatever they hold; `k` then bounds only what is
                ranked beside them in a big library.

        Raises:
            UnknownDocument: an id is not in the library.
            LibraryMismatch: the library was built with another model.
        """
        ids, size = self._selected(documents)
        if size == 0 or k < 1:
            return []
        self._check_embedding()
        ready = self._queries.ready(query, unlike)
        scope: Scope | None
        if size <= max(_EXACT, k):
            with self._caching:
                scope = self._scopes.whole(ids)
        else:
            asked = Asked(self._version, query, k, ids, tuple(named))
            total = sum(self._sizes.values())
            scope = self._scopes.promising(asked, ready, total=total, documents=documents)
        return scope.rank(ready, len(scope) if named else k) if scope else []

    def nearness(self, query: str, sentences: Sequence[str]) -> list[float]:
        """How near each sentence comes to a question, token by token; see `Interaction`."""
        return self._interaction.nearness(query, sentences)

    def expect(self, queries: Sequence[str]) -> None:
        """Begin to embed what will be searched for, while the caller does something else."""
        self._queries.expect(queries)

    @cached_property
    def embedder(self) -> Embedder:
        """The embedding model, loaded at its first use."""
        with self._loading:
            return self._load_embedder()

    def _selected(self, documents: Sequence[str]) -> tuple[tuple[str, ...], int]:
        """Ids and the number of their paragraphs."""
        with self._caching:
            self._refresh()
            ids = tuple(dict.fromkeys(map(self._known, documents))) or tuple(self._sizes)
            return ids, sum(self._sizes[name] for name in ids)

    def _refresh(self) -> None:
        """Forget what the catalogue has other than when it was cached."""
        version = self._catalog.version()
        if version == self._version:
            return
        stamps = self._catalog.stamps()
        self._documents = {
            name: found for name, found in self._documents.items() if stamps.get(name) == (len(found), found.sha256)
        }
        self._sizes = {name: size for name, (size, _) in stamps.items()}
        self._scopes.forget()
        self._version = version

    # --- embedding

    def _embedding_settings(self) -> dict[str, str]:
        return {
            "fingerprint": self.embedder.fingerprint,
            "dimension": str(self.embedder.dimension),
            "reading": READING,
        }

    def _check_embedding(self) -> None:
        built_with = self._catalog.setting("fingerprint")
        if built_with and built_with != self.embedder.fingerprint:
            raise LibraryMismatch(
                f"{self._folder} was built with {built_with} ({self._catalog.setting('dimension')} dimensions),"
                f" not {self.embedder.fingerprint} ({self.embedder.dimension})"
            )
        if built_with and self._catalog.setting("reading") != READING:
            raise LibraryMismatch(f"{self._folder} was built by a version that cuts sentences and words differently")
