"""Words and character n-grams of a text, and BM25 over them.

Japanese words come from SudachiPy in their normalised form (附属 and 付属 are one,
5,680億 is a number); every other script is split at its blanks, English and Russian are stemmed.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.text.folding import fold, plain_digits
from index.text.stems import stem
from index.text.sudachi import units

if TYPE_CHECKING:
    from sudachipy import Morpheme

Scores = NDArray[np.float32]

_K1, _B = 1.2, 0.75
_RARITIES_KEPT = 2_000
EMPTY_KINDS = {"助詞", "助動詞", "補助記号", "記号", "空白"}
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
    return [form_of(u.morpheme) for u in units(folded) if u.morpheme.part_of_speech()[0] not in EMPTY_KINDS]


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
    return {gram for run in _RUN.findall(fold(text)) for gram in _cut(run)}


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


class Postings:
    """Which paragraphs hold a term, and how much that says for them."""

    def __init__(
        self,
        texts: Sequence[Mapping[str, int]],
        *,
        lengths: Sequence[int] | None = None,
        frequencies: Frequencies | None = None,
    ) -> None:
        """Index the terms of paragraphs.

        Args:
            texts: Terms with their counts, one mapping per paragraph; may hold only
                the terms that will be asked for.
            lengths: Terms of each paragraph, all counted; a longer one needs to repeat
                a term more often. None: only whether a term occurs matters.
            frequencies: Of the whole collection; None where `texts` is all of it.
        """
        self._size = len(texts)
        self._found: defaultdict[str, array[int]] = defaultdict(lambda: array("i"))  # row, count, row, count, ...
        for row, terms in enumerate(texts):
            for term, count in terms.items():
                found = self._found[term]
                found.append(row)
                found.append(count)
        self._frequencies = frequencies or Frequencies(
            len(texts), {term: len(found) // 2 for term, found in self._found.items()}
        )
        self._damping = _damping(lengths) if lengths else np.zeros(self._size, np.float32)
        self._gains: dict[str, tuple[NDArray[np.int32], Scores]] = {}

    def share(self, terms: Iterable[str]) -> Scores:
        """The BM25 sum of each paragraph for these terms, as a share of the most it could be.

        A term that occurs nowhere counts as missing everywhere, so the share is small
        for a question in other words or another language.

        Returns:
            Shape (paragraphs,), from 0 to 1; comparable between questions.
        """
        scores = np.zeros(self._size, np.float32)
        most = 0.0
        for term in set(terms):
            rarity = self._frequencies.rarity(term)
            most += rarity
            if term in self._found:
                rows, gain = self._gain(term)
                scores[rows] += rarity * gain
        return scores / np.float32(most) if most else scores

    def _gain(self, term: str) -> tuple[NDArray[np.int32], Scores]:
        """Rows that hold a term and what it gives each, at most 1; kept for the next question."""
        if term not in self._gains:
            rows, counts = np.array(self._found[term], np.int32).reshape(-1, 2).T
            self._gains[term] = rows, (counts / (counts + self._damping[rows])).astype(np.float32)
        return self._gains[term]


def _damping(lengths: Sequence[int]) -> Scores:
    array = np.asarray(lengths, np.float32)
    damping: Scores = _K1 * (1 - _B + _B * array / max(float(array.mean()), 1.0))
    return damping
