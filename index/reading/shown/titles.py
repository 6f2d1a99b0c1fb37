"""Whether the title that a file's metadata state is one: programs and templates leave theirs there."""

from __future__ import annotations

import unicodedata

_LEAST_LETTERS = 3


def stated(title: str, opening: str) -> str:
    """The title, if the document says it at its beginning; "" otherwise.

    >>> stated("Microsoft Word - draft7", "Rules of the Pier"), stated("RULES OF THE PIER", "Rules of the Pier, 1901")
    ('', 'RULES OF THE PIER')
    """
    said = _letters(title)
    return title if len(said) >= _LEAST_LETTERS and said in _letters(opening) else ""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).casefold()
