"""Names of countries and languages in a language, from the Unicode CLDR (through Babel)."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import normalize

from index.text.folding import fold

_SHORTEST_CHARS = 2
_SHORTEST_LANGUAGE = (1, 4)  # 英語, but no Latin name as short as Even
_WORLD = "001"
_LANGUAGES = ("en", "ja", "zh", "ko", "ru", "de", "fr", "es", "it", "nl", "pt")
_LEFT_OUT = re.compile(
    r"\b(?i:besides|except(?: for)?|other than|apart from|excluding|кроме)"
    r"(?: (?:the )?(?:[A-ZА-Я]\w+ ?){1,3}(?:,| and| or| и))* (?:the )?$"
)


def countries_named(text: str, language: str) -> tuple[str, ...]:
    """The countries that a text names in its own language, folded, without those that it leaves out.

    >>> countries_named("Which states other than Japan met in Malta?", "en")
    ('malta',)
    """
    plain = normalize("NFKC", text)
    found = re.finditer(country_pattern(language).pattern, plain, re.IGNORECASE)
    written = [m for m in found if not m[0].islower() and not _LEFT_OUT.search(plain[: m.start()])]
    return tuple(dict.fromkeys(fold(match[0]) for match in written))


def countries_elsewhere(text: str, language: str) -> list[tuple[str, ...]]:
    """The countries that a text names in its own language, as other languages call them, one row a language.

    >>> ("アフガニスタン",) in countries_elsewhere("Where is Afghanistan mentioned?", "en")
    True
    """
    codes = [_codes(language)[name] for name in countries_named(text, language) if name in _codes(language)]
    others = (_territories(other) for other in _LANGUAGES if other != language)
    return [tuple(names[code] for code in codes) for names in others] if codes else []


@cache
def _territories(language: str) -> dict[str, str]:
    from babel import Locale

    return {code: fold(str(name)) for code, name in Locale(language).territories.items()}


@cache
def _codes(language: str) -> dict[str, str]:
    return {name: code for code, name in _territories(language).items()}


@cache
def language_pattern(language: str) -> re.Pattern[str]:
    """Finds the names of languages in a text of a language; short ones are other words too (So, Ga)."""
    from babel import Locale

    known = {str(name) for name in Locale(language).languages.values()}
    names = sorted((name for name in known if len(name) > _SHORTEST_LANGUAGE[name.isascii()]), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


@cache
def country_pattern(language: str) -> re.Pattern[str]:
    """Finds the country names of a language in folded text."""
    from babel import Locale

    territories = (fold(str(name)) for code, name in Locale(language).territories.items() if code != _WORLD)
    names = sorted({name for name in territories if len(name) >= _SHORTEST_CHARS}, key=lambda name: (-len(name), name))
    word = {"en": r"\b{}(?=(?:ns?|ese|is?)?(?![a-z]))", "ru": r"\b{}"}.get(language, "{}")
    # Cyrillic names change their last letters with the case: Узбекистан, Узбекистана.
    return re.compile("(" + "|".join(word.format(re.escape(name)) for name in names) + ")")
