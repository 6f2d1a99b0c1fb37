"""Short texts as somebody might type them: of every script that Unicode knows, and what addresses are made of."""

from __future__ import annotations

import random
import sys
import unicodedata
from collections import defaultdict
from functools import cache

_EDGES = (
    "第",
    "条",
    "項",
    "章",
    "前文",
    "附則",
    "別表",
    "から",
    "まで",
    "以外",
    "article",
    "annex",
    "para.",
    "§",
    "No.",
)
_MARKS = (
    "?",
    "？",
    "。",
    "、",
    "!",
    "-",
    "〜",
    "(",
    "）",
    "「",
    "」",
    '"',
    "'",
    "*",
    "%",
    "/",
    "\\",
    "¥",
    "€",
    "#",
    "…",
    "・",
)
_HARD = (
    "\u0301", "\u200b", "\u200d", "\ufe0f", "\u202e", "\ufeff", "\x00", "\x07", "\t", "\U0001f600",
    "\U0001f1ef\U0001f1f5", "\ue000", "\ufffd", "\U000e0041", "\U0010ffff",
)  # fmt: skip
_MOST_LETTERS = 8


@cache
def scripts() -> dict[str, tuple[str, ...]]:
    """The letters and digits of each script, by the first word of their names."""
    found: dict[str, list[str]] = defaultdict(list)
    for character in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.category(character)[0] in "LN":
            found[unicodedata.name(character, "?").split()[0].partition("-")[0]].append(character)
    return {name: tuple(letters) for name, letters in found.items() if len(letters) > 4}


def typed(count: int, *, seed: int) -> list[str]:
    """So many different texts, none of them blank; every script in turn."""
    chance = random.Random(seed)
    letters = [*scripts().values()]
    texts: dict[str, None] = {}
    while len(texts) < count:
        text = _text(chance, letters[len(texts) % len(letters)])
        if text.strip():
            texts[text] = None
    return [*texts]


def _text(chance: random.Random, letters: tuple[str, ...]) -> str:
    word = "".join(chance.choices(letters, k=chance.randint(1, _MOST_LETTERS)))
    if chance.random() < 0.4:
        return word
    others = [
        chance.choice(_EDGES), chance.choice(_MARKS), chance.choice(_HARD), str(chance.randrange(10**6)), " ",
        chance.choice(["ii", "IV", "xlii", "十二", "〇", "①", "ⅷ", "½", "1.2.3", "2-3-1", "１６"]),
    ]  # fmt: skip
    pieces = [word, *chance.sample(others, chance.randint(1, len(others)))]
    return "".join(chance.sample(pieces, len(pieces)))
