"""Which paragraphs of a big library are worth an exact score.

Nearest vectors by Chroma's approximate search, and paragraphs that hold the question's
rarest words; the exact ranking over them is search.py's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby
from operator import attrgetter, itemgetter

from index.document import Paragraph
from index.search.ranking import Query, Scope
from index.storage.catalog import Catalog
from index.storage.store import VectorStore
from index.text.words import Frequencies

_NEAREST = 64
_BY_WORDS = 48
_READ_AT_MOST = 1500


def promising(
    catalog: Catalog,
    vectors: VectorStore,
    query: Query,
    k: int,
    named: Iterable[Paragraph],
    *,
    total: int,
    documents: Collection[str],
) -> Scope | None:
    """The paragraphs to rank; None where there are none.

    Args:
        k: How many will be asked of them; more are found.
        named: Paragraphs to rank in any case.
        total: Paragraphs of the library.
        documents: Those searched; empty means all.
    """
    counts = catalog.frequencies([*query.words, *("#" + gram for gram in query.grams)])
    frequencies = {
        "words": Frequencies(total, counts),
        "bigrams": Frequencies(total, {term[1:]: n for term, n in counts.items() if term.startswith("#")}),
    }
    numbers = _numbers(catalog, vectors, query, k, frequencies["words"], set(documents))
    for document, some in groupby(named, key=attrgetter("document_id")):
        numbers.update(catalog.numbers_at(document, [paragraph.position for paragraph in some]))
    rows = catalog.rows_at(sorted(numbers))
    return Scope(rows, query=query, frequencies=frequencies) if rows else None


def _numbers(
    catalog: Catalog, vectors: VectorStore, query: Query, k: int, frequencies: Frequencies, documents: Collection[str]
) -> set[int]:
    """Row numbers of what is near in meaning or shares rare words."""
    wider = 4 if documents else 1
    near = catalog.numbers_of(vectors.nearest(query.vector, (_NEAREST + k) * wider))
    found = {number for number, document in near if not documents or document in documents}
    worded = _by_words(catalog, query, frequencies)
    if documents:
        home = catalog.documents_of(list(worded))
        worded = {number: score for number, score in worded.items() if home.get(number) in documents}
    best = sorted(worded.items(), key=itemgetter(1), reverse=True)[:_BY_WORDS]
    return found.union(number for number, _ in best)


def _by_words(catalog: Catalog, query: Query, frequencies: Frequencies) -> dict[int, float]:
    """Summed rarity of the question's words per row number, rarest words first.

    Stops before a word so frequent that reading its paragraphs would cost more than
    it tells.
    """
    scores: dict[int, float] = {}
    read = 0
    known = {word for word in query.words if frequencies.paragraphs.get(word)}
    for word in sorted(known, key=lambda word: (frequencies.paragraphs[word], word)):
        read += frequencies.paragraphs[word]
        if read > _READ_AT_MOST:
            break
        rarity = frequencies.rarity(word)
        for number in catalog.numbers_with(word):
            scores[number] = scores.get(number, 0.0) + rarity
    return scores
