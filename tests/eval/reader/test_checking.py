"""Questions held to documents, and sentences found again after the cut has changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval.reader.material.checking import check_claims, check_questions
from eval.reader.material.corpus import Corpus, sentence_now
from eval.reader.material.places import DataMissing
from eval.reader.material.questions import Claim, Question

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
CLAIM = Claim("ours", "trees.md", "true-plain", "第3条", (0,), ("届け出ない者は",), "黙って切ると罰がある。")


def test_a_right_question_and_a_right_claim_pass(corpus_folder: Path) -> None:
    corpus = Corpus(corpus_folder)
    checked = check_questions([QUESTION], corpus)
    assert (checked.cited, checked.found, checked.moved, checked.wrong) == (1, 1, 0, [])
    assert check_claims([CLAIM], corpus).found == 1


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        (replace(QUESTION, gold={"第9条": (0,)}, opens={"第9条": ("ただし",)}), "no paragraph 第9条"),
        (replace(QUESTION, opens={"第2条": ("なお、",)}), "no sentence that begins"),
        (replace(QUESTION, near=("第8条",)), "no paragraph 第8条"),
        (replace(QUESTION, near=("第2条",)), "both near and gold"),
        (replace(QUESTION, kind="near"), "answered by nothing"),
        (replace(QUESTION, kind="list", gold={}), "needs gold"),
        (replace(QUESTION, document="gone.md"), "no such document"),
    ],
)
def test_what_is_wrong_is_told(changed: Question, what: str, corpus_folder: Path) -> None:
    (wrong,) = check_questions([changed], Corpus(corpus_folder)).wrong
    assert what in wrong
    assert QUESTION.question in wrong


def test_a_claim_of_a_paragraph_that_is_not_there_is_wrong(corpus_folder: Path) -> None:
    assert check_claims([replace(CLAIM, label="第4条")], Corpus(corpus_folder)).wrong


@pytest.mark.parametrize(
    ("sentences", "opens", "number", "now"),
    [
        (["One.", "Two."], "Two.", 1, 1),
        (["One. Two.", "Three."], "Two.", 1, 0),  # joined to the one before
        (["(Aim)", "This law aims."], "(Aim) This la", 0, 1),  # cut in two: where the words go on
        (["May it.", "It may.", "It may."], "It may.", 2, 2),  # the number breaks ties
        (["So it is said.", "It is."], "it is", 0, 0),
        (["One."], "Six.", 0, None),
        (["One."], "", 0, None),
    ],
)
def test_a_sentence_is_found_by_how_it_begins(sentences: list[str], opens: str, number: int, now: int | None) -> None:
    assert sentence_now(sentences, opens, number) == now


def test_a_missing_corpus_is_named_with_its_option(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="--corpus"):
        Corpus(tmp_path)
