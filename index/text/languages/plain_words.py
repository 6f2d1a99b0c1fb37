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


def spellings(form: str) -> tuple[str, ...]:
    """Every form of the group that a form stands for, itself first."""
    return _members().get(form, (form,))


@cache
def offices() -> dict[str, str]:
    """The full name of each office by its short one: 外相 is 外務大臣."""
    return dict(line.split() for line in _tables()["offices"].split("\n") if line)


@cache
def _groups() -> dict[str, str]:
    return {form: group[0] for group in _members().values() for form in group[1:]}


@cache
def _members() -> dict[str, tuple[str, ...]]:
    """Each group by the form that stands for it; words of several units are left out."""
    found = (_forms(line) for line in "\n".join(_tables().values()).split("\n"))
    return {group[0]: group for group in found if len(group) > 1}


@cache
def _tables() -> dict[str, str]:
    return tomllib.loads((Path(__file__).parent / "plain_words.toml").read_text(encoding="utf-8"))


def _forms(line: str) -> tuple[str, ...]:
    units = [words(word) for word in line.split()]
    return tuple(dict.fromkeys(unit[0] for unit in units if len(unit) == 1))
