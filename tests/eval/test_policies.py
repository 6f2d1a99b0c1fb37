from __future__ import annotations

import pytest

from eval.items import Item
from eval.policies import POLICIES, policy_run
from eval.scoring import score
from eval.source import Sources


@pytest.fixture(scope="module")
def headline(items: list[Item], sources: Sources) -> dict[str, float]:
    runs = {name: score(items, policy_run(items, policy, sources.of), sources) for name, policy in POLICIES.items()}
    return {name: sum(s.fully_correct for s in scores) / len(scores) for name, scores in runs.items()}


def test_honest_answers_beat_every_way_of_gaming(headline: dict[str, float]) -> None:
    honest = headline.pop("honest")
    assert honest >= 0.99
    assert {name: value for name, value in headline.items() if value > honest - 0.1} == {}


@pytest.mark.parametrize("name", ["cite all", "dump", "dump in one sentence", "true but irrelevant", "always silent"])
def test_what_says_nothing_to_the_point_is_worth_nothing(headline: dict[str, float], name: str) -> None:
    assert headline[name] <= 0.01
