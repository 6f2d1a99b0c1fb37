"""A question that names a row and a column is answered with their cell."""

from __future__ import annotations

import pytest

from assistant.answers.tables import cells_asked
from index.parsing import parse
from index.reading.shown.tables import Cell, readable

FARES = [["区分", "平日", "休日"], ["大人", "四百円", "五百円"], ["小人", "二百円", "二百五十円"]]
TOLLS = [["Boat", "Summer", "Winter"], ["Barge", "6 crowns", "5 crowns"], ["Punt", "2 crowns", "1 crown"]]


@pytest.mark.parametrize(
    ("rows", "question", "told"),
    [
        (FARES, "大人の休日の料金はいくらですか", ["大人: 休日: 五百円;"]),
        (FARES, "休日は小人いくら？", ["小人: 休日: 二百五十円."]),
        (FARES, "大人の料金は？", []),
        (FARES, "休日の料金は？", []),
        (TOLLS, "How much does a barge pay in winter?", ["Barge: Winter: 5 crowns;"]),
        (TOLLS, "Does a punt pay less in Summer or winter?", ["Punt: Summer: 2 crowns;", "Punt: Winter: 1 crown."]),
        (TOLLS, "How much do punters pay in winter?", []),
        (TOLLS, "The barges of midwinter", []),
    ],
)
def test_the_cell_of_the_row_and_column_named_is_told(rows: list[list[str]], question: str, told: list[str]) -> None:
    lines = readable([[Cell(text) for text in row] for row in rows])
    assert lines
    document = parse("1. " + "\n".join(["See the table.", *lines]) + "\n\n2. It is due: at once: on landing.\n")
    sentences = [sentence for paragraph in document for sentence in paragraph.sentences]
    assert [sentence.text for sentence in cells_asked(question, sentences)] == told
