"""Which section of a document is meant by its number or by words of its title."""

from __future__ import annotations

import re

from index.address.numbers import Number, number_of
from index.address.phrases import Phrase
from index.document import Document, Section
from index.text import fold
from index.text.words import words as lexical_words

_TITLE_WORDS = 2
_MOST_OF_TITLE = 0.5


def titled(phrase: Phrase, document: Document) -> Section | None:
    """The section whose title has the words of a phrase, most of its title's where only a part is spoken of."""
    wanted = _plain(phrase.words)
    least = _MOST_OF_TITLE if phrase.unit == "part" else 0
    for section in document.sections:
        title = _plain(section.title)
        if wanted and title and len(wanted) >= least * len(title) and _alike(phrase.words, section):
            return section
    return _titled_in_part(set(lexical_words(phrase.words)), document)


def _titled_in_part(words: set[str], document: Document) -> Section | None:
    """The one section whose title has all of some words, others between them."""
    if len(words) < _TITLE_WORDS:
        return None
    found = [s for s in document.sections if words <= set(lexical_words(s.title))]
    return found[0] if len(found) == 1 else None


def _alike(words: str, section: Section) -> bool:
    """Whether some words are in a section's title, or it in them; words split at blanks as whole words."""
    wanted, title = _plain(words), _plain(section.title)
    if wanted == fold(section.label):
        return True
    if not words.isascii():
        return wanted in title or title in wanted
    own, heading = set(lexical_words(words)), set(lexical_words(section.title))
    return bool(own and heading) and (own <= heading or heading <= own)


def _plain(words: str) -> str:
    folded = fold(words)
    for joint in ("及び", "および", "並びに", "と", "・", "、", " ", "の", "ます", "について"):
        folded = folded.replace(joint, "")
    return folded


def within(inner: Section, outer: Section) -> bool:
    """Whether a section lies in another."""
    return outer.start <= inner.start and inner.stop <= outer.stop and inner.level > outer.level


def section_number(section: Section) -> Number | None:
    """The number of a section's heading, one entry a level; None where it has none."""
    label = section.label.split(" (")[0]
    last = label.split()[-1] if label.split() else ""
    levels = re.findall(r"\d+", last) if re.fullmatch(r"\d+(?:[.\-]\d+)+", last) else []
    numbered = any(char.isdigit() for char in last) or last.isupper()
    return tuple(map(int, levels)) or (number_of(last) if numbered else None)
