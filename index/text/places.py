"""Countries and other places by name, as SudachiPy tells them: in Japanese texts only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from index.text.sudachi import Unit, units

PlaceKind = Literal["country", "place"]

_KEPT_TEXTS = 2_000
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿々]")
_OF_A_PLACE = re.compile(r"[市県州町村都府区郡国島]|首都|共和|王国|連邦")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A country or another place; offsets are those of the text."""

    kind: PlaceKind
    start_char: int
    end_char: int


@lru_cache(maxsize=_KEPT_TEXTS)
def places(text: str) -> tuple[PlaceName, ...]:
    """The places that a text names, in order; a place within another name (パリ協定, 中央アジア) is none.

    >>> [(p.kind, "仙台市とキルギスで"[p.start_char : p.end_char]) for p in places("仙台市とキルギスで")]
    [('place', '仙台'), ('country', 'キルギス')]
    """
    if not _JAPANESE.search(text):
        return ()
    found: list[Unit | None] = [None, *units(text), None]
    return tuple(
        PlaceName(kind, own.start_char, own.end_char)
        for (before, own), (_, after) in zip(pairwise(found), pairwise(found[1:]), strict=False)
        if own and (kind := _kind(own)) and (kind == "country" or _stands_alone(before, after))
    )


def _kind(unit: Unit) -> PlaceKind | None:
    _, _, sort, finer, *_ = unit.morpheme.part_of_speech()
    if sort != "地名":
        return None
    return "country" if finer == "国" else "place"


def _stands_alone(before: Unit | None, after: Unit | None) -> bool:
    return not _is_noun(before) and (not _is_noun(after) or bool(after and _OF_A_PLACE.match(after.morpheme.surface())))


def _is_noun(unit: Unit | None) -> bool:
    return unit is not None and unit.morpheme.part_of_speech()[0] == "名詞"
