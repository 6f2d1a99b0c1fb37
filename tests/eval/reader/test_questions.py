"""The data that ships: what it holds, and that every line of it can be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.reader.material.places import DataBroken, DataMissing
from eval.reader.material.questions import (
    KINDS,
    OPENING_CHARS,
    Question,
    held,
    read_claims,
    read_questions,
    read_shown,
    read_wishes,
)


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return read_questions()


def test_at_least_five_thousand_questions_of_every_kind_on_120_documents(questions: list[Question]) -> None:
    assert len(questions) >= 5_000
    assert len({question.document for question in questions}) >= 120
    assert {question.kind for question in questions} == set(KINDS)


def test_one_document_in_four_or_so_is_held_out_always_the_same(questions: list[Question]) -> None:
    documents = {question.document for question in questions}
    assert 0.15 < sum(map(held, documents)) / len(documents) < 0.35
    assert held("moor.md")
    assert not held("trees.md")


def test_writers_saw_what_their_questions_cite_and_opens_are_short(questions: list[Question]) -> None:
    shown = read_shown()
    for question in questions:
        assert set(question.gold) | set(question.near) <= set(shown[question.group, question.document])
        assert not set(question.gold) & set(question.near)
        assert all(0 < len(opening) <= OPENING_CHARS for own in question.opens.values() for opening in own)


def test_every_claim_and_every_wish_can_be_read() -> None:
    claims = read_claims()
    assert len(claims) >= 4_000
    assert {claim.kind.partition("-")[0] for claim in claims} == {"true", "false"}
    assert len(read_wishes()) >= 1_000


@pytest.mark.parametrize(
    "changed",
    [{"kind": "riddle"}, {"opens": {"1": []}}, {"question": ""}, {"kind": "followup"}, {"gold": {"1": ["first"]}}],
)
def test_a_line_that_means_nothing_is_named(changed: dict[str, object], tmp_path: Path) -> None:
    line: dict[str, object] = {"document": "a.md", "kind": "plain", "question": "Why?", "before": ""}
    line |= {"gold": {"1": [0]}, "opens": {"1": ["Because"]}, "near": []} | changed
    (tmp_path / "ours.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(DataBroken, match=r"ours.jsonl, line 1"):
        read_questions(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="nowhere is not there"):
        read_questions(tmp_path / "nowhere")
