"""Sixty of the product's answers, judged by a person, against the scorer's verdicts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import eval as evaluation
from eval.items import Item, RunTurn, read_set
from eval.scoring import Source, TurnScore, score_turn

SETS = Path(evaluation.__file__).parent / "sets"


@pytest.fixture(scope="module")
def judged(statement: Source) -> list[tuple[dict[str, Any], TurnScore]]:
    items: dict[str, Item] = {item.id: item for file in SETS.glob("statement-*.jsonl") for item in read_set(file)}
    pairs = []
    for line in (SETS.parent / "labels" / "hand-labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        answer = RunTurn.model_validate_json(line)
        pairs.append((label, score_turn(items[answer.id].turns[answer.turn], answer.turn, answer, statement)))
    return pairs


def test_the_headline_agrees_with_a_person(judged: list[tuple[dict[str, Any], TurnScore]]) -> None:
    other = [label["id"] for label, score in judged if label["good"] != score.fully_correct]
    assert len(judged) == 60
    assert other == ["dev-074"]


def test_support_agrees_with_a_person_but_for_notices_that_are_not_true(
    judged: list[tuple[dict[str, Any], TurnScore]],
) -> None:
    other = [label["id"] for label, score in judged if label["supported"] != _grounded(score)]
    assert other == ["dev-023", "dev-050", "dev-095"]


def _grounded(score: TurnScore) -> bool:
    refused = score.answerable and score.status == "abstained"
    return not refused and not any(score.measures.get(name) for name in ("unsupported", "altered", "invalid labels"))
