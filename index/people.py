"""People by name, as SudachiPy tells them, and names in katakana that it does not know: in Japanese texts only."""

from __future__ import annotations

import re
from functools import lru_cache

from index.sudachi import Unit, units

_KEPT_TEXTS = 2_000
_KATAKANA = re.compile(r"[ァ-ヺー]{3,}")


@lru_cache(maxsize=_KEPT_TEXTS)
def people(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of names and surnames, in order; offsets are those of the text.

    >>> [("岸田大臣とメレドフ副首相"[start:end]) for start, end in people("岸田大臣とメレドフ副首相")]
    ['岸田', 'メレドフ']
    """
    return tuple((unit.start_char, unit.end_char) for unit in units(text) if _is_person(unit))


def _is_person(unit: Unit) -> bool:
    morpheme = unit.morpheme
    unknown = morpheme.is_oov() and bool(_KATAKANA.fullmatch(morpheme.surface()))
    return unknown or morpheme.part_of_speech()[2] == "人名"
