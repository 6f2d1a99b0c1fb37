"""Words and character n-grams of a text, and BM25 over them.

Japanese words come from SudachiPy in their normalised form (附属 and 付属 are one,
5,680億 is a number); every other script is split at its blanks and lightly stemmed.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.normal import fold, plain_digits

if TYPE_CHECKING:
    from sudachipy import Morpheme, Tokenizer

Scores = NDArray[np.float32]

_K1, _B = 1.2, 0.75
_EMPTY_KINDS = {"助詞", "助動詞", "補助記号", "記号", "空白"}
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿々〆]")
_WORD = re.compile(r"[^\W_]+(?:[.'\-][^\W_]+)*")
_RUN = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々〆가-힣]+|[^\W_ぁ-ゖァ-ヺー一-鿿々〆가-힣]+")
_EAST_ASIAN = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々〆가-힣]")
_ENDING = re.compile(r"(?:ing|edly|ed|es|s|ly|'s)$")
_local = threading.local()


def words(text: str) -> list[str]:
    """The content words of a text in their order, each in one normal form.

    Particles, auxiliaries, marks and blanks are left out.

    >>> words("シンポジュウムを開催した")
    ['シンポジウム', '開催', '為る']
    """
    folded = plain_digits(text)
    if not _JAPANESE.search(folded):
        return [_stem(word) for word in _WORD.findall(folded)]
    return [_form(m) for m in _tokenizer().tokenize(folded) if m.part_of_speech()[0] not in _EMPTY_KINDS]


def grams(text: str) -> set[str]:
    """Character n-grams of a text: two in East Asian scripts, four in the others.

    They never cross a mark or a blank; a shorter run is one gram.

    >>> sorted(grams("対話 energy"))
    ['ener', 'ergy', 'nerg', '対話']
    """
    return {gram for run in _RUN.findall(fold(text)) for gram in _cut(run)}


def _cut(run: str) -> list[str]:
    size = 2 if _EAST_ASIAN.match(run) else 4
    return [run[at : at + size] for at in range(max(1, len(run) - size + 1))]


def _stem(word: str) -> str:
    return _ENDING.sub("", word) if len(word) > 4 and word.isascii() else word


def _form(morpheme: Morpheme) -> str:
    surface = morpheme.surface()
    return _stem(surface) if surface.isascii() else fold(morpheme.normalized_form())


def _tokenizer() -> Tokenizer:
    """This thread's own tokenizer: SudachiPy raises where two threads share one."""
    if not hasattr(_local, "tokenizer"):
        from sudachipy import Dictionary, SplitMode

        _local.tokenizer = Dictionary().tokenizer(SplitMode.A)
    tokenizer: Tokenizer = _local.tokenizer
    return tokenizer


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of `total` paragraphs each term occurs."""

    total: int
    paragraphs: Mapping[str, int]

    def rarity(self, term: str) -> float:
        """The inverse document frequency of BM25; highest for a term that occurs nowhere."""
        count = self.paragraphs.get(term, 0)
        return float(np.log1p((self.total - count + 0.5) / (count + 0.5)))


class Postings:
    """Which paragraphs hold a term, and what that adds to their BM25 score."""

    def __init__(
        self, texts: Sequence[Mapping[str, int]], lengths: Sequence[int], frequencies: Frequencies | None
    ) -> None:
        """Index term counts per paragraph.

        Args:
            texts: Terms with their counts, one mapping per paragraph; may hold only
                the terms that will be asked for.
            lengths: Terms of each paragraph, all counted.
            frequencies: Of the whole collection; None where `texts` is all of it.
        """
        self._size = len(texts)
        rows: dict[str, list[int]] = {}
        counts: dict[str, list[int]] = {}
        for row, terms in enumerate(texts):
            for term, count in terms.items():
                rows.setdefault(term, []).append(row)
                counts.setdefault(term, []).append(count)
        self.frequencies = frequencies or Frequencies(len(texts), {term: len(found) for term, found in rows.items()})
        self._rows = rows
        self._counts = counts
        lengths_array = np.asarray(lengths, np.float32)
        average = max(float(lengths_array.mean()), 1.0) if lengths else 1.0
        self._damping = _K1 * (1 - _B + _B * lengths_array / average)

    def bm25(self, terms: Iterable[str]) -> Scores:
        """The BM25 sum of each paragraph for these terms; shape (paragraphs,)."""
        scores = np.zeros(self._size, np.float32)
        for term, weight in Counter(terms).items():
            rows = self._rows.get(term)
            if rows:
                counts = np.asarray(self._counts[term], np.float32)
                gain = counts * (_K1 + 1) / (counts + self._damping[rows])
                scores[rows] += weight * self.frequencies.rarity(term) * gain
        return scores

    def coverage(self, terms: Iterable[str]) -> Scores:
        """How much of these terms each paragraph holds, by rarity; from 0 to 1."""
        scores = np.zeros(self._size, np.float32)
        total = 0.0
        for term in set(terms):
            rarity = self.frequencies.rarity(term)
            total += rarity
            rows = self._rows.get(term)
            if rows:
                scores[rows] += rarity
        return scores / total if total else scores
