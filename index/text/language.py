"""The language of a text, by its script: enough to choose phrases and search weights."""

from __future__ import annotations

import re
from typing import Literal

Language = Literal["ja", "en", "ru", "ko", "zh"]

_KANA = re.compile(r"[ぁ-ゖァ-ヺｦ-ﾟ]")
_HANGUL = re.compile(r"[가-힣ᄀ-ᇿ]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_HAN = re.compile(r"[一-鿿]")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
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
