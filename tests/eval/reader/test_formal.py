"""Our own questions, and the public ones, as material."""

from __future__ import annotations

import gzip
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from eval.reader.material.asked import FORMAL
from eval.reader.material.corpus import Corpus
from eval.reader.material.formal import formal_material
from eval.reader.material.places import DataBroken
from eval.reader.material.public import read_public
from eval.reader.material.questions import Question
from eval.reader.material.visits import SHARES, groups_of

QUESTION = Question(
    group="ours",
    document="trees.md",
    kind="plain",
    question="倒れそうな木は黙って片付けていい？",
    before="",
    gold={"第2条": (1,)},
    opens={"第2条": ("ただし、枯れた木",)},
    near=("第3条",),
)
SHOWN = {("ours", name): ("第1条", "第2条", "第3条") for name in ("trees.md", "moor.md")}


def test_a_question_is_asked_of_what_answers_with_what_was_named_near_first(corpus_folder: Path) -> None:
    material = formal_material([QUESTION], Corpus(corpus_folder), SHOWN)
    (asked,) = material.asked
    assert (asked.source, asked.answers, asked.sentences) == (FORMAL, True, (1,))
    assert material.passages[asked.passage].sentences[1] == "ただし、枯れた木はこの限りでない。"
    first = material.passages[asked.negatives[0]]
    assert first.sentences == ("届け出ない者は、罰する。",)
    assert len(asked.negatives) == 2


def test_a_question_of_a_document_held_out_is_not_there(corpus_folder: Path) -> None:
    assert not formal_material([replace(QUESTION, document="moor.md")], Corpus(corpus_folder), SHOWN).asked


def test_a_near_miss_is_asked_of_what_looks_like_an_answer(corpus_folder: Path) -> None:
    missed = replace(QUESTION, kind="near", gold={}, opens={})
    (asked,) = formal_material([missed], Corpus(corpus_folder), SHOWN).asked
    assert not asked.answers
    assert not asked.sentences


def test_what_the_writer_did_not_see_is_no_negative(corpus_folder: Path) -> None:
    shown = {("ours", "trees.md"): ("第2条", "第3条")}
    (asked,) = formal_material([QUESTION], Corpus(corpus_folder), shown).asked
    assert len(asked.negatives) == 1


def public_folder(folder: Path, **changed: object) -> Path:
    passage = {"id": "p", "lang": "en", "source": "squad2", "title": "Elm", "sentences": ["An elm."]}
    question = {"id": "q", "lang": "en", "source": "squad2", "kind": "", "question": "What?", "passage": "p"}
    question |= {"answerable": True, "sentences": [0], "maybe": [], "span": [[0, 3, 6]], "doc": "Elm", "negatives": []}  # type: ignore[dict-item]
    for name, row in (("passages", passage), ("questions", question | changed)):
        (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress(json.dumps(row).encode()))
    return folder


def test_public_questions_are_read_by_source(tmp_path: Path) -> None:
    folder = public_folder(tmp_path)
    (asked,) = read_public(folder, sources={"squad2"}).asked
    assert (asked.span, asked.passage) == ((0, 3, 6), "p")
    assert not read_public(folder, sources={"xquad"}).asked


def test_public_data_of_another_shape_is_refused(tmp_path: Path) -> None:
    folder = public_folder(tmp_path, span=[["nothing"]])
    with pytest.raises(DataBroken):
        read_public(folder, sources={"squad2"})


def test_sources_are_drawn_by_their_shares(corpus_folder: Path) -> None:
    ours = formal_material([QUESTION], Corpus(corpus_folder), SHOWN).asked[0]
    asked = [ours, replace(ours, source="squad2"), replace(ours, source="elsewhere")]
    groups, chance = groups_of(asked, SHARES, random.Random(1)), random.Random(2)
    for _ in range(1_000):
        groups.draw(chance)
    # 75 to 14, and what has no share never
    assert groups.places.keys() == {FORMAL, "squad2"}
    assert groups.places[FORMAL] == pytest.approx(1_000 * 75 / 89, abs=40)
