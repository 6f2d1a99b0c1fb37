"""What is ranked together, kept between questions: small scopes whole, of a big library the last one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from index.document import Paragraph
from index.search.ranking import Query, Scope
from index.storage.catalog import Catalog
from index.storage.vectors import Vectors

_KEPT_PARAGRAPHS = 6000


class Asked(NamedTuple):
    """What a scope of a big library is made for."""

    version: int
    query: str
    k: int
    documents: tuple[str, ...]
    named: tuple[Paragraph, ...]


class Scopes:
    """Makes scopes out of a catalogue; its owner forgets them when the catalogue changes."""

    def __init__(self, catalog: Catalog, vectors: Vectors) -> None:
        self._catalog, self._vectors = catalog, vectors
        self._kept: OrderedDict[tuple[str, ...], Scope] = OrderedDict()
        self._last: tuple[Asked, Scope | None] | None = None

    def whole(self, ids: tuple[str, ...]) -> Scope:
        """Every paragraph of some documents; those asked about last are kept. Not for several threads at once."""
        if ids not in self._kept:
            self._kept[ids] = Scope(self._catalog.rows(ids))
        self._kept.move_to_end(ids)
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > _KEPT_PARAGRAPHS:
            self._kept.popitem(last=False)
        return self._kept[ids]

    def promising(self, asked: Asked, query: Query, *, total: int, documents: Sequence[str]) -> Scope | None:
        """What of a big library is worth ranking; kept, since one question may be ranked in two ways.

        Args:
            asked: What tells this scope from others.
            query: The question, made ready.
            total: Paragraphs of the whole library.
            documents: Ids to search in; () means all.
        """
        from index.search.candidates import promising

        last = self._last
        if last is None or last[0] != asked:
            store = self._vectors.open()
            scope = promising(self._catalog, store, query, asked.k, asked.named, total=total, documents=documents)
            last = self._last = asked, scope
        return last[1]

    def forget(self) -> None:
        """Let go of what was kept of whole documents."""
        self._kept.clear()
