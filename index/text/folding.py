"""One normal form for searching and matching; the verbatim text is never changed.

Everything in the project that compares words, numbers or addresses folds them here
first, so that １６ and 16, ＋ and +, － and - are one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_DASHES = dict.fromkeys("‐‑‒–—―−－﹣", "-")
_WAVES = dict.fromkeys("〜～∼", "~")
_MARKS = dict.fromkeys("’‘", "'") | dict.fromkeys("“”", '"')
_TABLE = _DASHES | _WAVES | _MARKS
_ODD = re.compile(f"[{re.escape(''.join(_TABLE))}]")
_JOINING = "\uff9e\uff9f\u3099\u309a"
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
    """Width, dashes, quotation marks and letter case made one (NFKC, casefold).

    >>> fold("ＵＮＯＤＣ　２０１６－２０１７")
    'unodc 2016-2017'
    """
    return _ODD.sub(lambda odd: _TABLE[odd[0]], unicodedata.normalize("NFKC", text)).casefold()


def flowing(text: str) -> str:
    """`fold`, without the breaks of lines that are only broken to fit a page.

    >>> flowing("antimicrobial \\n resistance"), flowing("国際\\n連合")
    ('antimicrobial resistance', '国際連合')
    """
    return _LINE_BREAK.sub(lambda match: " " if match["blank"] else "", fold(text))


def fold_with_offsets(text: str) -> Folded:
    """`fold`, remembering where each character came from."""
    chars: list[str] = []
    offsets: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and (text[end] in _JOINING or unicodedata.combining(text[end])):
            end += 1
        folded = fold(text[at:end])
        chars.append(folded)
        offsets.extend([at] * len(folded))
        at = end
    return Folded("".join(chars), (*offsets, len(text)))


def plain_digits(text: str) -> str:
    """`fold`, and thousands separators taken out: 5,680 and 5680 are one."""
    return _THOUSANDS.sub("", fold(text))
