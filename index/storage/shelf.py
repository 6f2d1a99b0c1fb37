"""The documents read last, kept while the catalogue has them so."""

from __future__ import annotations

import threading
import unicodedata
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from index.document import Document
from index.errors import UnknownDocument
from index.storage.catalog import Catalog
from index.storage.records import head_of

_KEPT_PARAGRAPHS = 20_000


def composed(name: str) -> str:
    """A name with its accents composed (NFC): file systems and keyboards differ."""
    return unicodedata.normalize("NFC", name)


class Shelf:
    """Reads documents out of a catalogue, one at a time; safe to use from several threads."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = threading.RLock()
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._version = -1

    def document(self, id: str) -> Document:
        """One document, whole.

        Raises:
            UnknownDocument: there is none of that id.
        """
        with self._lock:
            self._refresh()
            name = id if id in self._kept else self.name(id)
            if name not in self._kept:
                self._kept[name] = self._catalog.document(name)
            self._kept.move_to_end(name)
            self._let_go()
            return self._kept[name]

    def name(self, id: str) -> str:
        """The id of a document as the library has it, however its letters are composed.

        Raises:
            UnknownDocument: there is none of that id.
        """
        return next(iter(self.sizes([id])))

    def sizes(self, ids: Sequence[str]) -> dict[str, int]:
        """How many paragraphs some documents have, by their ids as the library has them.

        Raises:
            UnknownDocument: one of them is not there.
        """
        stamps = self._catalog.stamps([form for given in ids for form in {given, composed(given)}])
        found: dict[str, int] = {}
        for given in ids:
            name = given if given in stamps else composed(given)
            if name not in stamps:
                raise UnknownDocument(f"there is no document {given}")
            found[name] = stamps[name][0]
        return found

    def _refresh(self) -> None:
        """Forget the documents that the catalogue has other than they were."""
        version = self._catalog.version()
        if version != self._version:
            heads = self._catalog.heads(list(self._kept))
            for name, document in list(self._kept.items()):
                if heads.get(name) != (head_of(document), document.sha256):
                    del self._kept[name]
            self._version = version

    def _let_go(self) -> None:
        """Of those not read for longest, where many paragraphs are kept; the last one stays."""
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > _KEPT_PARAGRAPHS:
            self._kept.popitem(last=False)


class OnDemand(Mapping[str, Document]):
    """Documents of a shelf by id, each read when it is asked for."""

    def __init__(self, shelf: Shelf, ids: Iterable[str]) -> None:
        self._shelf = shelf
        self._ids = dict.fromkeys(ids)

    def __getitem__(self, id: str) -> Document:
        if id not in self._ids:
            raise KeyError(id)
        return self._shelf.document(id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
