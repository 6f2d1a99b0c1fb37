"""Add, replace, remove and search documents: all or nothing.

A document is there when the catalogue says so, in one SQLite transaction. Vectors reach
Chroma before that and leave it after, and what is in between is noted in the catalogue,
so that the next start knows what a crash left and puts it right.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from index.document import Correction, Document, Paragraph
from index.errors import LibraryMismatch, UnreadableFile
from index.search import Candidates, Hit, Queries, rank
from index.storage import Catalog, FolderLock, Progress, Summary, Vectors, index_paragraphs
from index.storage.catalog import Size
from index.storage.lookups import Lookups, Place
from index.storage.records import headings_of, title_of
from index.storage.shared import Follower, Replica, Truth
from index.storage.shelf import OnDemand, Shelf, composed

if TYPE_CHECKING:
    from index.model import Embedder, Vector

State = Literal["added", "replaced", "unchanged"]

READING = "7"  # Another one whenever texts are cut into other sentences or words than before, or found by other keys.


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

    def __init__(
        self, folder: Path, embedder: Callable[[], Embedder], *, chroma_url: str = "", shared: Truth | None = None
    ) -> None:
        """Open the library of a folder, or make it.

        Args:
            folder: Its home; made where it is not there.
            embedder: Called once, when the first text has to be embedded.
            chroma_url: Of a Chroma server; "" keeps the vectors in the folder.
            shared: Where the documents are that libraries of other folders hold too; this folder
                then holds what is there, as far as it has caught up. None for those of the folder alone.

        Raises:
            StorageFailed: the folder cannot be used.
        """
        self._folder = folder
        self._load_embedder = embedder
        self._catalog = Catalog(folder / "library.sqlite3")
        self._lock = FolderLock(folder)
        self._vectors = Vectors(folder, self._catalog, self._lock, url=chroma_url)
        self._changing = threading.RLock()
        self._loading = threading.RLock()
        self._queries = Queries(lambda: self.embedder)
        self._shelf = Shelf(self._catalog)
        self._candidates = Candidates(self._catalog, self._vectors.open)
        self._lookups = Lookups(self._catalog)
        self._replica = self._replica_of(shared) if shared else None
        self._follower: Follower | None = None

    @property
    def folder(self) -> Path:
        """Its home."""
        return self._folder

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder."""
        if self._follower is not None:
            self._follower.end()
        with self._changing:
            self._vectors.close()
            self._catalog.close()
            self._lock.release()
        if self._replica is not None:
            self._replica.close()

    def discard(self) -> None:
        """Delete what a Chroma server holds of it: for a library whose folder is about to go."""
        with self._changing:
            self._vectors.discard()

    def ping(self) -> None:
        """Ask a Chroma server whether it is there; nothing is asked where Chroma is embedded.

        Raises:
            ServerUnavailable: it is not.
        """
        self._vectors.ping()

    # --- documents

    @property
    def size(self) -> Size:
        """How many documents, paragraphs and vectors it holds; known without counting them."""
        return self._catalog.size()

    @property
    def summaries(self) -> list[Summary]:
        """What a list of documents shows, without reading their paragraphs."""
        return self._catalog.summaries()

    @property
    def documents(self) -> list[Document]:
        """Every document in the order of adding, all read: for what is about all of them, never for a question."""
        return [self._shelf.document(name) for name in self._catalog.names()]

    def document(self, id: str, edition: str = "") -> Document:
        """One document; the others are not read.

        Args:
            id: Its name.
            edition: Of a version of it; "" is the present one.

        Raises:
            UnknownDocument: there is none of that id, or no such version.
        """
        present = self._shelf.document(id)
        return present if edition in {"", present.edition} else self._catalog.version_of(present.id, edition)

    def versions(self, id: str) -> list[tuple[str, str]]:
        """The former versions of a document, the latest first: its edition and the day it was replaced, ISO."""
        return self._catalog.versions(id)

    @property
    def files(self) -> set[str]:
        """The sha256 of the file of every document and former version."""
        return self._catalog.files()

    def by_id(self, ids: Iterable[str]) -> Mapping[str, Document]:
        """Some documents by id, in this order; each is read when it is asked for."""
        return OnDemand(self._shelf, ids)

    def titles(self, ids: Sequence[str]) -> dict[str, str]:
        """The titles of some documents that are there, by id, without reading their paragraphs."""
        return {name: title_of(head) for name, (head, _) in self._catalog.heads(ids).items()}

    def headings(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """The titles of some documents that are there and of their sections, by id; no paragraph is read."""
        return {name: headings_of(head) for name, (head, _) in self._catalog.heads(ids).items()}

    def paragraphs(self, places: Sequence[Place]) -> list[Paragraph]:
        """The paragraphs at some places that still exist, in this order, without reading their documents."""
        return self._lookups.paragraphs(places)

    def add(
        self,
        path: Path,
        *,
        id: str | None = None,
        progress: Progress | None = None,
        corrections: Sequence[Correction] | None = None,
    ) -> Added:
        """Read a file and add it; a document of the same id is replaced, and what was said of its numbers kept.

        Args:
            path: Of any format that reading knows.
            id: Of the document; its file's name by default.
            progress: Called with how many texts are embedded, and of how many.
            corrections: What a reader says of the numbers found; None for what was said of the document before.

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
        known = self._catalog.stamps([name]).get(name, (0, ""))[1]
        before = self.document(name).corrections if known else ()
        said = before if corrections is None else tuple(corrections)
        if known == sha256 and said == before:
            return Added(self.document(name), "unchanged", 0)
        return self.add_document(read_document(path, id=name, corrections=said), progress=progress)

    def add_document(self, document: Document, *, progress: Progress | None = None) -> Added:
        """Add a document already read; see `add`."""
        with self._changing, self._vectors.changing():
            self._take_in()
            self._check_embedding()
            self._vectors.open()
            state: State = "replaced" if self._catalog.stamps([document.id]) else "added"
            new = index_paragraphs(document.paragraphs, self.embedder, known=self._catalog.known, progress=progress)
            if self._replica is not None:
                self._replica.put(document, new.rows)
            else:
                self._vectors.add(new.fresh)
                self._catalog.put(document, new.rows, self._embedding_settings())
                self._vectors.tidy()
        return Added(document, state, new.embedded)

    def remove(self, id: str) -> None:
        """Take a document out.

        Raises:
            UnknownDocument: there is none of that id.
        """
        with self._changing, self._vectors.changing():
            self._take_in()
            name = self._shelf.name(id)
            self._check_reading()
            self._vectors.open()
            if self._replica is not None:
                self._replica.remove(name)
            else:
                self._catalog.remove(name)
                self._vectors.tidy()

    def reindex(self, progress: Progress | None = None) -> None:
        """Embed every text anew with the present model, into a fresh vector index.

        The old vectors stay in use until the new ones are complete, and are not read.
        """
        with self._changing, self._vectors.changing():
            paragraphs = [p for name in self._catalog.names() for p in self._catalog.document(name)]
            new = index_paragraphs(paragraphs, self.embedder, known=lambda _: {}, progress=progress)
            self._vectors.rebuild(new.rows, new.fresh, self._embedding_settings())
            if self._replica is not None:
                self._replica.bring(self._catalog.names())
                self._replica.take_in()

    def paragraph_count(self, documents: Sequence[str] = ()) -> int:
        """How many paragraphs some documents have; the whole library where none is named.

        Raises:
            UnknownDocument: an id is not in the library.
        """
        return sum(self._shelf.sizes(documents).values()) if documents else self.size.paragraphs

    def first(self, most: int) -> list[str]:
        """The ids of the documents added first, at most so many."""
        return self._catalog.names(most)

    # --- documents of several libraries

    def follow(self) -> None:
        """Take in what others change, from now on until `close`; nothing is done where documents are not shared."""
        if self._replica is not None and self._follower is None:
            self._follower = Follower(self.catch_up)

    def catch_up(self) -> None:
        """Take in what others have changed until now, each document whole, in the one order of all.

        Raises:
            LibraryMismatch: what they embed with is something else.
            LibraryLocked: another process of this folder does it.
        """
        if self._replica is not None and self._replica.behind:
            with self._changing, self._vectors.changing():
                self._replica.take_in()

    def _replica_of(self, shared: Truth) -> Replica:
        return Replica(shared, self._catalog, self._vectors, lambda: self.embedder, self._embedding_settings)

    def _take_in(self) -> None:
        if self._replica is not None:
            self._replica.take_in()

    # --- search

    def vector(self, text: str) -> Vector:
        """A question's vector, of unit length; kept for those asked last."""
        return self._queries.ready(text).vector

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        documents: Sequence[str] = (),
        named: Sequence[Paragraph] = (),
    ) -> list[Hit]:
        """The k paragraphs that fit a question best, best first.

        Args:
            query: In any language that the embedding model knows.
            k: How many; at least as many as there are paragraphs ranks them all.
            documents: Ids to search in; () means all.
            named: Of these documents, ranked whatever they hold; `k` then bounds only what is
                ranked beside them in a big library.

        Raises:
            UnknownDocument: an id is not in the library.
            LibraryMismatch: the library was built with another model.
        """
        sizes = self._shelf.sizes(documents)
        ids, size = list(sizes), sum(sizes.values()) if sizes else self._catalog.size().paragraphs
        if size == 0 or k < 1:
            return []
        self._check_embedding()
        ready = self._queries.ready(query)
        near = self._candidates.near(ready, k, ids, size)
        with self._catalog.snapshot():
            found = self._candidates.scope(ready, near, ids, named)
            if found is None:
                return []
            scope, against = found
            return rank(scope, against, len(scope) if named else k, self._catalog.paragraphs)

    @cached_property
    def embedder(self) -> Embedder:
        """The embedding model, loaded at its first use."""
        with self._loading:
            return self._load_embedder()

    # --- by key

    def paragraphs_with(self, phrases: Sequence[str], *, documents: Sequence[str] = ()) -> list[Place]:
        """Every paragraph whose text has all of some words or phrases, in the order of the library.

        Width, case and line breaks do not count. A phrase stands anywhere in scripts that do not
        split words (会議 in 国際会議); in the others where a word begins (port in ports, not in sport).

        Args:
            phrases: At least one that has a letter or digit; without, nothing is found.
            documents: Ids of those searched; () means all.

        Raises:
            UnknownDocument: an id is not in the library.
        """
        return self._lookups.paragraphs_with(phrases, list(self._shelf.sizes(documents)))

    def stands(self, phrase: str, *, documents: Sequence[str] = ()) -> bool:
        """Whether any paragraph holds a phrase, as `paragraphs_with` finds it.

        Args:
            phrase: Without a letter or digit it stands nowhere.
            documents: Ids of those searched; () means all.

        Raises:
            UnknownDocument: an id is not in the library.
        """
        return self._lookups.stands(phrase, list(self._shelf.sizes(documents)))

    def named_in(self, question: str, *, documents: Sequence[str] = ()) -> list[str]:
        """Ids of the documents that a question calls by name, those with the longest names first.

        A document is called by its file's name, with or without ending, or by its title, with or
        without what stands in brackets there: the whole of it, in whole words, whatever the marks
        and blanks between. Of names within one another only the longest counts. A word of the title
        or of the file's name does it too, where no other document has that word in its own, or in its text.

        Args:
            question: In any language.
            documents: Ids of those that may be meant; () means all.

        Raises:
            UnknownDocument: an id is not in the library.
        """
        return self._lookups.named_in(question, list(self._shelf.sizes(documents)))

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
        self._check_reading()

    def _check_reading(self) -> None:
        if self._catalog.setting("fingerprint") and self._catalog.setting("reading") != READING:
            raise LibraryMismatch(f"{self._folder} was built by a version that cuts sentences and words differently")
