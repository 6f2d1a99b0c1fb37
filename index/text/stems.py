"""English and Russian words without their endings, by the Snowball stemmers."""

from __future__ import annotations

import re
import threading
from functools import cache, lru_cache
from typing import Any, Literal

from snowballstemmer import stemmer

_WORDS_KEPT = 100_000
_RUSSIAN = re.compile(r"[а-яё]")
_stemming = threading.Lock()  # a stemmer keeps the word that it works on


@lru_cache(maxsize=_WORDS_KEPT)
def stem(word: str) -> str:
    """An English or Russian word, folded, without its ending; anything else as it is.

    >>> stem("members"), stem("правления"), stem("条約")
    ('member', 'правлен', '条約')
    """
    if word.isascii():
        return _stemmed("english", word)
    return _stemmed("russian", word) if _RUSSIAN.search(word) else word


def _stemmed(language: Literal["english", "russian"], word: str) -> str:
    with _stemming:
        return str(_stemmer(language).stemWord(word))


@cache
def _stemmer(language: Literal["english", "russian"]) -> Any:  # noqa: ANN401 - the library has no types
    return stemmer(language)
