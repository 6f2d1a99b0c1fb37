"""The language of a text: by script, which chooses phrases and search weights; by its commonest words, to be told."""

from __future__ import annotations

import re
from typing import Literal, cast, get_args

Language = Literal["ja", "en", "ru", "ko", "zh"]

_KANA = re.compile(r"[ぁ-ゖァ-ヺｦ-ﾟ]")
_HANGUL = re.compile(r"[가-힣ᄀ-ᇿ]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_HAN = re.compile(r"[一-鿿]")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_LEAST = 0.15
_COMMONEST = {
    "en": "the of and to in is that for by with shall be this which are or as any not",
    "de": "der die das und ist nicht mit von den dem des ein eine einer wird werden oder auf für sich zu im nach",
    "fr": "le la les des et est une un dans pour du qui au aux par que sur ne pas sont de ou",
    "es": "el la los las y del que con por para una un se su en de al lo no es o",
    "it": "il la di che della dei delle gli per una un è nel sono con non da alla del si i e",
    "nl": "de het een van en is dat wordt met voor niet op te zijn aan bij of als door worden in",
    "pt": "o a os as e da do dos das em uma um com para não que por no na se de ou",
}
_COMMONEST_WORDS = {language: frozenset(words.split()) for language, words in _COMMONEST.items()}
LANGUAGES = (*get_args(Language), *(language for language in _COMMONEST if language != "en"))
"""Those that `written_in` tells apart."""
_SIMPLIFIED = re.compile(r"[们这说为时对发开关东实报进还过动应长经现业产务导议让]")


def language_of(text: str, *, default: Language = "en") -> Language:
    """The language a text is written in.

    Kana makes it Japanese, also beside Latin names; Han alone is Chinese only where a
    simplified form shows it or `default` is "zh", since Japanese notes are often kana-free.
    A text without letters gets `default`.
    """
    if _KANA.search(text):
        return "ja"
    han, hangul, cyrillic = (len(p.findall(text)) for p in (_HAN, _HANGUL, _CYRILLIC))
    latin = len(_LATIN.findall(text)) / 3
    most = max(han, hangul, cyrillic, latin)
    if most == 0:
        return default
    if most == hangul:
        return "ko"
    if most == cyrillic:
        return "ru"
    if most == han:
        return "zh" if default == "zh" or _SIMPLIFIED.search(text) else "ja"
    return "en"


def written_in(text: str, *, script: str) -> str:
    """The language a document is written in: that of its script, and of its commonest words where that is Latin.

    A Latin text in whose words no language known here stands out is taken for English.
    """
    if script != "en":
        return script
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    counts = {language: sum(word in known for word in words) for language, known in _COMMONEST_WORDS.items()}
    most = max(counts, key=lambda language: counts[language])
    return most if counts[most] > _LEAST * len(words) else script


def phrased_in(language: str) -> Language:
    """The language whose phrases and patterns serve a document's; English for one that has none of its own."""
    return cast(Language, language) if language in get_args(Language) else "en"
