"""The words that a question quotes."""

from __future__ import annotations

import re

from index.text import fold

QUOTED = re.compile(r"「([^」]+)」|『([^』]+)』|[“\"]([^”\"]+)[”\"]|«([^»]+)»")


def quoted_words(text: str) -> tuple[str, ...]:
    """What stands between quotation marks in a text, folded, in order.

    >>> quoted_words('「対話」と "the Fund"')
    ('対話', 'the fund')

    Quotation marks left around a title that was read as an address quote nothing.
    """
    found = (fold(next(filter(None, groups))) for groups in QUOTED.findall(text))
    return tuple(words for words in found if words.strip())
