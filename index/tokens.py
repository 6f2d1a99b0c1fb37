"""The words of a text with their kind and normal form.

Japanese comes from SudachiPy; every other script is split at its blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.lexical import form_of, stem
from index.normal import fold, plain_digits
from index.sudachi import units

TokenKind = Literal["noun", "verb", "adjective", "number", "other"]

_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿々〆]")
_WORD = re.compile(r"[^\W_]+(?:[.'\-][^\W_]+)*")
_CAPITALISED = re.compile(r"(?<=[\w,;:] )[A-ZА-ЯЁ][\w.&-]+|\b[A-Z]{2,}\b")
_LATIN = re.compile(r"[a-z][a-z0-9.&+-]+")
_KINDS: dict[str, TokenKind] = {
    "名詞": "noun", "接頭辞": "noun", "接尾辞": "noun", "形状詞": "adjective", "動詞": "verb", "形容詞": "adjective",
}  # fmt: skip
_KEPT_TEXTS = 2_000


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as written (folded), in its normal form, its kind.

    `name` tells a proper noun (not that of a language) or Latin letters in Japanese text;
    `joined` that no blank or mark stands before it.
    """

    surface: str
    form: str
    kind: TokenKind
    name: bool = False
    joined: bool = False


@lru_cache(maxsize=_KEPT_TEXTS)
def tokens(text: str) -> tuple[Token, ...]:
    """Every word of a text in order, marks and blanks left out.

    >>> [(t.surface, t.kind) for t in tokens("対話を開いた")]
    [('対話', 'noun'), ('を', 'other'), ('開い', 'verb'), ('た', 'other')]
    """
    folded = plain_digits(text)
    if not _JAPANESE.search(folded):
        return tuple(_plain(folded, _capitalised(text)))
    return tuple(_japanese(folded))


def _plain(folded: str, capitalised: frozenset[str]) -> Iterator[Token]:
    for match in _WORD.finditer(folded):
        word = match[0]
        yield Token(word, stem(word), "number" if word[0].isdigit() else "noun", word in capitalised)


def _capitalised(text: str) -> frozenset[str]:
    """Words with a capital where none is due: within a sentence, or throughout."""
    return frozenset(fold(word) for word in _CAPITALISED.findall(text))


def _japanese(folded: str) -> Iterator[Token]:
    end = 0
    found = list(units(folded))
    for at, (morpheme, start, stop) in enumerate(found):
        part, detail, *_ = morpheme.part_of_speech()
        if part in ("空白", "補助記号", "記号"):
            continue
        kind = "number" if detail == "数詞" else _KINDS.get(part, "other")
        kind = "other" if detail == "非自立可能" and part == "動詞" else kind
        language = at + 1 < len(found) and found[at + 1].morpheme.surface() == "語"
        name = (detail == "固有名詞" and not language) or bool(_LATIN.fullmatch(morpheme.surface()))
        yield Token(morpheme.surface(), form_of(morpheme), kind, name, start == end)
        end = stop
