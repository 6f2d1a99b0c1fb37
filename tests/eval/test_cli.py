from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import eval as evaluation
from eval.cli import app
from eval.items import Item, read_run, read_set, set_hash, write_lines
from eval.reports import as_page, fallen, read_gate
from eval.scoring import SAMPLE, Sources, documents_of, score, summarise
from eval.selfcheck.policies import POLICIES, policy_run

SET = str(Path(evaluation.__file__).parent / "sets" / "statement-dev.jsonl")


@pytest.fixture(scope="module")
def runs(items: list[Item], sources: Sources, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("runs")
    for name in ("honest", "never abstain"):
        write_lines(folder / name, policy_run(items, POLICIES[name], sources.of).values())
    return {name: folder / name for name in ("honest", "never abstain")}


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_score_prints_the_headline_with_its_interval(runs: dict[str, Path]) -> None:
    result = invoke("score", SET, runs["honest"])
    assert result.exit_code == 0, result.output
    assert "fully correct                100.0%" in result.output


def test_score_as_json_has_every_item(runs: dict[str, Path], items: list[Item]) -> None:
    figures = json.loads(invoke("score", SET, runs["honest"], "--json").output)
    assert figures["set"]["sha256"] == set_hash(items)
    assert [score["id"] for score in figures["scores"]] == [item.id for item in items]


def test_compare_names_the_items_lost(runs: dict[str, Path]) -> None:
    result = invoke("compare", runs["honest"], runs["never abstain"], "--set", SET)
    assert result.exit_code == 0, result.output
    assert "lost 14: dev-092, dev-094" in result.output


def test_a_gate_that_is_not_passed_names_what_fell(runs: dict[str, Path], items: list[Item], tmp_path: Path) -> None:
    gate = tmp_path / "gate.json"
    figures = {"set": set_hash(items), "at_least": {"fully correct": 0.95}, "at_most": {"abstention over-refusal": 0.1}}
    gate.write_text(json.dumps(figures), encoding="utf-8")
    assert invoke("compare", runs["honest"], runs["honest"], "--set", SET, "--gate", gate).exit_code == 0
    failed = invoke("compare", runs["honest"], runs["never abstain"], "--set", SET, "--gate", gate)
    assert failed.exit_code == 1
    assert "below the gate: fully correct" in failed.output


def test_the_report_asks_the_web_for_nothing_and_shows_every_turn(
    runs: dict[str, Path], items: list[Item], sources: Sources
) -> None:
    run = read_run(runs["never abstain"], items)
    scores = score(items, run, sources)
    page = as_page("dev", items, run, sources, scores, summarise(scores, run))
    assert page.count('<details class="turn"') == sum(len(item.turns) for item in items)
    assert not [mark for mark in ("http://", "https://", "src=", "@import", "url(") if mark in page]
    assert page == as_page("dev", items, run, sources, scores, summarise(scores, run))


def test_documents_that_a_set_names_are_found_beside_it(items: list[Item], tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("- 1 一つ。\n- 2 二つ。\n", encoding="utf-8")
    other = items[0].model_copy(update={"document": "other.md"})
    assert documents_of([other], [], tmp_path) == [tmp_path / "other.md"]
    assert documents_of([other, items[1].model_copy(update={"document": SAMPLE.name})], [], tmp_path)[0] == SAMPLE
    assert documents_of(items, [], tmp_path) == [SAMPLE]
    assert documents_of(items, [tmp_path / "given.md"], tmp_path) == [tmp_path / "given.md"]


@pytest.mark.parametrize("name", ["statement-dev", "statement-more"])
def test_a_shipped_gate_is_of_the_set_of_its_name_and_asks_for_measures_that_there_are(
    name: str, items: list[Item], sources: Sources
) -> None:
    folder = Path(evaluation.__file__).parent
    gate = read_gate(folder / "gates" / f"{name}.json", set_hash(read_set(folder / "sets" / f"{name}.jsonl")))
    run = policy_run(items, POLICIES["honest"], sources.of)
    assert fallen(gate, summarise(score(items, run, sources), run)) == []
