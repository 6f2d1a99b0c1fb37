"""In what order documents are visited: some of each source, by fixed shares."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from eval.reader.material.asked import FORMAL, Asked

SHARES: Mapping[str, float] = {  # of the questions that the reader is asked, relative to each other
    FORMAL: 110,
    "jaquad": 40,
    "jsquad": 9,
    "statutes": 11,
    "lawqa-jp": 0.6,
    "squad2": 18,
    "policyqa": 12,
    "tydiqa": 8,
    "cmrc2018": 3,
    "drcd": 3,
    "xquad": 6.5,
}
GROUP_QUESTIONS = 24  # of one document, read together: below the cut each passage is read once

_STRAY_GROUPS = 60  # that questions of no document are spread over, a language

Item = TypeVar("Item")


class Rotation(Generic[Item]):
    """Draws items by shares, round and round within each source.

    Attributes:
        places: How many of each source were drawn; what a checkpoint keeps.
    """

    def __init__(self, items: Mapping[str, Sequence[Item]], shares: Mapping[str, float]) -> None:
        self._items = {source: own for source, own in items.items() if own}
        self._weights = [shares[source] for source in self._items]
        self.places = dict.fromkeys(self._items, 0)

    def draw(self, chance: random.Random) -> Item:
        """The next item of a source drawn by its share."""
        source = chance.choices(list(self._items), self._weights)[0]
        own = self._items[source]
        self.places[source] += 1
        return own[(self.places[source] - 1) % len(own)]


def groups_of(
    asked: Sequence[Asked], shares: Mapping[str, float], chance: random.Random
) -> Rotation[tuple[Asked, ...]]:
    """Questions that share a document, at most `GROUP_QUESTIONS` together, drawn by shares of questions."""
    documents: dict[str, dict[str, list[Asked]]] = defaultdict(lambda: defaultdict(list))
    for one in asked:
        if one.source in shares:
            documents[one.source][one.doc or f"{one.lang}{chance.randrange(_STRAY_GROUPS)}"].append(one)
    groups = {source: _split(own.values(), chance) for source, own in documents.items()}
    sizes = {source: min(GROUP_QUESTIONS, len(own[0])) for source, own in groups.items()}
    return Rotation(groups, {source: shares[source] / size for source, size in sizes.items()})


def _split(documents: Iterable[list[Asked]], chance: random.Random) -> list[tuple[Asked, ...]]:
    groups: list[tuple[Asked, ...]] = []
    for own in documents:
        chance.shuffle(own)
        groups += [tuple(own[start : start + GROUP_QUESTIONS]) for start in range(0, len(own), GROUP_QUESTIONS)]
    chance.shuffle(groups)
    return groups
