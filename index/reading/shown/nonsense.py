"""Whether letters spell anything: a text layer may decode to signs that are no text in any language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_LEADERS = re.compile(r"(?:([^\w\s])[ ]?)(?:\1[ ]?){3,}")
_LEAST_LETTERS = 150
_LEAST_VOWELS = 0.22
_LEAST_WORDS_SHARE = 0.5
_MOST_ODD = 0.1
_MOST_SCRIPTS, _LEAST_SHARE = 5, 0.02
_VOWELS = {"LATIN": set("aeiouy"), "CYRILLIC": set("аеёиоуыэюяєіїўө"), "GREEK": set("αεηιουω")}
_UNASSIGNED = {"Cn", "Co", "Cs", "Cc"}


def is_nonsense(text: str) -> bool:
    """Whether a text is none: signs without meaning, too few letters, letters without vowels, scripts thrown together.

    Nothing is said of short texts; the dots that lead to page numbers, and rules, count for nothing.
    """
    signs = Counter(char for char in _LEADERS.sub("", text) if not char.isspace())
    count = signs.total()
    if count < _LEAST_LETTERS:
        return False
    odd = sum(n for char, n in signs.items() if char == "\ufffd" or unicodedata.category(char) in _UNASSIGNED)
    words = sum(n for char, n in signs.items() if char.isalnum() or unicodedata.category(char).startswith("M"))
    if odd > _MOST_ODD * count or words < _LEAST_WORDS_SHARE * count:
        return True
    return _without_vowels(signs) or _thrown_together(signs)


def _without_vowels(signs: Counter[str]) -> bool:
    """Whether an alphabet with vowels has next to none: letters shifted by a broken font."""
    plain: Counter[str] = Counter()
    for char, n in signs.items():
        plain[unicodedata.normalize("NFD", char.lower())[:1]] += n
    for script, vowels in _VOWELS.items():
        letters = {c: n for c, n in plain.items() if c.isalpha() and unicodedata.name(c, "").startswith(script)}
        count = sum(letters.values())
        few = sum(n for c, n in letters.items() if c in vowels) < _LEAST_VOWELS * count
        if count >= _LEAST_LETTERS and 2 * count > signs.total() and few:
            return True
    return False


def _thrown_together(signs: Counter[str]) -> bool:
    """Whether letters come from more scripts than any text is written in."""
    scripts: Counter[str] = Counter()
    for char, n in signs.items():
        if char.isalpha():
            scripts[unicodedata.name(char, "").split(" ")[0]] += n
    return sum(n > _LEAST_SHARE * scripts.total() for n in scripts.values()) > _MOST_SCRIPTS
