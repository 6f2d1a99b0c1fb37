"""Where a word stands in the documents asked: how many times, and in which paragraphs not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.quotes import Lines
from index.document import Paragraph
from index.text import flowing

_UNSPLIT = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々〆가-힣]")


def times(word: str, text: str) -> int:
    """How many times a text holds a folded word, as `Library.paragraphs_with` finds it: where one begins, if split."""
    begins = "" if _UNSPLIT.match(word) or not word[0].isalnum() else r"(?<!\w)"
    return len(re.findall(begins + re.escape(word), flowing(text)))


def lines_without(paragraphs: Sequence[Paragraph], having: Sequence[Paragraph]) -> Lines:
    """The paragraphs that are not among some others, each with its first sentence; those without text left out."""
    held = {(paragraph.document_id, paragraph.label) for paragraph in having}
    others = [p for p in paragraphs if p.body and (p.document_id, p.label) not in held]
    return [(paragraph, paragraph.body[:1]) for paragraph in others]
