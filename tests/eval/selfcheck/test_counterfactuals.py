from __future__ import annotations

import pytest

from eval.items import Item
from eval.scoring import Source, Sources, score
from eval.scoring.gold import gold_answer
from eval.selfcheck import Variant, drops, variants
from eval.selfcheck.counterfactuals import DELETED
from eval.selfcheck.policies import policy_run


@pytest.fixture(scope="module")
def made(items: list[Item], statement: Source) -> dict[str, Variant]:
    return {variant.name: variant for variant in variants(statement.document, items)}


@pytest.mark.parametrize("name", ["changed", "permuted", "deleted"])
def test_the_changed_set_fits_the_changed_document(name: str, made: dict[str, Variant]) -> None:
    variant, sources = made[name], Sources([made[name].document])
    assert len(variant.items) >= 20
    scores = score(variant.items, policy_run(variant.items, gold_answer, sources.of), sources)
    assert [(s.item.id, s.turns[0].reasons) for s in scores if not s.fully_correct] == []


@pytest.mark.parametrize("name", ["changed", "permuted"])
def test_answers_to_the_old_document_are_no_longer_right(
    name: str, made: dict[str, Variant], items: list[Item], sources: Sources
) -> None:
    old = policy_run(items, gold_answer, sources.of)
    run = {(item.id, 0): old[item.id, 0].model_copy(update={"question": ""}) for item in made[name].items}
    scores = score(made[name].items, run, Sources([made[name].document]))
    assert sum(s.fully_correct for s in scores) <= 0.15 * len(scores)


def test_a_deleted_paragraph_makes_its_questions_twins(made: dict[str, Variant]) -> None:
    variant = made["deleted"]
    twins = [item for item in variant.items if item.kind == "twin"]
    assert len(twins) >= 10
    assert {variant.document[item.turns[0].also_ok[0]].text for item in twins} == {DELETED}
    assert not drops("節水技術を学ぶ", (("節水技術",),))
