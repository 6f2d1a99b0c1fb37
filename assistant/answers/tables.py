"""The cell of a table that a question asks for: the one whose row and column it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.document import Sentence
from index.text import flowing

_CELL = re.compile(r"(?P<row>[^:]+): (?P<column>[^:]+): .+[;.]", re.DOTALL)
_EAST_ASIAN = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々〆가-힣]")


def cells_asked(question: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Those of a table's cells ("row: column: cell") whose two headings both stand in a question."""
    asked = flowing(question)
    return [s for s in sentences if (cell := _CELL.fullmatch(s.text.strip())) and _named(cell, asked)]


def _named(cell: re.Match[str], asked: str) -> bool:
    return all(_stands(flowing(heading).strip(), asked) for heading in cell.group("row", "column"))


def _stands(heading: str, asked: str) -> bool:
    """Whether a heading stands in a text: as a whole word in scripts that split words."""
    if _EAST_ASIAN.search(heading):
        return heading in asked
    return bool(heading) and bool(re.search(rf"(?<!\w){re.escape(heading)}(?!\w)", asked))
