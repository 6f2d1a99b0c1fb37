"""Names of countries across languages, from the Unicode CLDR (through Babel).

A question in English about Kyrgyzstan finds キルギス: names are what word search can
carry over a language border without a dictionary of our own.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import normalize

from index.text.folding import fold

_SHORTEST_CHARS = 2
_SHORTEST_LANGUAGE = (1, 4)  # 英語, but no Latin name as short as Even
_WORLD = "001"
_LEFT_OUT = re.compile(
    r"\b(?i:besides|except(?: for)?|other than|apart from|excluding|кроме)"
    r"(?: (?:the )?(?:[A-ZА-Я]\w+ ?){1,3}(?:,| and| or| и))* (?:the )?$"
)


def translated(text: str, *, source: str, target: str) -> tuple[str, ...]:
    """The country names of a text, in another language; in the order of the text.

    >>> translated("Which states besides Kyrgyzstan and Japan?", source="en", target="ja")
    ('キルギス', '日本')
    """
    if source == target:
        return ()
    names = _territories(source)
    found = country_pattern(source).findall(fold(text))
    return tuple(dict.fromkeys(_territories_by_code(target)[names[name]] for name in found))


def countries_named(text: str, language: str) -> tuple[str, ...]:
    """The countries that a text names in its own language, folded, without those that it leaves out.

    >>> countries_named("Which states other than Japan met in Malta?", "en")
    ('malta',)
    """
    plain = normalize("NFKC", text)
    found = re.finditer(country_pattern(language).pattern, plain, re.IGNORECASE)
    written = [m for m in found if not m[0].islower() and not _LEFT_OUT.search(plain[: m.start()])]
    return tuple(dict.fromkeys(fold(match[0]) for match in written))


@cache
def language_pattern(language: str) -> re.Pattern[str]:
    """Finds the names of languages in a text of a language; short ones are other words too (So, Ga)."""
    from babel import Locale

    known = {str(name) for name in Locale(language).languages.values()}
    names = sorted((name for name in known if len(name) > _SHORTEST_LANGUAGE[name.isascii()]), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


@cache
def _territories_by_code(language: str) -> dict[str, str]:
    from babel import Locale

    named = Locale(language).territories.items()
    return {code: str(name) for code, name in named if code != _WORLD}


@cache
def _territories(language: str) -> dict[str, str]:
    by_code = _territories_by_code(language)
    return {fold(name): code for code, name in by_code.items() if len(name) >= _SHORTEST_CHARS}


@cache
def country_pattern(language: str) -> re.Pattern[str]:
    """Finds the country names of a language in folded text."""
    names = sorted(_territories(language), key=len, reverse=True)
    word = {"en": r"\b{}(?=(?:ns?|ese|is?)?(?![a-z]))", "ru": r"\b{}"}.get(language, "{}")
    # Cyrillic names change their last letters with the case: Узбекистан, Узбекистана.
    return re.compile("(" + "|".join(word.format(re.escape(name)) for name in names) + ")")
