"""Currencies as CLDR names them: the noun of each (krona, ルピー) and its sign."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping

from babel import Locale
from babel.core import get_global

_LEAST_LETTERS = 5  # shorter ones (won, real, sum) are words of other meanings too
_BEHIND_KATAKANA = re.compile(r"[ァ-ヺー]{2,}$")
_SIGN = re.compile(r"[\u20a0-\u20cf]")
_LETTERS = re.compile(r"[^\W\d_]+$")


def currency_nouns() -> Mapping[str, tuple[str, ...]]:
    """Patterns of each noun that currencies in use are called by, in English and Japanese, by the English one.

    >>> currency_nouns()["rupee"]
    ('rupees?', 'ルピー', '₹')
    """
    english, japanese = Locale.parse("en"), Locale.parse("ja")
    found: dict[str, set[str]] = defaultdict(set)
    for code in sorted(_in_use()):
        noun = _LETTERS.search(english.currencies.get(code, ""))
        if noun and len(noun[0]) >= _LEAST_LETTERS:
            other = _BEHIND_KATAKANA.search(japanese.currencies.get(code, ""))
            sign = english.currency_symbols.get(code, "")
            found[noun[0].lower()] |= {*([other[0]] if other else ()), *(_SIGN.findall(sign) if len(sign) == 1 else ())}
    return {noun: (f"{_plain(noun)}s?", *sorted(others)) for noun, others in found.items()}


def _in_use() -> set[str]:
    tenders = get_global("territory_currencies").values()
    return {code for some in tenders for code, _, until, tender in some if tender and until is None}


def _plain(noun: str) -> str:
    """With each accented letter also taken without its accent."""
    pairs = ((letter, unicodedata.normalize("NFD", letter)[0]) for letter in noun)
    return "".join(letter if letter == bare else f"[{letter}{bare}]" for letter, bare in pairs)
