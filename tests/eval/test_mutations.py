from __future__ import annotations

import random

import pytest

from eval.gold import gold_claims
from eval.items import Item
from eval.mutations import MUST, OF_ABSTENTIONS, REPORTED, Gold, Mutation
from eval.scoring import score_turn
from eval.source import Sources


def detected(mutation: Mutation, items: list[Item], sources: Sources, *, answerable: bool) -> float:
    verdicts = []
    for item in items:
        source = sources.of(item)
        for n, turn in enumerate(item.turns):
            claims = gold_claims(turn, source) if turn.answerable else []
            gold = Gold(item, n, claims, source, random.Random(f"{item.id}#{n}"))
            spoilt = mutation(gold) if turn.answerable is answerable else None
            if spoilt is not None:
                verdicts.append(not score_turn(turn, n, spoilt, source).fully_correct)
    assert len(verdicts) >= 10
    return sum(verdicts) / len(verdicts)


@pytest.mark.parametrize("name", MUST)
def test_a_fault_that_the_source_shows_is_detected(name: str, items: list[Item], sources: Sources) -> None:
    assert detected(MUST[name], items, sources, answerable=True) >= 0.99


@pytest.mark.parametrize(("name", "at_least"), [(name, 0.75) for name in REPORTED])
def test_other_faults_are_mostly_detected(name: str, at_least: float, items: list[Item], sources: Sources) -> None:
    assert detected(REPORTED[name], items, sources, answerable=True) >= at_least


@pytest.mark.parametrize("name", OF_ABSTENTIONS)
def test_spoilt_abstentions_are_detected(name: str, items: list[Item], sources: Sources) -> None:
    assert detected(OF_ABSTENTIONS[name], items, sources, answerable=False) >= 0.99
