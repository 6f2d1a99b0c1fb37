"""Vectors of paragraphs and of their sentences in Chroma; the only file that imports chromadb.

An entry's id derives from its text, so it never changes: it is added or deleted, never
updated. Which document and label it belongs to is the catalogue's knowledge, not kept here,
and so is the text: as LlamaIndex nodes, with text and metadata, entries cost twice the time
to add and twice the room. For LlamaIndex there is `index.search.retriever`.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from index.errors import ServerUnavailable, StorageFailed

if TYPE_CHECKING:
    import httpx
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_BATCH = 2000
_CONNECT_S, _ANSWER_S = 3.0, 10.0
_REST_S = 5.0
"""A server that was late is not asked again for so long: whoever asks meanwhile is told at once."""
_resting_until: dict[str, float] = {}
_SENTENCE = "-"  # between a key and the number of a sentence


class VectorStore:
    """One Chroma collection, on disk in a folder of its own or on a Chroma server."""

    def __init__(self, folder: Path, collection: str, *, url: str = "") -> None:
        """Open the collection, or make it.

        Args:
            folder: Where embedded databases live, each in a folder of its own, so that
                a damaged one can be left behind; unused with `url`.
            collection: Its name, ASCII.
            url: Of a Chroma server; "" for the embedded database.

        Raises:
            StorageFailed: the folder or the server cannot be used.
        """
        self._name = collection
        self._home = None if url else folder / collection
        self._place = url or str(self._home)
        with _storage_errors(self._place):
            self._client = _embedded(self._home) if self._home else _server(url)
            self._entries = _open(self._client, collection)

    def add(self, keys: Sequence[str], heights: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Store the vectors of paragraphs; a key that is there already stays as it is.

        Args:
            keys: Of the paragraphs.
            heights: How many vectors each has: its own, then those of its sentences.
            vectors: Shape (sum of heights, d).
        """
        ids = [entry for key, height in zip(keys, heights, strict=True) for entry in _ids(key, height)]
        for start in range(0, len(ids), _BATCH):
            some = slice(start, start + _BATCH)
            with _storage_errors(self._place):
                self._entries.add(ids=ids[some], embeddings=vectors[some])

    def delete(self, keys: Sequence[tuple[str, int]]) -> None:
        """Take the vectors of paragraphs out, given their heights; a key that is not there is no error."""
        ids = [entry for key, height in keys for entry in _ids(key, height)]
        for start in range(0, len(ids), _BATCH):
            with _storage_errors(self._place):
                self._entries.delete(ids=ids[start : start + _BATCH])

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[str]:
        """Keys of the paragraphs that have any of the k nearest vectors, approximately, nearest first."""
        wanted: Any = [vector]
        with _storage_errors(self._place):
            found = self._entries.query(query_embeddings=wanted, n_results=k, include=[])
        return list(dict.fromkeys(entry.partition(_SENTENCE)[0] for entry in found["ids"][0]))

    def count(self) -> int:
        """How many vectors it holds.

        A method and no `__len__`: `if store:` must not ask Chroma, whose reads may wait
        without end where the disk is full.
        """
        with _storage_errors(self._place):
            return int(self._entries.count())

    def drop_others(self, prefix: str, *, keep: str = "") -> None:
        """Delete every other collection whose name begins so, but for `keep`."""
        with _storage_errors(self._place):
            if self._home:
                names = [folder.name for folder in self._home.parent.iterdir()]
            else:
                names = [collection.name for collection in self._client.list_collections()]
            for name in names:
                if name.startswith(prefix) and name not in (self._name, keep):
                    self._delete(name)

    def drop(self) -> None:
        """Delete the collection itself."""
        with _storage_errors(self._place):
            self._delete(self._name)

    def _delete(self, name: str) -> None:
        if self._home:
            shutil.rmtree(self._home.parent / name, ignore_errors=True)
        else:
            self._client.delete_collection(name)

    def close(self) -> None:
        """Let go of the database."""
        close: Any = getattr(self._client, "close", None)
        if close:
            close()
        if not self._home:
            for session in _sessions(self._client):
                session.close()


def _embedded(folder: Path) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    folder.mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def _server(url: str) -> ClientAPI:
    """A client that gives up on a silent server; Chroma's own waits without end, also in its making."""
    import chromadb
    import httpx
    from chromadb.config import Settings

    parts = urlsplit(url if "://" in url else f"http://{url}")
    secure = parts.scheme == "https"
    limit = httpx.Timeout(_ANSWER_S, connect=_CONNECT_S)
    heartbeat(url)
    client = chromadb.HttpClient(
        host=parts.hostname or "localhost",
        port=parts.port or (443 if secure else 8000),
        ssl=secure,
        settings=Settings(anonymized_telemetry=False),
    )
    for session in _sessions(client):
        session.timeout = limit
    return client


def heartbeat(url: str) -> None:
    """Ask a server whether it is there.

    Raises:
        ServerUnavailable: it does not say so in time.
    """
    import httpx

    with _storage_errors(url):
        httpx.get(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=_CONNECT_S).raise_for_status()


def _sessions(client: ClientAPI) -> list[httpx.Client]:
    """The connections of a client of a server; Chroma itself neither limits nor closes them."""
    made: Any = client
    return [made._server._session, made._admin_client._server._session]


def _open(client: ClientAPI, collection: str) -> Collection:
    return client.get_or_create_collection(
        collection, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )


def _ids(key: str, height: int) -> list[str]:
    """Of a paragraph's vectors: its own, then its sentences'."""
    return [key, *(f"{key}{_SENTENCE}{n}" for n in range(height - 1))]


@contextmanager
def _storage_errors(place: str) -> Iterator[None]:
    """Turn what Chroma raises into StorageFailed."""
    import httpx
    from chromadb.errors import ChromaError

    if time.monotonic() < _resting_until.get(place, 0.0):
        raise ServerUnavailable(f"the Chroma server at {place} does not answer")
    try:
        yield
    except httpx.TimeoutException as error:
        _resting_until[place] = time.monotonic() + _REST_S
        raise ServerUnavailable(f"the Chroma server at {place} does not answer") from error
    except ServerUnavailable:
        raise
    except (ChromaError, httpx.HTTPError, OSError, ValueError) as error:
        failed = ServerUnavailable if place.startswith("http") else StorageFailed
        raise failed(f"the vectors in {place} cannot be used: {error}") from error
