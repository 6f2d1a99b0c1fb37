"""What paragraphs and documents are found by: how each gets into the tables for it, and out of them again.

Words and n-grams in two full-text indexes, in how many paragraphs each occurs, the names
of a document. Inside someone else's transaction.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from index.text import flowing, fold
from index.text.languages.asking import asking_words
from index.text.stems import stem
from index.text.words import grams, runs

_EAST_ASIAN = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々〆가-힣]")
_EAST_ASIAN_END = re.compile(rf"{_EAST_ASIAN.pattern}(?!{_EAST_ASIAN.pattern})")
_HIRAGANA = re.compile(r"[ぁ-ゖ]")
_BRACKETS = re.compile(r"[(（\[［【〔][^()（）\[\]［］【】〔〕]*[)）\]］】〕]")
_NOT_OF_NAMES = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W\d_]")
LONGEST_NAME_CHARS = 60


@dataclass(frozen=True)
class Entry:
    """A paragraph as the tables know it: its row number, its document's place, its words and folded text."""

    number: int
    place: int
    words: str
    folded: str

    @cached_property
    def terms(self) -> set[str]:
        """Words and n-grams together: the n-grams carry a mark, so that they stay apart."""
        return {*self.words.split(), *("#" + gram for gram in grams(self.folded))}

    @property
    def _columns(self) -> tuple[tuple[str, str], ...]:
        home = document_token(self.place)
        held = " ".join((*sorted(gram_tokens(self.folded)), home))
        return ("word_index (rowid, words)", f"{self.words} {home}"), ("gram_index (rowid, grams)", held)

    def write(self, write: sqlite3.Connection) -> None:
        """Put the paragraph into the tables."""
        for table, held in self._columns:
            write.execute(f"INSERT INTO {table} VALUES (?, ?)", (self.number, held))

    def delete(self, write: sqlite3.Connection) -> None:
        """Take the paragraph out of the tables."""
        for table, held in self._columns:
            name = table.partition(" ")[0]
            columns = table.replace("(", f"({name}, ")
            write.execute(f"INSERT INTO {columns} VALUES ('delete', ?, ?)", (self.number, held))


def count(write: sqlite3.Connection, entries: Iterable[Entry], sign: int) -> None:
    """Add to (1) or take from (-1) the numbers of paragraphs that each term occurs in."""
    terms: Counter[str] = Counter()
    for entry in entries:
        terms.update(entry.terms)
    write.executemany(
        "INSERT INTO terms VALUES (?, ?)"
        " ON CONFLICT (term) DO UPDATE SET paragraphs = paragraphs + excluded.paragraphs",
        ((term, sign * times) for term, times in sorted(terms.items())),
    )
    if sign < 0:
        write.executemany("DELETE FROM terms WHERE term = ? AND paragraphs <= 0", ((term,) for term in terms))


def write_names(write: sqlite3.Connection, document: str, title: str) -> None:
    """Note what a document is called, in place of what it was called before."""
    forget_names(write, document)
    write.executemany(
        "INSERT INTO names VALUES (?, ?)", [(name, document) for name in sorted(names_of(document, title))]
    )
    words = sorted(title_words(f"{PurePath(document).stem} {title}"))
    write.executemany("INSERT INTO title_words VALUES (?, ?)", [(word, document) for word in words])


def forget_names(write: sqlite3.Connection, document: str) -> None:
    """Take out what a document is called."""
    for table in ("names", "title_words"):
        write.execute(f"DELETE FROM {table} WHERE document = ?", (document,))


def names_of(id: str, title: str) -> set[str]:
    """What a document is called: its file's name with and without ending, its title with and without brackets.

    >>> sorted(names_of("gdpr.txt", "General Data Protection Regulation (GDPR)"))
    ['gdpr', 'gdprtxt', 'generaldataprotectionregulation', 'generaldataprotectionregulationgdpr']
    """
    found = {name_key(text) for text in (id, PurePath(id).stem, title, _BRACKETS.sub(" ", title))}
    return {name for name in found if 2 <= len(name) <= LONGEST_NAME_CHARS and _LETTER.search(name)}


def title_words(text: str) -> set[str]:
    """What of a title, or of a question, may tell a document from others: words, or pairs of East Asian letters.

    Words about asking, those of one or two letters, and pairs with hiragana (に関) tell nothing.

    >>> sorted(title_words("Lease of the North Mill（北水車）"))
    ['leas', 'mill', 'north', '北水', '水車']
    """
    found = set()
    for run in runs(flowing(text)):
        if _EAST_ASIAN.match(run):
            found |= {pair for pair in grams(run) if len(pair) > 1 and not _HIRAGANA.search(pair)}
        elif len(run) > 2 and not asking_words() & {run, stem(run)}:
            found.add(stem(run))
    return found


def is_gram(word: str) -> bool:
    """Whether one of `title_words` is a pair of letters, and is found in `gram_index`."""
    return bool(_EAST_ASIAN.match(word))


def name_key(text: str) -> str:
    """A name as it is looked up by: folded, letters and digits alone."""
    return _NOT_OF_NAMES.sub("", fold(text))


def document_token(place: int) -> str:
    """The word by which the full-text indexes know a document; no text has it."""
    return f"\ue000{place}"  # of the private use area, and so in no word


def gram_tokens(folded: str) -> set[str]:
    """What a text is found by in `gram_index`: its n-grams, and the last letter of each East Asian run.

    That one makes a single letter findable, by prefix: 水 begins 水資 in 水資源, and is the last of 排水.
    """
    text = flowing(folded)
    return grams(text).union(_EAST_ASIAN_END.findall(text))
