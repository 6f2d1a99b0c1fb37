"""The words that a question quotes, and the sentences of a paragraph that hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.document import Paragraph, Sentence
from index.text import flowing, fold
from index.text.languages import wording

QUOTED = re.compile(r"「([^」]+)」|『([^』]+)』|[“\"]([^”\"]+)[”\"]|«([^»]+)»")
_STOP = " 。.、,"


def quoted_words(text: str) -> tuple[str, ...]:
    """What stands between quotation marks in a text, folded, in order.

    >>> quoted_words('「対話」と "the Fund"')
    ('対話', 'the fund')

    Quotation marks left around a title that was read as an address quote nothing.
    """
    found = (fold(next(filter(None, groups))) for groups in QUOTED.findall(text))
    return tuple(words for words in found if words.strip())


def sentences_with(words: Sequence[str], paragraph: Paragraph, question: str) -> tuple[Sentence, ...]:
    """The sentences that hold quoted words; those that begin or end with them where a question says so and any does."""
    texts = {sentence: flowing(sentence.text).strip(_STOP) for sentence in paragraph.body}
    plain = [word.strip(_STOP) for word in words]
    holding = tuple(s for s, text in texts.items() if any(word in text for word in plain))
    if wording.says("beginning with", question):
        return tuple(s for s in holding if texts[s].startswith(tuple(plain))) or holding
    if wording.says("ending with", question):
        return tuple(s for s in holding if texts[s].endswith(tuple(plain))) or holding
    return holding
