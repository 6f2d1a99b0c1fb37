"""People by name, as SudachiPy tells them: in Japanese texts only.

Names in katakana that it does not know count before an office, a dot or a blank.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.text.sudachi import Unit, units

_KEPT_TEXTS = 2_000
_KATAKANA = re.compile(r"[ァ-ヺー]{3,}")
_BEHIND_A_NAME = re.compile(r"・|\s|氏|さん|[首外]相|総理|大[統臣]|議長|長官|代表|[一-鿿]{2,6}(?:大臣|長官)")


@lru_cache(maxsize=_KEPT_TEXTS)
def people(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of names and surnames, in order; offsets are those of the text.

    >>> ["岸田大臣とメレドフ氏"[start:end] for start, end in people("岸田大臣とメレドフ氏")]
    ['岸田', 'メレドフ']
    """
    return tuple((unit.start_char, unit.end_char) for unit in units(text) if _is_person(unit, text))


def _is_person(unit: Unit, text: str) -> bool:
    morpheme = unit.morpheme
    if morpheme.part_of_speech()[2] == "人名":
        return True
    katakana = morpheme.is_oov() and bool(_KATAKANA.fullmatch(morpheme.surface()))
    return katakana and bool(_BEHIND_A_NAME.match(text, unit.end_char))
