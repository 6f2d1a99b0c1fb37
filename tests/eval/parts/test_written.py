"""What a run says of a language model's part in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.grounding import Checker
from eval.items import CitedLabel, Item, RunTurn, Turn, WrittenClaim, WrittenTurn, read_run, write_lines
from eval.parts.verifier import Example
from eval.parts.written import as_lines, judge, written_rows
from eval.scoring import Sources
from tests.index.library_parts import document

ITEM = Item(
    id="a",
    kind="fact",
    lang="ja",
    document="statement-2017-ashgabat.md",
    turns=(Turn(question="セミナーはいつ？", answerable=True, gold=("9",), facts=(("2016年2月",),)),),
)
TRUE = "2016年2月24-25日に、「NPS中央アジア地域セミナー」が開催された。"


def run_of(text: str, label: str, support: str = "supported", **part: str) -> dict[tuple[str, int], RunTurn]:
    claim = WrittenClaim(text=text, support=support, citations=(CitedLabel(label=label),))
    written = WrittenTurn(model="m", prompts=("answer.ja.md 1",), passed=1, claims=(claim,), **part)  # type: ignore[arg-type]
    return {("a", 0): RunTurn(id="a", turn=0, status="answered", text=text, written=written)}


@pytest.mark.parametrize(
    ("text", "label", "fault"),
    [
        (TRUE.replace("2016", "2017"), "9", "  unsupported"),
        (TRUE, "20", "  unsupported"),
        (TRUE, "52", "  with a label that does not exist"),
        (
            "各国外務大臣は、アフガニスタン由来の麻薬拡散を効果的に防ぐために共同措置を講ずることの必要性を強調しなかった。",
            "10",
            "  altered",
        ),
    ],
)
def test_what_was_false_and_shown_as_supported_is_counted(text: str, label: str, fault: str, sources: Sources) -> None:
    assert written_rows([ITEM], run_of(text, label), sources)[fault] == 1
    assert written_rows([ITEM], run_of(text, label, "unverified"), sources)[fault] == 0


def test_a_true_claim_counts_and_nothing_is_wrong_with_it(sources: Sources) -> None:
    rows = written_rows([ITEM], run_of(TRUE, "9"), sources)
    assert (rows["shown as supported"], rows["  unsupported"], rows["  altered"]) == (1, 0, 0)
    assert (rows["model"], rows["prompts"], rows["of them in its words"]) == ("m", "answer.ja.md 1", 1)


def test_quoted_answers_are_counted_by_their_reason(sources: Sources) -> None:
    rows = written_rows([ITEM], run_of(TRUE, "9", "verbatim", quoted="late: 60 s"), sources)
    assert (rows["of them in its words"], rows["of them quoted: late"]) == (0, 1)
    assert any("quoted: late" in line for line in as_lines(rows))


def test_a_run_without_a_model_says_nothing_of_one(sources: Sources) -> None:
    run = {("a", 0): RunTurn(id="a", turn=0, status="answered", text="x")}
    assert written_rows([ITEM], run, sources) == {}
    assert as_lines({}) == []


def test_a_model_s_part_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    run = run_of(TRUE, "9")
    write_lines(tmp_path / "run.jsonl", run.values())
    assert read_run(tmp_path / "run.jsonl", [ITEM]) == run


def test_a_model_s_claims_are_judged_more_strictly_than_people_s() -> None:
    law = document("費用は、合計で年に5億円とする。")
    example = Example("費用は、合計で年に大幅増の5億円とする。", law["1"], law, "addition", "x", "1")
    assert [outcome.stopped for outcome in judge([example], Checker())] == [True]
    assert [outcome.stopped for outcome in judge([replace(example, claim=law["1"].text)], Checker())] == [False]
