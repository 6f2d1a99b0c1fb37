"""Which full stops end a sentence, in scripts that set blanks between words.

A stop before a capital or a number may end one. The splitter for three hundred languages
(`sentencex`, of Wikimedia) knows where it does not, by the abbreviations of a language;
those of statutes and judgments that it does not know stand in `languages/abbreviations.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_END = re.compile(r"(?P<stop>[.!?][\"'”’)\]»]*)(?=\s+(?:[\"'“‘(\[«„]\s?)?(?P<next>\w|[①-⑳]))")
_BEFORE = re.compile(r"(?:^|[\s(\[\"'“‘«„/])(?P<word>[^\s(\[\"“‘«„/]{1,12})$")
_ORDINAL = re.compile(r"\d{1,2}|[IVXLC]{1,6}")
_LISTED = re.compile(r"\s*[(\[]?(?:\d{1,3}|[ivxlIVXL]{1,5}|[A-Za-z])[)\]]?\\?")  # 2\. in Markdown
_LETTER = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_NUMBER_BEHIND = re.compile(r"\s*[\"'“‘(\[«„]?\d(?!\d{0,2}[.)]\s)")
_WORD = re.compile(r"[^\W\d_]+")
_BLANKS = str.maketrans(dict.fromkeys("\"'“”‘’«»„()[]\n\t", " "))
_CLOSING = ('"', "'", "”", "’", "»", ")", "]")
_AROUND = 60
_SAMPLE_CHARS = 2_000


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a language: see `abbreviations.toml`."""

    script: str
    words: frozenset[str]
    before: frozenset[str]
    units: frozenset[str]
    ordinals: bool


def full_stop_ends(text: str) -> list[int]:
    """Where sentences end behind a full stop, a question or an exclamation mark and what closes it.

    >>> text = "It stands at St. Olaf. It is new."
    >>> [text[:end] for end in full_stop_ends(text)]
    ['It stands at St. Olaf.']
    """
    places = [m for m in _END.finditer(text) if not m["next"].islower()]
    if not places:
        return []
    language = _language(text)
    known = _languages()[language]
    ends: list[int] = []
    for place in places:
        listed = _LISTED.fullmatch(text, _begun(text, place.start(), ends), place.start())
        if not listed and not _abbreviated(text, place, known) and _agreed(text, place.start(), language):
            ends.append(place.end())
    return ends


def _begun(text: str, before: int, ends: list[int]) -> int:
    """Where what stands before a place began: at the sentence, its line, or behind a colon or semicolon."""
    return max(ends[-1] if ends else 0, *(text.rfind(mark, 0, before) + 1 for mark in "\n:;"))


def _agreed(text: str, stop: int, language: str) -> bool:
    """Whether the splitter ends a sentence at a stop, seen with the words around it.

    With all of a text it minds brackets and lists too, which is done elsewhere and otherwise here.
    """
    from sentencex import get_sentence_boundaries

    if text[stop - 1 : stop] in _CLOSING:
        return True
    start = max(0, stop - _AROUND)
    window = text[start : stop + 1 + _AROUND // 2].translate(_BLANKS)
    found = get_sentence_boundaries(language, window)
    return any(start + boundary["start_index"] + len(boundary["text"].rstrip()) - 1 == stop for boundary in found)


def _abbreviated(text: str, end: re.Match[str], known: _Known) -> bool:
    """Whether a stop belongs to an abbreviation, an initial or a number that goes on."""
    if text[end.start()] != ".":
        return False
    head = text[max(0, end.start() - 40) : end.start()]
    word = _BEFORE.search(head)
    if word is None:
        return False
    plain = word["word"].lower()
    if plain in known.units and not _behind_number(head, word):
        return plain in known.before
    if plain in known.units:
        return bool(_NUMBER_BEHIND.match(text, end.end()))
    if plain in known.before or (_LETTER.fullmatch(plain) and "." not in plain):
        return True
    return known.ordinals and bool(_ORDINAL.fullmatch(word["word"]))


def _behind_number(head: str, word: re.Match[str]) -> bool:
    return head[: word.start("word")].rstrip()[-1:].isdigit()


def _language(text: str) -> str:
    """The language of a text by its small words, among those of its script; English or Russian where none tells."""
    words = _WORD.findall(text[:_SAMPLE_CHARS].lower())
    letters = "".join(words)
    script = next((unicodedata.name(char, "").split(" ")[0].capitalize() for char in letters[:1]), "Latin")
    fitting: dict[str, int] = {
        name: sum(word in known.words for word in words)
        for name, known in _languages().items()
        if known.script == script
    }
    return max(fitting, key=lambda name: fitting[name]) if fitting else "en"


@cache
def _languages() -> Mapping[str, _Known]:
    path = Path(__file__).parent / "languages" / "abbreviations.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: _known(row) for name, row in table.items()}


def _known(row: dict[str, Any]) -> _Known:
    words, before, units = (frozenset(str(row.get(part, "")).split()) for part in ("words", "before", "units"))
    return _Known(str(row["script"]), words, before, units, bool(row.get("ordinals", False)))
