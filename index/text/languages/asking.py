"""The words by which people ask for a kind of thing: one file a language, with the same keys in each."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from index.text.folding import fold

LANGUAGES = ("ja", "en", "ru", "zh", "ko")


@cache
def asked_patterns() -> dict[Any, re.Pattern[str]]:
    """One pattern a kind of thing asked for (a day, a person, money), the most exact kinds first."""
    return _of_all("asked")


@cache
def held_patterns() -> dict[str, re.Pattern[str]]:
    """What holds a thing asked for besides numbers and dates, one pattern a kind, over folded text."""
    return _of_all("holds")


@cache
def asking_words() -> frozenset[str]:
    """Words about asking itself, in normal form."""
    return frozenset(word for table in _tables() for word in table["asking"].split())


@cache
def wording_words() -> frozenset[str]:
    """Words about words and where they stand, in normal form."""
    return frozenset(word for table in _tables() for word in table["wording"].split())


def gives_orders(text: str) -> bool:
    """Whether a text gives orders to whoever reads it ("ignore the rules"), in any language."""
    return bool(_orders().search(fold(text)))


def asks_of_today(text: str) -> bool:
    """Whether a question is about the day it is asked ("still in force today", あと何日), in any language."""
    return bool(_today().search(fold(text)))


@cache
def _today() -> re.Pattern[str]:
    return re.compile("|".join(pattern for table in _tables() for pattern in table["today"]))


@cache
def _orders() -> re.Pattern[str]:
    return re.compile("|".join(pattern for table in _tables() for pattern in table["orders"]))


def _of_all(part: str) -> dict[str, re.Pattern[str]]:
    kinds = _tables()[0][part]
    return {kind: re.compile("|".join(p for table in _tables() for p in table[part][kind]) or "(?!)") for kind in kinds}


@cache
def _tables() -> list[dict[str, Any]]:
    folder = Path(__file__).parent
    return [tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8")) for language in LANGUAGES]
