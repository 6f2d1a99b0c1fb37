"""The words of a text with their kind and normal form.

Japanese comes from SudachiPy; every other script is split at its blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.text.folding import fold, plain_digits
from index.text.stems import stem
from index.text.sudachi import units
from index.text.words import form_of, is_empty

TokenKind = Literal["noun", "verb", "adjective", "number", "other"]

_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿々〆]")
_WORD = re.compile(r"[^\W_]+(?:[.'\-][^\W_]+)*")
_CAPITALISED = re.compile(r"(?<=[\w,;:] )[A-ZА-ЯЁ][\w.&-]+|\b[A-Z]{2,}\b")
_LATIN = re.compile(r"[a-z][a-z0-9.&+-]+")
_KINDS: dict[str, TokenKind] = {
    "名詞": "noun", "接頭辞": "noun", "接尾辞": "noun", "形状詞": "adjective", "動詞": "verb", "形容詞": "adjective",
    "記号": "noun",
}  # fmt: skip
_KEPT_TEXTS = 2_000
BETWEEN = "\x1f"  # words: a blank to `str.split`, and unlike other blanks never in a word ("world wide web")


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


def content_first(text: str) -> str:
    """All words of a text (`index.text.words.words`): the content words, a line break, the others.

    >>> content_first("計画も既に読んだ").split("\\n")
    ['計画\\x1f読む', '既に']
    """
    folded = plain_digits(text)
    if not _JAPANESE.search(folded):
        return BETWEEN.join(stem(word) for word in _WORD.findall(folded)) + "\n"
    content: list[str] = []
    others: list[str] = []
    for unit in units(folded):
        if not is_empty(unit.morpheme):
            part, detail, *_ = unit.morpheme.part_of_speech()
            (others if _kind(part, detail) == "other" else content).append(form_of(unit.morpheme))
    return f"{BETWEEN.join(content)}\n{BETWEEN.join(others)}"


def content_forms(text: str) -> frozenset[str]:
    """Normal forms of the content words of a text."""
    folded = plain_digits(text)
    if not _JAPANESE.search(folded):
        return frozenset(stem(word) for word in _WORD.findall(folded))
    found = (unit.morpheme for unit in units(folded))
    return frozenset(form_of(m) for m in found if _kind(*m.part_of_speech()[:2]) != "other")


def _kind(part: str, detail: str) -> TokenKind:
    if part == "動詞" and detail == "非自立可能":
        return "other"
    return "number" if detail == "数詞" else _KINDS.get(part, "other")


def _japanese(folded: str) -> Iterator[Token]:
    end = 0
    found = list(units(folded))
    for at, (morpheme, start, stop) in enumerate(found):
        part, detail, *_ = morpheme.part_of_speech()
        if part in ("空白", "補助記号") or (part == "記号" and detail != "文字"):
            continue
        kind = _kind(part, detail)
        language = at + 1 < len(found) and found[at + 1].morpheme.surface() == "語"
        name = (detail == "固有名詞" and not language) or bool(_LATIN.fullmatch(morpheme.surface()))
        yield Token(morpheme.surface(), form_of(morpheme), kind, name, start == end)
        end = stop
