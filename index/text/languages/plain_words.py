"""Words that say the same: one form stands for all of a group, so that 開かれた finds 開催."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from index.text.words import words


def representative(form: str) -> str:
    """The normal form that stands for a word's group; the word's own where it is in none.

    >>> representative("開く")
    '開催'
    """
    return _groups().get(form, form)


@cache
def _groups() -> dict[str, str]:
    return {form: group[0] for group in groups() for form in group[1:]}


def groups() -> list[tuple[str, ...]]:
    """Each group, the form that stands for it first; words of several units are left out."""
    tables = tomllib.loads((Path(__file__).parent / "plain_words.toml").read_text(encoding="utf-8"))
    found = (_forms(line) for line in "\n".join(tables.values()).split("\n"))
    return [group for group in found if len(group) > 1]


def _forms(line: str) -> tuple[str, ...]:
    units = [words(word) for word in line.split()]
    return tuple(dict.fromkeys(unit[0] for unit in units if len(unit) == 1))
