"""Documents that were replaced or removed a moment ago, to be taken back."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.document import Document

_KEPT = 10


@dataclass
class Replaced:
    """The last few, newest last; gone when the program ends."""

    _documents: list[Document] = field(default_factory=list)

    @property
    def last(self) -> str:
        """The id of the newest; "" where there is none."""
        return self._documents[-1].id if self._documents else ""

    @property
    def digests(self) -> set[str]:
        """Of the files of all of them."""
        return {document.sha256 for document in self._documents}

    def put(self, document: Document) -> None:
        """Remember one."""
        self._documents = [*self._documents[1 - _KEPT :], document]

    def take(self) -> Document | None:
        """The newest, no longer kept here."""
        return self._documents.pop() if self._documents else None
