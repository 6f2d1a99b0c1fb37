"""Proper names in an answer, for asking whether the source knows them.

Japanese names come from SudachiPy's parts of speech, Latin ones from their capitals.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from eval.scoring.canonical import canonical

if TYPE_CHECKING:
    from sudachipy import Tokenizer

_LATIN = re.compile(
    r"(?<![A-Za-z0-9_-])(?:[A-Z][A-Za-z0-9_-]*[A-Z0-9][A-Za-z0-9_-]*|[A-Za-z]+_?[0-9][A-Za-z0-9]*)"
    r"|(?<=[a-zа-яё,;] )[A-ZА-ЯЁ][a-zа-яё]{2,}"
)
_KATAKANA = re.compile(r"[ァ-ヺー]{3,}$")
_KEPT = ("人名", "地名")
_local = threading.local()


@lru_cache(maxsize=5_000)
def names(text: str) -> tuple[str, ...]:
    """Names of people, places and bodies in a text, each once, in order.

    >>> names("岸田大臣はUNODCに感謝した。")
    ('岸田', 'UNODC')
    """
    text = unicodedata.normalize("NFKC", text)
    found = [(match.start(), match[0]) for match in _LATIN.finditer(text)]
    for token in _tokenizer().tokenize(text):
        speech, surface = token.part_of_speech(), token.surface()
        proper = speech[1] == "固有名詞" and (speech[2] in _KEPT or _is_katakana(surface))
        unknown = token.is_oov() and _is_katakana(surface)
        if len(surface) > 1 and (proper or unknown):
            found.append((token.begin(), surface))
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def knows(text: str, name: str) -> bool:
    """Whether a canonical text holds a name."""
    return canonical(name) in text


def _is_katakana(surface: str) -> bool:
    return bool(_KATAKANA.match(surface))


def _tokenizer() -> Tokenizer:
    """One per thread: a tokenizer refuses to be shared."""
    if not hasattr(_local, "tokenizer"):
        from sudachipy import Dictionary

        _local.tokenizer = Dictionary().tokenizer()
    tokenizer: Tokenizer = _local.tokenizer
    return tokenizer
