"""How much of a whole is meant, and how many countries a list names."""

from __future__ import annotations

import re
from functools import cache

from assistant.grounding.case import Case, Failure
from index.text import fold, language_of
from index.text.countries import country_pattern
from index.text.quantities import Quantity

_EXTENTS = {
    "all": r"全員|全て|すべて|あらゆる|全会一致|いずれも|\b(?:all|every|each|unanimous(?:ly)?)\b",
    "most": r"過半数|大多数|大半|大部分|多くの|\b(?:most|majority|many)\b",
    "some": r"一部の|若干|\b(?:some|several|few)\b",
    "none": r"(?:だれ|誰|いずれ|何人|どれ)も[^、。]{0,20}ない|\b(?:none|no one|nobody)\b",
}
_BETWEEN = re.compile(r"[共和国の、，,・及びと並びに\s]*(?:and\s|the\s|republic\sof\s|republic,?\s)*", re.IGNORECASE)


def extent(case: Case) -> Failure | None:
    """All, most, some and none are kept apart where claim and sentence say each one of them."""
    mine, theirs = _extents(case.text), _extents(case.nearest.text)
    if len(mine) != 1 or len(theirs) != 1 or case.alignment.share < case.limits.close:
        return None
    ((name, (start, end)),) = mine.items()
    if name in theirs:
        return None
    said = next(iter(theirs.values()))
    stated = case.nearest.text[said[0] : said[1]]
    detail = f"{case.text[start:end]} where the paragraph says {stated}"
    return Failure("numbers", detail, start, end, stated)


def _extents(text: str) -> dict[str, tuple[int, int]]:
    found = {name: pattern.search(text) for name, pattern in _patterns().items()}
    return {name: match.span() for name, match in found.items() if match}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _EXTENTS.items()}


def lists(case: Case, quantity: Quantity) -> bool:
    """Whether a number of countries is that of a list of countries in the cited paragraphs."""
    if quantity.unit != "か国":
        return False
    return any(quantity.value in countries_listed(sentence.text) for sentence in case.sentences)


def countries_listed(text: str) -> set[int]:
    """How many countries each list of them in a text names.

    >>> countries_listed("日本、カザフスタン及びキルギスの外務大臣は")
    {3}
    """
    folded, counts, last, run = fold(text), set[int](), 0, 0
    for match in country_pattern(language_of(text)).finditer(folded):
        joined = run > 0 and bool(_BETWEEN.fullmatch(folded[last : match.start()]))
        counts |= {run} if run > 1 and not joined else set()
        run, last = (run + 1 if joined else 1), match.end()
    return counts | ({run} if run > 1 else set())
