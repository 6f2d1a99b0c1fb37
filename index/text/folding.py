"""One normal form for searching and matching; the verbatim text is never changed.

Everything in the project that compares words, numbers or addresses folds them here
first, so that １６ and 16 and १६, ＋ and +, － and -, ⻑ and 長, 髙 and 高 are one, and signs
that are not seen (soft hyphens, joiners, variation selectors) are none.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DASHES = dict.fromkeys("‐‑‒–—―−－﹣", "-")
_WAVES = dict.fromkeys("〜～∼", "~")
_MARKS = dict.fromkeys("’‘‛", "'") | dict.fromkeys("“”‟", '"')
_DOTS = dict.fromkeys("ㆍᆞ·‧∙⋅", "・")
# Soft hyphens, joiners, marks of direction, variation selectors.
_SEEN_NEVER = (
    *((0xAD, 0xAE), (0x34F, 0x350), (0x61C, 0x61D), (0xFEFF, 0xFF00), (0x200B, 0x2010), (0x202A, 0x202F)),
    *((0x2060, 0x2070), (0xFE00, 0xFE10), (0xE0100, 0xE01F0)),
)
_UNSEEN = {chr(code): "" for first, stop in _SEEN_NEVER for code in range(first, stop)}
_POWER = re.compile(r"[⁺⁻⁰¹²³⁴-⁹](?<=\d.)")
_JOINING = "\uff9e\uff9f\u3099\u309a"
_SPACES = dict.fromkeys(map(chr, (0xA0, *range(0x2000, 0x200C), 0x202F, 0x205F, 0xFEFF)), " ")
_LINE_BREAK = re.compile(r"(?<=[ぁ-ヺ一-鿿])\s*\n\s*(?=[ぁ-ヺ一-鿿])|(?P<blank>\s*\n\s*)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text beside its source.

    `offsets[i]` is where character i of `text` came from in the source; one more entry
    than characters, the last one being the source's length.
    """

    text: str
    offsets: tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that a span of `text` came from."""
        return self.offsets[start], self.offsets[end]


def fold(text: str) -> str:
    """Width, dashes, quotation marks, digits, variants and letter case made one (NFKC, casefold).

    A raised number behind another stays apart from it: 10⁶ is 10^6, 450³ no 4503.

    >>> fold("ＵＮＯＤＣ　２０１６－２０１７"), fold("葛󠄀城の髙橋"), fold("10⁶ m³")
    ('unodc 2016-2017', '葛城の高橋', '10^6 m3')
    """
    return text.lower() if text.isascii() else _folded(_POWER.sub(r"^\g<0>", text))


def _folded(text: str) -> str:
    before, after = _exchanges()
    return after.of(unicodedata.normalize("NFKC", before.of(text))).casefold()


def unified(text: str) -> str:
    """A text with variants of characters, blanks and digits of other scripts as the common ones, place for place.

    >>> unified("第⼀条　⻑は髙橋、५年。")
    '第一条　長は高橋、5年。'
    """
    return text if text.isascii() else _place_for_place().of(text)


class _Exchange:
    """Single characters put in the place of others; quick where a text has none of them."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table
        low = (re.escape(char) for char in table if char <= "\uffff")
        self._any = re.compile(f"[{''.join(low)}\U00010000-\U0010ffff]")

    def of(self, text: str) -> str:
        if self._any.search(text):
            for char in self._table.keys() & set(text):
                text = text.replace(char, self._table[char])
        return text


@cache
def _exchanges() -> tuple[_Exchange, _Exchange]:
    """What is exchanged before Unicode's own folding, and after it."""
    return _Exchange(_UNSEEN | _DOTS), _Exchange(
        _DASHES | _WAVES | _MARKS | _DOTS | _table("radicals") | _table("variants") | _digits()
    )


@cache
def _place_for_place() -> _Exchange:
    radicals = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    return _Exchange(radicals | _table("radicals") | _digits() | _SPACES)


def _table(part: str) -> dict[str, str]:
    path = Path(__file__).parent / "languages" / "variants.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {pair[0]: pair[1] for pair in table[part].split()}


@cache
def _digits() -> dict[str, str]:
    """The decimal digits of all scripts; the wide ones are Unicode's to fold."""
    others = (char for char in map(chr, range(0x0660, 0x1FBFA)) if char.isdecimal() and not "０" <= char <= "９")
    return {char: str(unicodedata.decimal(char)) for char in others}


def flowing(text: str) -> str:
    """`fold`, without the breaks of lines that are only broken to fit a page.

    >>> flowing("antimicrobial \\n resistance"), flowing("国際\\n連合")
    ('antimicrobial resistance', '国際連合')
    """
    return unbroken(fold(text))


def unbroken(text: str) -> str:
    """A text on one line: breaks between Japanese or Chinese characters vanish, others become a blank.

    >>> unbroken("antimicrobial \\n resistance"), unbroken("国際\\n連合")
    ('antimicrobial resistance', '国際連合')
    """
    return _LINE_BREAK.sub(lambda match: " " if match["blank"] else "", text)


def fold_with_offsets(text: str) -> Folded:
    """`fold`, remembering where each character came from."""
    chars: list[str] = []
    offsets: list[int] = []
    powers = {match.start() for match in _POWER.finditer(text)}
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and (text[end] in _JOINING or unicodedata.combining(text[end])):
            end += 1
        folded = ("^" if at in powers else "") + _folded(text[at:end])
        chars.append(folded)
        offsets.extend([at] * len(folded))
        at = end
    return Folded("".join(chars), (*offsets, len(text)))


def plain_digits(text: str) -> str:
    """`fold`, and thousands separators taken out: 5,680 and 5680 are one."""
    return _THOUSANDS.sub("", fold(text))
