"""The words of a question that say what it is about, and how rare they are in a document.

Words about asking itself (教えて, 段落, "which", "please") say nothing of the subject and
are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from index.content import content_of
from index.document import Document, once_per_document
from index.text.languages.asking import asking_words
from index.text.languages.plain_words import representative
from index.text.quantities import quantities
from index.text.tokens import BETWEEN, Token, content_forms, tokens
from index.text.units import COUNTERS
from index.text.weighted_words import words
from index.text.words import Frequencies

_KANA_SCRAP = re.compile(r"[ぁ-ゖー]")
_ASKED_COUNT = re.compile(rf"何[万億兆千百十]*(?:{COUNTERS}|[年月日])")
_NUMERIC = re.compile(r"[\d.,]+")
_TEXTS_KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Term:
    """A content word: as written, in the normal form of its group, and whether it is a name."""

    surface: str
    form: str
    name: bool


def content_terms(text: str) -> tuple[Term, ...]:
    """The content words of a text in order, each once; numbers belong to `quantities`.

    >>> [term.surface for term in content_terms("JICAに言及している段落を教えて")]
    ['jica']
    """
    found = (Term(t.surface, representative(t.form), t.name) for t in tokens(_unnumbered(text)) if _has_content(t))
    return tuple(dict.fromkeys(found))


def _unnumbered(text: str) -> str:
    """A text without its numbers, dates, what they count and what is asked to be counted (何年から何年まで)."""
    text = _ASKED_COUNT.sub(" ", text)
    for quantity in reversed(quantities(text)):
        text = f"{text[: quantity.start_char]} {text[quantity.end_char :]}"
    return text


def _of_asking(token: Token) -> bool:
    return token.form in asking_words() or token.surface in asking_words()


def _has_content(token: Token) -> bool:
    if _of_asking(token) or token.kind == "other":
        return False
    return not _KANA_SCRAP.fullmatch(token.form) and not _NUMERIC.fullmatch(token.surface)


@once_per_document
def vocabulary(document: Document) -> Frequencies:
    """In how many of a document's paragraphs each content word stands; words that say the same are one."""
    said = (frozenset(map(representative, words.split(BETWEEN))) for words in content_of(document).words)
    return Frequencies(len(document), Counter(chain.from_iterable(said)))


@lru_cache(maxsize=_TEXTS_KEPT)
def forms(text: str) -> frozenset[str]:
    """Normal forms of all content words of a text, words that say the same in one."""
    return frozenset(map(representative, content_forms(text)))


@once_per_document
def word_forms(document: Document) -> frozenset[str]:
    """Forms of all words of a document, as the check compares them."""
    return frozenset(word.form for paragraph in document for word in words(paragraph.text))
