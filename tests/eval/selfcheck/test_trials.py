"""The evaluator has to tell good answers from spoilt ones, and not to mind how they are written."""

from __future__ import annotations

import pytest

from eval.items import Item
from eval.scoring import Figure, Sources
from eval.selfcheck import Trial, trials
from eval.selfcheck.mutations import MUST, OF_ABSTENTIONS, REPORTED
from eval.selfcheck.rewrites import REWRITES


@pytest.fixture(scope="module")
def headline(all_items: list[Item], sources: Sources) -> dict[str, Figure]:
    return trials.policies(all_items, sources)


@pytest.fixture(scope="module")
def detected(all_items: list[Item], sources: Sources) -> dict[str, Trial]:
    return trials.detected(all_items, sources)


@pytest.fixture(scope="module")
def moved(all_items: list[Item], sources: Sources) -> dict[str, Trial]:
    return trials.moved(all_items, sources)


def test_honest_answers_beat_every_way_of_gaming(headline: dict[str, Figure]) -> None:
    values = {name: figure.value or 0.0 for name, figure in headline.items()}
    honest = values.pop("honest")
    assert honest >= 0.99
    assert {name: value for name, value in values.items() if value > honest - 0.2} == {}


@pytest.mark.parametrize("name", ["cite all", "dump", "dump in one sentence", "true but irrelevant", "always silent"])
def test_what_says_nothing_to_the_point_is_worth_nothing(headline: dict[str, Figure], name: str) -> None:
    assert (headline[name].value or 0.0) <= 0.01


@pytest.mark.parametrize("name", [*MUST, *OF_ABSTENTIONS])
def test_a_fault_that_the_source_shows_is_detected(name: str, detected: dict[str, Trial]) -> None:
    trial = detected[name]
    assert trial.figure.n >= 10
    assert (trial.figure.value or 0.0) >= 0.99, trial.kept


@pytest.mark.parametrize("name", REPORTED)
def test_other_faults_are_mostly_detected(name: str, detected: dict[str, Trial]) -> None:
    assert (detected[name].figure.value or 0.0) >= 0.75, detected[name].kept


@pytest.mark.parametrize("name", REWRITES)
def test_saying_the_same_in_another_way_moves_nothing(name: str, moved: dict[str, Trial]) -> None:
    assert moved[name].figure.n >= 4
    assert moved[name].noticed == ()
