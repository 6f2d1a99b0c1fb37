"""The measurement of the check: what counts as stopped, and folds that do not leak."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.grounding import Checker
from eval.parts.verifier import Example, cross_validated, document_examples, judge, rates, read_examples, table
from index.parsing import parse

TEXT = """# 会議の記録

1. 各国代表は、2016年2月に東京で開かれた会議の結果を歓迎した。
2. 議長国代表は、5億円の費用について説明した。
3. 各国代表は、次の会議が大阪で開催されることを確認した。
4. 議長国代表は、名古屋の協力に謝意を表明した。
"""


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return document_examples(parse(TEXT, id="minutes.md"))


def test_changed_sentences_are_stopped_and_true_ones_pass(examples: list[Example]) -> None:
    measured = rates(judge(examples, Checker()))["verbatim"]
    assert measured["none"] == (0.0, 4)
    assert measured["number"][0] == measured["negation"][0] == measured["wrong paragraph"][0] == 1.0


ENGLISH = """1. The Ministers welcome the report on the Geneva meeting of 4 May 2019.
2. The Committee shall inform the members within 72 hours, where appropriate.
3. The Ministers recall that the next session is held in Vienna.
4. The Committee shall keep a register of 12 experts.
"""


def test_an_english_document_is_changed_and_its_changes_are_stopped() -> None:
    measured = rates(judge(document_examples(parse(ENGLISH, id="minutes.md")), Checker()))["verbatim"]
    assert {"number", "party", "negation", "strength", "duty", "hedge"} <= set(measured)
    assert {name: rate for name, (rate, _) in measured.items() if rate < 1} == {"none": 0.0}


def test_a_change_never_leaves_the_sentence_as_it_was(examples: list[Example]) -> None:
    changed = [e for e in examples if e.mutation not in ("none", "wrong paragraph")]
    assert changed
    assert all(e.claim not in e.paragraph.text for e in changed)


def test_the_document_is_changed_the_same_way_every_time(examples: list[Example]) -> None:
    again = document_examples(parse(TEXT, id="minutes.md"))
    assert [e.claim for e in again] == [e.claim for e in examples]


def test_a_held_out_fold_counts_every_example_once(examples: list[Example]) -> None:
    held_out = cross_validated(examples)
    assert sorted(o.example.claim for o in held_out) == sorted(e.claim for e in examples)


def test_the_table_names_forms_mutations_and_counts(tmp_path: Path) -> None:
    lines = [
        {"claim": "費用は5億円である。", "label": 1, "mutation": "none"},
        {"claim": "費用は6億円である。", "label": 0, "mutation": "number"},
    ]
    path = tmp_path / "claims.jsonl"
    shared = {"evidence": "費用は5億円である。", "title": "記録", "cid": "a", "form": "extractive"}
    path.write_text("\n".join(json.dumps(line | shared, ensure_ascii=False) for line in lines), encoding="utf-8")
    shown = table(rates(judge(read_examples(path), Checker())))
    assert "| number | 1.000 (1) |" in shown
    assert "| *false alarms* | 0.000 (1) |" in shown
