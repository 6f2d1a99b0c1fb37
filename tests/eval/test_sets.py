"""Every label and every fact of the shipped sets is held against the document."""

from __future__ import annotations

from pathlib import Path

import pytest

import eval as evaluation
from eval.items import Item, Turn, read_set
from eval.scoring import Source, score_turn
from eval.scoring.gold import gold_answer
from eval.scoring.metrics import says

FILES = sorted((Path(evaluation.__file__).parent / "sets").glob("statement-*.jsonl"))
TURNS = [
    pytest.param(item, n, id=f"{item.id}-{n}")
    for file in FILES
    for item in read_set(file)
    for n in range(len(item.turns))
]


def test_the_sets_are_there_and_no_id_is_used_twice() -> None:
    ids = [item.id for file in FILES for item in read_set(file)]
    assert len(ids) == len(set(ids)) >= 140


@pytest.mark.parametrize(("item", "number"), TURNS)
def test_labels_exist_facts_are_in_the_text_and_the_gold_answer_is_fully_correct(
    item: Item, number: int, statement: Source
) -> None:
    turn: Turn = item.turns[number]
    assert [label for label in turn.allowed if statement.find(label) is None] == []
    texts = [passage.text for passage in statement.all(turn.allowed)]
    untold = [fact for fact in turn.facts if not any(says(text, fact) for text in texts)]
    assert [fact for fact in untold if not _foreign_or_computed(item, fact)] == []
    assert score_turn(turn, number, gold_answer(item, number, statement), statement).reasons == ()


def _foreign_or_computed(item: Item, fact: tuple[str, ...]) -> bool:
    """Facts asked for in the question's language, and a year that follows from 昨年, stand in no paragraph."""
    return item.lang != "ja" or item.kind == "numeric_date"
