"""A document's labels by what they count, so that any notation finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from index.address.containers import Container
from index.address.numbers import Number, number_of
from index.document import Document, Section, once_per_document
from index.text import fold
from index.text.label_numerals import spanned
from index.text.languages.unit_words import UNIT_WORDS, unit_of

Kind = str
"""What is counted: "plain", "article", "recital", a word of `UNIT_WORDS`, or "other" for a label as it stands."""
Table = dict[tuple[Kind, Number], tuple[str, ...]]

_ARTICLE = re.compile(r"(?:第|제)(?P<n>\d+)[条조](?P<branch>(?:[の의]\d+)*)$|(?:article|art\.|статья|§)\s*(?P<w>.+)$")
_RECITAL = re.compile(r"recital\s+(?P<n>\d+)$")
_PLAIN = re.compile(r"¶?(?P<n>\d+)(?P<bis>[a-z]*)(?: \(\d+\))?$")
_TREE = re.compile(r"\d+(?:[.\-]\d+)+$")
_STEP = re.compile(r"\d+|[a-z]+|[ァ-ヶー]+|[^\W\d_a-zの第ァ-ヶー]+")
_SHORTEST_LITERAL = 3
_AFTER_WORD = re.compile(r"[\s第の之의号().\-\d〇一二三四五六七八九十百]*|\s*[ivxlc]+(?:[\s.\-]+\d+)*")


@dataclass(frozen=True)
class Labels:
    """Labels of one document by kind and number; several where a number comes again.

    `by_number` has the labels as they are, `inside` those of annexes and of sections
    that each start at one, by the number without the section's name, which is in
    `prefixes`; `spanned` has the
    labels of articles that stand for several numbers (第四条から第六条まで　削除).
    """

    document: Document
    by_number: Table = field(default_factory=dict)
    inside: Table = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    spanned: Table = field(default_factory=dict)

    @cached_property
    def sections(self) -> dict[tuple[Kind, Number], Section]:
        """The sections that are called by a word and a number: 別表第1, Annex II."""
        keyed = ((named_key(section.label), section) for section in self.document.sections)
        return {key: section for key, section in reversed(list(keyed)) if key}

    @cached_property
    def parts(self) -> dict[tuple[Kind, Number], tuple[str, str]]:
        """The parts of paragraphs that are called so, each as its paragraph's label and the rest: 第3 and (5)."""
        named = ((named_key(part.label), p, part) for p in self.document for part in p.parts)
        return {key: (p.label, part.label.removeprefix(p.label)) for key, p, part in named if key}

    def prints(self, word: Kind) -> bool:
        """Whether any label of the document begins with that word."""
        return word in self._words

    @cached_property
    def _words(self) -> set[Kind]:
        return {kind for kind, _ in (*self.by_number, *self.sections, *self.parts) if kind in UNIT_WORDS}

    def find(self, kind: Kind, number: Number) -> tuple[str, ...]:
        """The labels that a number of that kind may mean; () where there is none."""
        key = (kind, number)
        return self.by_number.get(key) or self.inside.get(key) or self.spanned.get(key, ())

    def find_in(self, container: Container, kind: Kind, number: Number) -> tuple[str, ...]:
        """The labels that a number may mean of what is annexed; of 附則 without a law's name, of the one so called."""
        held = [label for label in self.inside.get((kind, number), ()) if container.holds(self.prefixes[label])]
        own = [label for label in held if not container.law and fold(self.prefixes[label]) == container.word]
        return tuple(own or held)

    def has(self, kind: Kind) -> bool:
        """Whether the document counts anything of that kind."""
        return kind in self._kinds

    @cached_property
    def _kinds(self) -> set[Kind]:
        return {kind for kind, _ in (*self.by_number, *self.inside)}

    @cached_property
    def literal(self) -> Mapping[tuple[str, ...], tuple[str, str]]:
        """Labels that no grammar knows (4.b(3), 別紙5), by their steps: folded, and as they are."""
        known = {label for row in self.by_number.values() for label in row}
        numbered = (p.label for p in self.document if p.origin == "numbered" and p.label not in known)
        found = {steps: (fold(label), label) for label in numbered if (steps := steps_of(fold(label)))}
        return {steps: own for steps, own in found.items() if len(own[0]) >= _SHORTEST_LITERAL}

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
        for number in spanned(paragraph.native) if paragraph.native else ():
            labels.spanned.setdefault(("article", (number,)), (paragraph.label,))
        key, table = _key(paragraph.label), labels.by_number
        if not key:
            rest = _stripped(paragraph.label, prefixes)
            key, table = _key(rest), labels.inside
            labels.prefixes[paragraph.label] = paragraph.label.removesuffix(rest).strip()
        if key:
            table[key] = (*table.get(key, ()), paragraph.label)
        if named := named_key(paragraph.label):
            labels.by_number[named] = (*labels.by_number.get(named, ()), paragraph.label)
    return labels


def steps_in(text: str) -> Iterator[re.Match[str]]:
    """The parts of an address in a folded text, without what stands between: 5, c, 9 of 5のc(9)."""
    return _STEP.finditer(text)


def steps_of(label: str) -> tuple[str, ...]:
    """The steps of a folded label."""
    return tuple(step.group() for step in steps_in(label))


def named_key(label: str) -> tuple[Kind, Number] | None:
    """A label that begins with a word, as the word and its numbers: 別表第1の2 is (別表, (1, 2))."""
    folded = fold(label)
    word, end = unit_of(folded)
    rest = folded[end:].strip()
    number = number_of(rest) if word and _AFTER_WORD.fullmatch(rest) else None
    return (word, number) if number else None


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
