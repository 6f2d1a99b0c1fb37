"""Words and character n-grams of a text, and how rare they are.

Japanese words come from SudachiPy in their normalised form (附属 and 付属 are one,
5,680億 is a number); every other script is split at its blanks, English and Russian are stemmed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.text.folding import fold, plain_digits
from index.text.stems import stem
from index.text.sudachi import units

if TYPE_CHECKING:
    from sudachipy import Morpheme

_RARITIES_KEPT = 2_000
_EMPTY_KINDS = {"助詞", "助動詞", "補助記号", "記号", "空白"}
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿々〆]")
_WORD = re.compile(r"[^\W_]+(?:[.'\-][^\W_]+)*")
_EAST_ASIAN = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々〆가-힣]")
_OTHER = r"[^\W_ぁ-ゖァ-ヺー一-鿿々〆가-힣]"
_OTHER_LETTER = re.compile(_OTHER)
_RUN = re.compile(f"{_EAST_ASIAN.pattern}+|{_OTHER}+")
_TOKEN = re.compile(r"[^\W_]+(?:[.'\-][^\W_]+)*|\S")


def words(text: str) -> list[str]:
    """The content words of a text in their order, each in one normal form.

    Particles, auxiliaries, marks and blanks are left out.

    >>> words("計画を附属書にした")
    ['計画', '付属', '書', '為る']
    """
    folded = plain_digits(text)
    if not _JAPANESE.search(folded):
        return [stem(word) for word in _WORD.findall(folded)]
    return [form_of(unit.morpheme) for unit in units(folded) if not is_empty(unit.morpheme)]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Spans of all words and marks of a text, particles too; only blanks are between them.

    >>> word_spans("5年 以内")
    [(0, 1), (1, 2), (3, 5)]
    """
    if not _JAPANESE.search(text):
        return [m.span() for m in _TOKEN.finditer(text)]
    spans = [(unit.start_char, unit.end_char) for unit in units(text)]
    return [(start, end) for start, end in spans if not text[start:end].isspace()]


def grams(text: str) -> set[str]:
    """Character n-grams of a text: two in East Asian scripts, four in the others.

    They never cross a mark or a blank; a shorter run is one gram.

    >>> sorted(grams("対話 energy"))
    ['ener', 'ergy', 'nerg', '対話']
    """
    return {gram for run in runs(fold(text)) for gram in _cut(run)}


def runs(folded: str) -> list[str]:
    """The stretches of letters of one script in a folded text, as n-grams are cut from.

    >>> runs("第3回jica会合")
    ['第', '3', '回', 'jica', '会合']
    """
    return _RUN.findall(folded)


def is_short(gram: str) -> bool:
    """Whether a gram is a whole run, shorter than its script's size: it counts only where it stands alone."""
    return len(gram) < _size(gram)


def places_alone(gram: str, text: str) -> Iterator[int]:
    """Where a gram stands with no letter of its script beside it."""
    letter = _EAST_ASIAN if _EAST_ASIAN.match(gram) else _OTHER_LETTER
    at = text.find(gram)
    while at >= 0:
        if not letter.match(text, at + len(gram)) and not (at and letter.match(text, at - 1)):
            yield at
        at = text.find(gram, at + 1)


def _size(run: str) -> int:
    return 2 if _EAST_ASIAN.match(run) else 4


def _cut(run: str) -> list[str]:
    size = _size(run)
    return [run[at : at + size] for at in range(max(1, len(run) - size + 1))]


def is_empty(morpheme: Morpheme) -> bool:
    """Whether a unit is no word: a particle, an auxiliary, a mark, a blank; a letter (ベータ, α) is one."""
    part, detail, *_ = morpheme.part_of_speech()
    return part in _EMPTY_KINDS and detail != "文字"


def form_of(morpheme: Morpheme) -> str:
    """The normal form of a Japanese word, or of a Latin one in Japanese text."""
    surface = morpheme.surface()
    return stem(surface) if surface.isascii() else fold(morpheme.normalized_form())


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of `total` paragraphs each term occurs."""

    total: int
    paragraphs: Mapping[str, int]
    _rarities: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    def rarity(self, term: str) -> float:
        """Its inverse document frequency, as BM25 has it; highest for a term that occurs nowhere."""
        if term not in self._rarities:
            if len(self._rarities) >= _RARITIES_KEPT:
                self._rarities.clear()
            count = self.paragraphs.get(term, 0)
            self._rarities[term] = math.log1p((self.total - count + 0.5) / (count + 0.5))
        return self._rarities[term]
