"""The words by which people ask: `wording.toml`, read once when first needed."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from index.text.folding import fold

Purpose = Literal[
    "list", "mentions", "summary", "date order", "confirms", "instruction", "points back", "ahead",
    "choice", "definition", "expansion", "subject", "these words", "topic",
    "yes or no", "difference", "sentences", "beginning with", "ending with", "this document",
    "office now", "office before", "office next",
]  # fmt: skip

# Openings that only tie a question to the one before.
_OPENING = (
    r"^\s*(?:それでは|では|じゃあ?|ところで|ちなみに|一方で?|そして|また|あと|なら|それなら|でも|え[、,]"
    r"|(?:and|but|so|then|ok(?:ay)?|what about|how about|now)\b|а\b|и\b|那么?|그럼|그러면)[、,:\s]*"
)


def says(purpose: Purpose, text: str) -> bool:
    """Whether a text uses words of this purpose, in any language.

    >>> says("list", "JICAに触れた段落を全部")
    True
    """
    return bool(_patterns()[purpose].search(fold(text)))


def place(purpose: Purpose, text: str) -> int | None:
    """Where a text first uses words of this purpose, in its folded form; None where it does not."""
    found = _patterns()[purpose].search(fold(text))
    return found.start() if found else None


def without(purpose: Purpose, text: str) -> str:
    """A text, folded, without the words of a purpose.

    >>> without("points back", "その場所は？")
    '場所は?'
    """
    return _patterns()[purpose].sub("", fold(text)).strip()


@cache
def asked_patterns() -> dict[Any, re.Pattern[str]]:
    """One pattern a kind of thing asked for (a day, a person, money), the most exact kinds first."""
    return {kind: _any(table) for kind, table in _tables()["asked"].items()}


@cache
def held_patterns() -> dict[str, re.Pattern[str]]:
    """What holds a thing asked for besides numbers and dates, one pattern a kind, over folded text."""
    return {kind: _any(table) for kind, table in _tables()["holds"].items()}


def listed_kinds(text: str) -> tuple[Any, ...]:
    """The kinds of thing (a day, a person, money) that a text wants listed: 金額を全部."""
    folded = fold(text)
    return tuple(kind for kind, table in _tables()["listed"].items() if _any(table).search(folded))


def without_kinds(text: str) -> str:
    """A folded text without the words that name a kind of thing to list: "all sums of money"."""
    tables = _tables()["listed"].values()
    for pattern in (pattern for table in tables for patterns in table.values() for pattern in patterns):
        text = re.sub(pattern, " ", text)
    return text


@cache
def asking_words() -> frozenset[str]:
    """Words about asking itself, in normal form."""
    return frozenset(word for words in _tables()["asking"].values() for word in words.split())


@cache
def stating_words() -> frozenset[str]:
    """Verbs of saying that tell nothing of how it is meant (述べる, say), in normal form."""
    return frozenset(word for words in _tables()["stating"].values() for word in words.split())


@cache
def generic_words() -> frozenset[str]:
    """Nouns that only say that something of a kind is meant (対策, measures), in normal form."""
    return frozenset(word for words in _tables()["generic"].values() for word in words.split())


def everyday_questions(language: str) -> tuple[str, ...]:
    """Questions about nothing in particular, in a language; English ones where we have none."""
    tables = _tables()["everyday"]
    return tuple(tables.get(language, tables["en"]))


def without_opening(question: str) -> str:
    """A question without the word that ties it to the one before (では, "and").

    >>> without_opening("じゃあ国境は？")
    '国境は？'
    """
    return re.sub(_OPENING, "", question, flags=re.IGNORECASE)


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "wording.toml").read_text(encoding="utf-8"))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: _any(table) for name, table in _tables().items() if name in get_args(Purpose)}


def _any(table: dict[str, list[str]]) -> re.Pattern[str]:
    offices: dict[str, str] = _tables()["office"]
    written = ((pattern, offices.get(language, "")) for language, patterns in table.items() for pattern in patterns)
    return re.compile("|".join(pattern.replace("<office>", office) for pattern, office in written))
