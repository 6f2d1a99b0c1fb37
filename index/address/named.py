"""Addresses in the document's own words: Section 4.05, 別表第一の二, 様式第一号, 第３の(5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.address.labels import Kind, Labels
from index.address.numbers import JOIN, PATH, Number, between, read_paths
from index.address.phrases import Phrase
from index.address.selecting import Selector
from index.text.languages.unit_words import OTHER_NAMES, unit_words

_ITEM = re.compile(rf"\s*(?:第\s*)?(?:{PATH})")
_NEXT = re.compile(rf"{JOIN}(?:第\s*)?(?:{PATH})")
_INNER = re.compile(r"(?:\(\w{1,4}\))+")
_COUNTS = re.compile(r"\s*(?:[条條項号款目章節編部款段回期次年月日人件点個つ歳位世]|[かカヶケ]国|番目)")
"""What makes 第3 something else than a label of its own: 第3条, 第5回."""


def named_phrases(question: str, labels: Labels) -> Iterator[Phrase]:
    """The phrases of a folded question that begin with a word which the document prints before its numbers."""
    for word, start, end in unit_words(question):
        first = _ITEM.match(question, end)
        names = [name for name in (word, *OTHER_NAMES.get(word, ())) if labels.prints(name)]
        if first and names and not (word == "第" and _COUNTS.match(question, first.end())):
            yield from _phrases(question, (start, first), names, labels)


def _phrases(question: str, at: tuple[int, re.Match[str]], names: list[Kind], labels: Labels) -> Iterator[Phrase]:
    """One phrase for numbers that are paragraphs or nowhere, one each for sections and parts."""
    start, first = at
    end = first.end()
    while following := _NEXT.match(question, end):
        end = following.end()
    numbers = read_paths(question[first.start() : end])
    if not numbers:
        return
    name = next((name for name in names if _known(labels, name, numbers[0])), names[0])
    if len(numbers[0]) == 2 and not _known(labels, name, numbers[0]) and "-" in question[start:end]:
        a, b = ((n,) for n in numbers[0])  # 3-5 is a stretch where nothing is called so
        numbers = (a, *between(a, b), b, *numbers[1:])
    inner = _INNER.match(question, end)
    if section := labels.sections.get((name, numbers[0])):
        yield Phrase("section", start, first.end(), numbers=numbers[:1], unit=name, words=section.label)
    elif part := labels.parts.get((name, numbers[0])):
        yield Phrase("numbers", start, first.end(), "other", words=part[0], selector=Selector("part", words=part[1]))
    else:
        selector = Selector("part", words=inner.group()) if inner else None
        yield Phrase("numbers", start, inner.end() if inner else end, name, numbers, selector=selector)


def _known(labels: Labels, name: Kind, number: Number) -> bool:
    return bool(labels.find(name, number)) or (name, number) in labels.sections or (name, number) in labels.parts
