"""Which paragraphs are worth an exact score, and what their scores are held against.

Where little is asked, a document or a small library, every paragraph is. Elsewhere those
that have the nearest vectors in Chroma, their own or a sentence's, and those that hold the
question's rarest words. What that costs depends on what is found, not on the library.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter

import numpy as np

from index.document import Paragraph
from index.search.query import Query
from index.search.scope import Background, Prepared, Scope
from index.storage import Catalog
from index.storage.lookups import Lookups
from index.storage.records import Candidate
from index.storage.store import VectorStore
from index.text.words import Frequencies

WHOLE = 1_000  # paragraphs; docs/library.md has what either way costs and misses
WHOLE_CHOSEN = 4_000
_NEAREST = 128  # vectors, of about a third as many paragraphs
_WIDEST = 8
_BY_WORDS = 48
_READ_AT_MOST = 256
_SAMPLE = 256
_SAMPLED = ("", "")  # no document is called so
_KEPT_PARAGRAPHS = 4_000


class Candidates:
    """Finds what is worth an exact score; safe to use from several threads."""

    def __init__(self, catalog: Catalog, vectors: Callable[[], VectorStore]) -> None:
        """Keep where to look.

        Args:
            catalog: With the paragraphs.
            vectors: Opens the vector index; not called while it is not needed.
        """
        self._catalog, self._vectors = catalog, vectors
        self._lookups = Lookups(catalog)
        self._version = -1
        self._kept: OrderedDict[tuple[str, ...], Prepared] = OrderedDict()

    def near(self, query: Query, k: int, documents: Sequence[str], size: int) -> list[str] | None:
        """Keys of the paragraphs with the nearest vectors; None where every paragraph is worth a score.

        Args:
            query: The question, made ready.
            k: How many hits will be wanted; more are found.
            documents: Those searched; empty means all. Of a few of many, more are looked at.
            size: How many paragraphs these have.
        """
        if size <= max(k, WHOLE_CHOSEN if documents else WHOLE):
            return None
        wider = min(_WIDEST, round(self._catalog.size().paragraphs / size)) if documents else 1
        return self._vectors().nearest(query.vector.astype(np.float32), (_NEAREST + 2 * k) * wider)

    def scope(
        self, query: Query, near: Sequence[str] | None, documents: Sequence[str], named: Iterable[Paragraph]
    ) -> tuple[Scope, Background] | None:
        """What is to be ranked for a question; None where there is nothing. Within a snapshot of the catalogue.

        Args:
            query: The question, made ready.
            near: What `near` gave.
            documents: Those searched; empty means all.
            named: Paragraphs to rank in any case.
        """
        if near is None:
            return self._whole(query, documents)
        frequencies = self._frequencies(query)
        wanted = set(documents)
        numbers = {number for number, home in self._catalog.numbers_of(near) if not wanted or home in wanted}
        numbers |= self._worded(query, frequencies["words"], documents)
        for document, some in groupby(named, key=attrgetter("document_id")):
            numbers.update(self._catalog.numbers_at(document, [paragraph.position for paragraph in some]))
        found = self._catalog.candidates(sorted(numbers))
        if not found:
            return None
        sample = self._prepared(_SAMPLED, lambda: self._catalog.sample(_SAMPLE)) or Prepared(found)
        meanings = sample.meanings(sample.cosines(query.vector))
        return Scope(Prepared(found), query), Background(meanings, frequencies, sample.usual_length)

    def _whole(self, query: Query, documents: Sequence[str]) -> tuple[Scope, Background] | None:
        prepared = self._prepared(tuple(documents), lambda: self._catalog.candidates_of(documents))
        if not prepared:
            return None
        scope = Scope(prepared, query)
        return scope, Background.of(scope, prepared.usual_length)

    def _frequencies(self, query: Query) -> dict[str, Frequencies]:
        total = self._catalog.size().paragraphs
        counts = self._lookups.frequencies([*query.words, *("#" + gram for gram in query.grams)])
        of_grams = {term[1:]: count for term, count in counts.items() if term.startswith("#")}
        return {"words": Frequencies(total, counts), "bigrams": Frequencies(total, of_grams)}

    def _worded(self, query: Query, frequencies: Frequencies, documents: Sequence[str]) -> set[int]:
        """Row numbers of the paragraphs that hold most of the question's words, rare ones weighing more.

        Words are looked up rarest first, as long as what holds them is soon read; of those
        that are left, only paragraphs that hold the rarest beside another.
        """
        scores: dict[int, float] = {}
        left = _READ_AT_MOST
        known = sorted(
            (word for word in query.words if frequencies.paragraphs.get(word)),
            key=lambda word: (frequencies.paragraphs[word], word),
        )
        while known and (count := frequencies.paragraphs[known[0]]) <= left:
            left -= count
            word = known.pop(0)
            for number in self._lookups.numbers_with([word], documents=documents, k=count):
                scores[number] = scores.get(number, 0.0) + frequencies.rarity(word)
        if len(known) > 1 and left:
            both = sum(map(frequencies.rarity, known[:2]))
            for number in self._lookups.numbers_with(known[:1], beside=known[1:], documents=documents, k=left):
                scores[number] = scores.get(number, 0.0) + both
        best = sorted(scores.items(), key=itemgetter(1), reverse=True)[:_BY_WORDS]
        return {number for number, _ in best}

    def _prepared(self, key: tuple[str, ...], read: Callable[[], list[Candidate]]) -> Prepared | None:
        """What `read` gives, made ready and kept while the library does not change; those asked for last are."""
        version = self._catalog.version()
        if version != self._version:
            self._kept.clear()
            self._version = version
        if key not in self._kept:
            found = read()
            if not found:
                return None
            self._kept[key] = Prepared(found)
        self._kept.move_to_end(key)
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > _KEPT_PARAGRAPHS:
            self._kept.popitem(last=False)
        return self._kept[key]
