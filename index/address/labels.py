"""A document's labels by what they count, so that any notation finds them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from index.document import Document, once_per_document
from index.numbering import numerals
from index.text.folding import fold

Kind = Literal["plain", "article", "recital", "other"]
Number = tuple[int, ...]
Table = dict[tuple[Kind, Number], tuple[str, ...]]

_NUMBER = re.compile(r"\d+|[ivxlc]+|[〇零一二三四五六七八九十百千]+")
_ARTICLE = re.compile(r"(?:第|제)(?P<n>\d+)[条조](?P<branch>(?:[の의]\d+)*)$|(?:article|art\.|статья|§)\s*(?P<w>.+)$")
_RECITAL = re.compile(r"recital\s+(?P<n>\d+)$")
_PLAIN = re.compile(r"¶?(?P<n>\d+)(?P<bis>[a-z]*)(?: \(\d+\))?$")
_TREE = re.compile(r"\d+(?:[.\-]\d+)+$")
_SUFFIX = re.compile(r"(?<=\d)(?:bis|ter|quater|quinquies|sexies|septies|octies)\b")


def number_of(text: str) -> Number | None:
    """A number as people write it, one entry a level: "9の2" is (9, 2), "9bis" too."""
    folded = fold(text).strip(" .")
    suffix = _SUFFIX.search(folded)
    numbers = [numerals.any_number(part) for part in _NUMBER.findall(_SUFFIX.sub("", folded))]
    if not numbers or None in numbers:
        return None
    found = tuple(n for n in numbers if n is not None)
    return (*found, numerals.suffix(suffix.group())) if suffix else found


@dataclass(frozen=True)
class Labels:
    """Labels of one document by kind and number; several where a number comes again.

    `by_number` has the labels as they are, `inside` those of annexes and of sections
    that each start at one, by the number without the section's name.
    """

    document: Document
    by_number: Table = field(default_factory=dict)
    inside: Table = field(default_factory=dict)

    def find(self, kind: Kind, number: Number) -> tuple[str, ...]:
        """The labels that a number of that kind may mean; () where there is none."""
        return self.by_number.get((kind, number)) or self.inside.get((kind, number), ())

    def has(self, kind: Kind) -> bool:
        """Whether the document counts anything of that kind."""
        return kind in self._kinds

    @cached_property
    def _kinds(self) -> set[Kind]:
        return {kind for kind, _ in (*self.by_number, *self.inside)}

    @cached_property
    def literal(self) -> tuple[tuple[str, str], ...]:
        """Labels that no grammar knows (4.b(3), 別紙5), folded and as they are."""
        known = {label for row in self.by_number.values() for label in row}
        numbered = (p.label for p in self.document if p.origin == "numbered" and p.label not in known)
        return tuple((fold(label), label) for label in numbered if len(fold(label)) >= 3)

    def sample(self, kind: Kind) -> str:
        """Any label of a kind, to name others like it; "" where nothing of that kind is counted."""
        rows = (*self.by_number.items(), *self.inside.items())
        return next((row[0] for (known, _), row in rows if known == kind), "")

    @cached_property
    def tree(self) -> bool:
        """Whether numbers of several levels (4.2.1, 2-3-1) are labels here."""
        return any(_TREE.match(paragraph.label) for paragraph in self.document)


@once_per_document
def labels_of(document: Document) -> Labels:
    """Read the numbers off a document's labels."""
    labels = Labels(document)
    prefixes = sorted((section.label for section in document.sections), key=len, reverse=True)
    for paragraph in document:
        key, table = _key(paragraph.label), labels.by_number
        if not key:
            key, table = _key(_stripped(paragraph.label, prefixes)), labels.inside
        if key:
            table[key] = (*table.get(key, ()), paragraph.label)
    return labels


def _stripped(label: str, prefixes: list[str]) -> str:
    """A label without the name of the section or annex before it: 別紙4-1, II 6."""
    for prefix in prefixes:
        rest = label.removeprefix(prefix)
        if rest != label and (rest.startswith(" ") or not prefix[-1:].isascii()):
            return rest.strip()
    return label


def _key(label: str) -> tuple[Kind, Number] | None:
    folded = fold(label)
    if match := _ARTICLE.match(folded):
        number = number_of((match["n"] + (match["branch"] or "")) if match["n"] else match["w"])
        return ("article", number) if number else None
    if match := _RECITAL.match(folded):
        return "recital", (int(match["n"]),)
    if _TREE.match(folded):
        return "plain", tuple(map(int, re.findall(r"\d+", folded)))
    if match := _PLAIN.match(folded):
        number = number_of(match["n"] + match["bis"])
        return ("plain", number) if number else None
    return None
