"""The documents that answers are held against, in the evaluator's normal form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from eval.items import BadSet, Item
from eval.scoring.amounts import Amount, amounts
from eval.scoring.canonical import canonical
from index.document import Document
from index.parsing import read_document
from index.text import language_of

SAMPLE = Path(__file__).parents[2] / "index" / "samples" / "statement-2017-ashgabat.md"
_WRITTEN_OUT = re.compile(
    r"(?:第(\d+)(?:段落|パラ(?:グラフ)?)|(?:段落|パラ(?:グラフ)?|paragraphs?|paras?\.?|¶) ?(\d+))$"
)


def label_key(label: str) -> str:
    """A label in one writing, so that 第16段落, para. 16 and １６ are 16.

    >>> label_key("第１６段落"), label_key("第九条")
    ('16', '第9条')
    """
    plain = canonical(label)
    match = _WRITTEN_OUT.match(plain)
    return (match[1] or match[2]) if match else plain


@dataclass(frozen=True)
class Passage:
    """A paragraph with what the scorer needs of it, worked out once."""

    label: str
    text: str
    sentences: tuple[str, ...]

    @cached_property
    def canonical(self) -> str:
        """Its words in normal form."""
        return canonical(self.text)

    @cached_property
    def folded(self) -> str:
        """Its words in one width and letter case, with the names within currencies (US dollars)."""
        return unicodedata.normalize("NFKC", self.text).casefold()

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """Its numbers and dates."""
        return amounts(self.text)

    @cached_property
    def language(self) -> str:
        """By script."""
        return language_of(self.text)

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Its pairs of neighbouring characters."""
        return character_pairs(self.text)

    def covers(self, text: str) -> float:
        """Share of a text's character pairs that stand here too, 0 to 1."""
        pairs = character_pairs(text)
        return len(pairs & self.pairs) / len(pairs) if pairs else 0.0


class Source:
    """One document: its passages by label, however the label is written."""

    def __init__(self, document: Document) -> None:
        self.id = document.id
        self.title = document.title
        self.document = document
        self.passages = tuple(Passage(p.label, p.text, tuple(s.text for s in p.sentences)) for p in document)
        self._by_key = {label_key(passage.label): passage for passage in self.passages}

    def find(self, label: str) -> Passage | None:
        """The passage under a label; None where the document has none such."""
        return self._by_key.get(label_key(label))

    def all(self, labels: Iterable[str]) -> tuple[Passage, ...]:
        """The passages under those labels that exist."""
        return tuple(passage for label in labels if (passage := self.find(label)))


class Sources:
    """All documents of a set; each item finds its own.

    Raises:
        BadSet: two documents of one name.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self._by_id = {document.id: Source(document) for document in documents}
        if len(self._by_id) < len(documents):
            raise BadSet("two documents have the same name: " + ", ".join(d.id for d in documents))

    def of(self, item: Item) -> Source:
        """The document that an item is about.

        Raises:
            BadSet: the item names none and there are several, or one that was not given.
        """
        return self._named(item)

    def _named(self, item: Item) -> Source:
        if not item.document and len(self._by_id) == 1:
            return next(iter(self._by_id.values()))
        if item.document not in self._by_id:
            given = ", ".join(self._by_id) or "none"
            raise BadSet(f"{item.id} is about {item.document or 'no named document'}; the documents given are: {given}")
        return self._by_id[item.document]


def documents_of(items: Sequence[Item], given: Sequence[Path], beside: Path) -> list[Path]:
    """The files to read: those given, else those that the items name in the set's folder, else the sample."""
    named = dict.fromkeys(item.document for item in items if item.document and item.document != SAMPLE.name)
    found = [beside / name for name in named if (beside / name).is_file()]
    alone = all(item.document in named for item in items)
    return list(given) or (found if found and alone else [SAMPLE, *found])


def read_sources(paths: Sequence[Path]) -> Sources:
    """Documents from files."""
    return Sources([read_document(path) for path in paths])


def character_pairs(text: str) -> frozenset[str]:
    """Neighbouring letters and digits of the canonical text, stops and blanks left out."""
    plain = re.sub(r"[\W_]", "", canonical(text))
    return frozenset(plain[n : n + 2] for n in range(len(plain) - 1))
