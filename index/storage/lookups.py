"""What is asked for by key: paragraphs that hold words; documents that a question names.

Nothing here looks at what was not found: the cost is that of the matches.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from index.document import Paragraph
from index.storage.catalog import Catalog
from index.storage.postings import (
    LONGEST_NAME_CHARS,
    document_token,
    is_gram,
    name_key,
    title_words,
)
from index.text import flowing
from index.text.words import grams, runs, word_spans

_UNSPLIT = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々〆가-힣]")
_PIECES = re.compile(r"[^\W_]+")
_MOST_TOKENS = 100  # documents that a full-text query names; of more it asks all and drops what is not theirs
_TRIED = 16  # paragraphs that have the n-grams of a phrase: mostly the first has the phrase


class Place(NamedTuple):
    """Where a paragraph stands."""

    document_id: str
    label: str
    position: int


class Lookups:
    """Asks a catalogue by key; safe to use from several threads."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many paragraphs of the library each term occurs: a word in its normal form, or "#" and an n-gram."""
        return dict(self._catalog.among("SELECT term, paragraphs FROM terms WHERE term IN", list(terms)))

    def numbers_with(
        self, words: Sequence[str], *, beside: Sequence[str] = (), documents: Sequence[str] = (), k: int
    ) -> list[int]:
        """Row numbers of at most k paragraphs that hold all of some words, and any of those beside them."""
        if not all(map(_PIECES.search, words)):
            return []
        also = [_word(word) for word in beside if _PIECES.search(word)]
        wanted = [*map(_word, words), *([_any(also)] if also else []), *self._home(documents)]
        query = "SELECT rowid FROM word_index WHERE word_index MATCH ? LIMIT ?"
        found = [row[0] for row in self._catalog.all(query, " AND ".join(wanted), k)]
        return self.within(found, documents) if len(documents) > _MOST_TOKENS else found

    def within(self, numbers: Sequence[int], documents: Collection[str]) -> list[int]:
        """Those row numbers whose paragraphs are of these documents."""
        wanted = set(documents)
        homes = dict(self._catalog.among("SELECT id, document FROM paragraphs WHERE id IN", numbers))
        return [number for number in numbers if homes.get(number) in wanted]

    def paragraphs(self, places: Sequence[Place]) -> list[Paragraph]:
        """The paragraphs at some places that still exist, in this order."""
        numbers: dict[tuple[str, int], int] = {}
        for document in dict.fromkeys(place.document_id for place in places):
            positions = sorted({place.position for place in places if place.document_id == document})
            query = "SELECT position, id FROM paragraphs WHERE document = ? AND position IN"
            numbers |= {(document, at): number for at, number in self._catalog.among(query, positions, document)}
        found = self._catalog.paragraphs(list(numbers.values()))
        keys = [(place.document_id, place.position) for place in places]
        return [found[numbers[key]] for key in keys if numbers.get(key) in found]

    def paragraphs_with(self, phrases: Sequence[str], documents: Sequence[str] = ()) -> list[Place]:
        """Every paragraph that holds all of some phrases; see `Library.paragraphs_with`."""
        folded = [phrase for phrase in map(_flat, phrases) if phrase]
        parts = dict.fromkeys(part for phrase in folded for part in _tokens_of(phrase))
        if not parts:
            return []
        asked = " AND ".join([*parts, *self._home(documents)])
        query = (
            "SELECT p.document, p.label, p.position, p.folded FROM gram_index"
            " JOIN paragraphs p ON p.id = gram_index.rowid JOIN documents d ON d.id = p.document"
            " WHERE gram_index MATCH ? ORDER BY d.place, p.position"
        )
        wanted = set(documents)
        found = [Place(*place) for *place, text in self._catalog.all(query, asked) if _holds_all(flowing(text), folded)]
        return [place for place in found if not wanted or place.document_id in wanted]

    def stands(self, phrase: str, documents: Sequence[str] = ()) -> bool:
        """Whether any paragraph holds a phrase, as `paragraphs_with` finds it; a few are read, however many hold it."""
        folded = _flat(phrase)
        parts = list(dict.fromkeys(_tokens_of(folded)))
        if not parts:
            return False
        query = (
            "SELECT p.document, p.folded FROM gram_index JOIN paragraphs p ON p.id = gram_index.rowid"
            " WHERE gram_index MATCH ? LIMIT ?"
        )
        some = self._catalog.all(query, " AND ".join([*parts, *self._home(documents)]), _TRIED)
        wanted = set(documents)
        if any(_holds_all(flowing(text), [folded]) for home, text in some if not wanted or home in wanted):
            return True
        return len(some) == _TRIED and bool(self.paragraphs_with([phrase], documents))

    def named_in(self, question: str, documents: Sequence[str] = ()) -> list[str]:
        """Ids of the documents that a question calls by name; see `Library.named_in`."""
        folded = flowing(question)
        wanted = set(documents)
        spans = _named_spans(folded)
        query = "SELECT name, document FROM names WHERE name IN"
        rows = self._catalog.among(query, list(dict.fromkeys(name for name, _, _ in spans)))
        rows = [(name, document) for name, document in rows if not wanted or document in wanted]
        known = {name for name, _ in rows}
        taken: list[tuple[int, int]] = []
        called = []
        for name, start, end in sorted(spans, key=lambda span: -len(span[0])):
            if name in known and not any(start < b and a < end for a, b in taken):
                taken.append((start, end))
                called.append(name)
        whole = [document for name in called for other, document in rows if other == name]
        for start, end in sorted(taken, reverse=True):
            folded = f"{folded[:start]} {folded[end:]}"
        told = (self._told_by(word, documents) for word in sorted(title_words(folded)))
        return list(dict.fromkeys([*whole, *filter(None, told)]))

    def _told_by(self, word: str, documents: Sequence[str]) -> str:
        """The one document that has a word in its title, if no other one has it in its text; "" otherwise."""
        query = "SELECT d.id, d.place FROM title_words t JOIN documents d ON d.id = t.document WHERE t.word = ?"
        if documents:
            owners = self._catalog.among(f"{query} AND t.document IN", documents, word)
        else:
            owners = self._catalog.all(f"{query} LIMIT 2", word)
        if len(owners) != 1:
            return ""
        ((owner, place),) = owners
        table = "gram_index" if is_gram(word) else "word_index"
        elsewhere = " AND ".join([_quoted(word), *self._home(documents)])
        query = f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1"
        return "" if self._catalog.all(query, f"({elsewhere}) NOT {_quoted(document_token(place))}") else owner

    def _home(self, documents: Sequence[str]) -> list[str]:
        """What a full-text query asks for beside its words, so that only these documents' paragraphs are found."""
        if not documents or len(documents) > _MOST_TOKENS:
            return []
        rows = self._catalog.among("SELECT place FROM documents WHERE id IN", documents)
        return [_any(_quoted(document_token(place)) for (place,) in rows)] if rows else ['"\ue000"']


def _any(tokens: Iterable[str]) -> str:
    return f"({' OR '.join(tokens)})"


def _word(word: str) -> str:
    """A word with marks in it (co-operation) as the index has it, in pieces."""
    return f"({' AND '.join(map(_quoted, _PIECES.findall(word)))})"


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _flat(phrase: str) -> str:
    return flowing(phrase).strip()


def _tokens_of(phrase: str) -> Iterator[str]:
    """What a text that holds a folded phrase has in `gram_index`, as parts of a full-text query."""
    found = runs(phrase)
    for at, run in enumerate(found):
        unsplit = _UNSPLIT.match(run)
        goes_on = len(run) < (2 if unsplit else 4) and (unsplit or at + 1 == len(found))
        yield from (_quoted(run) + "*",) if goes_on else map(_quoted, sorted(grams(run)))


def _holds_all(text: str, phrases: Sequence[str]) -> bool:
    return all(_holds(text, phrase) for phrase in phrases)


def _holds(text: str, phrase: str) -> bool:
    """Whether a text has a phrase; one that begins with a letter of a script that splits words, where a word begins."""
    if phrase not in text:
        return False
    if _UNSPLIT.match(phrase) or not phrase[0].isalnum():
        return True
    return bool(re.search(rf"(?<![^\W_ぁ-ゖァ-ヺー一-鿿々〆가-힣]){re.escape(phrase)}", text))


def _named_spans(folded: str) -> list[tuple[str, int, int]]:
    """Every run of whole words of a folded question that may be a name, by its key, with its span."""
    words = [(name_key(folded[a:b]), a, b) for a, b in word_spans(folded)]
    words = [word for word in words if word[0]]
    found = []
    for at, (_, start, _) in enumerate(words):
        name = ""
        for part, _, end in words[at:]:
            name += part
            if len(name) > LONGEST_NAME_CHARS:
                break
            found.append((name, start, end))
    return found
