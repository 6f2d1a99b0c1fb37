"""Claims to learn from, and a few steps of a tiny network on them."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from eval.reader.material.asked import Asked, Material, Passage
from eval.reader.material.corpus import Corpus
from eval.reader.material.questions import UNSEEN, Claim, held, read_claims
from eval.reader.network.budget import Budget
from eval.reader.network.model import Reader, Sizes
from eval.reader.network.pieces import Pieces
from eval.reader.support.answered import ACROSS, Answers, alike, stated
from eval.reader.support.claims import encyclopaedia, parallel, written
from eval.reader.support.premises import Statements
from eval.reader.support.training import SupportTraining
from eval.reader.training import Plan
from index.model.onnx.weights import Floats

CLAIM = Claim("ja", "trees.md", "true-plain", "第2条", (0,), ("木を切るときは、届け出る",), "伐採は届出が要る。")


def test_claims_become_pairs_with_the_sentences_they_rest_on(corpus_folder: Path) -> None:
    corpus = Corpus(corpus_folder)
    false = replace(CLAIM, kind="false-neg", claim="伐採に届出は要らない。")
    material = written([CLAIM, false, replace(CLAIM, document="moor.md")], corpus)
    assert [(one.answers, one.sentences, one.kind) for one in material.asked] == [
        (True, (0,), "true-plain"),
        (False, (0,), "false-neg"),
    ]
    assert held("moor.md")
    assert material.passages[material.asked[0].passage].sentences[0] == "木を切るときは、届け出る。"
    assert set(material.asked[0].negatives) == {"trees.md|第1条", "trees.md|第3条"}


def test_a_claim_whose_sentence_is_gone_is_left_out(corpus_folder: Path) -> None:
    assert not written([replace(CLAIM, opens=("草を刈るとき",))], Corpus(corpus_folder)).asked


def test_articles_of_a_text_in_two_languages_are_claims_about_each_other(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    rows = []
    for name, language, label in (("udhr-1.md", "en", "Article"), ("udhr-2.md", "de", "Artikel")):
        units = [{"label": f"{label} {n}", "text": f"{label} {n} says so."} for n in range(1, 7)]
        (tmp_path / "gold" / f"{name}.jsonl").write_text("\n".join(map(json.dumps, units)), encoding="utf-8")
        rows.append(json.dumps({"file": name, "title": "T", "language": language}))
    (tmp_path / "manifest.jsonl").write_text("\n".join(rows), encoding="utf-8")
    found = parallel(Corpus(tmp_path), ["udhr-1.md", "udhr-2.md", "other.md"], random.Random(1)).asked
    assert len(found) == 12
    assert ("Artikel 3 says so.", "udhr-1.md|Article 3") in {(one.question, one.passage) for one in found}


def test_one_paragraph_in_four_of_the_encyclopaedia_is_held_out(tmp_path: Path) -> None:
    rows = [
        {"claim": f"{n}がある。", "evidence": f"{n}がある。", "title": "t", "label": 1, "mutation": "none"}
        for n in range(40)
    ]
    file = tmp_path / "changed.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    kept, out = encyclopaedia(file), encyclopaedia(file, held_out=True)
    assert len(kept.asked) + len(out.asked) == 40
    assert 4 <= len(out.asked) <= 16


def test_a_question_with_its_answer_is_a_statement() -> None:
    assert stated("Who wrote it?", "Ann", "en") == "Ann wrote it"
    assert stated("Which year is it?", "1999", "en") == "Which year is it? 1999"
    assert stated("作者は誰ですか。", "紫式部", "ja") == "作者は紫式部"
    assert stated("작가는 누구인가?", "김", "ko") == "작가는 김인가"


def test_only_an_answer_of_the_same_kind_is_put_in_its_place() -> None:
    assert alike("Japan", "India")
    assert not alike("Japan", "1999")
    assert not alike("the law", "law")
    assert not alike("New York", "York House")


def test_public_answers_make_a_true_and_a_false_claim_each() -> None:
    passage = Passage("p", "jsquad", "t", ("木村は絵を、大谷は本を書いた。",))
    asked = [
        Asked("jsquad", "ja", "", "d", f"{what}を書いたのは誰ですか。", "p", True, (0,), span=(0, at, at + 2))
        for what, at in (("絵", 0), ("本", 6))
    ]
    passages = {"p": passage, "q": replace(passage, id="q")}
    answers = Answers(Material(passages, tuple(asked)), random.Random(1))
    claims = answers.claims(most=9)
    assert (
        sorted((one.answers, one.kind) for one in claims) == [(False, "false-attach")] * 2 + [(True, "true-plain")] * 2
    )
    told = {"ja": asked[0], "zh": replace(asked[0], lang="zh", passage="q")}
    assert {one.source for one in answers.across([told])} <= {ACROSS}


@pytest.fixture
def claims(material: Material) -> Material:
    asked = tuple(
        replace(one, question=f"the {tree} grows.", answers=right, span=None, passage=one.passage)
        for one in material.asked
        for tree, right in ((one.passage, True), (one.negatives[0], False))
    )
    return Material(material.passages, asked)


def test_a_premise_holds_what_a_claim_rests_on(claims: Material, pieces: Pieces) -> None:
    statements = Statements(claims.passages, pieces, random.Random(2))
    pairs = [pair for one in claims.asked for pair in statements.of(one)]
    assert all(1 in pair.stretch.sentences for pair in pairs if pair.answers)
    assert all(pair.stretch.sentences[pair.gold[0]] == 1 for pair in pairs if pair.answers)
    assert any(not pair.answers and pair.question[1] not in pair.stretch.passage for pair in pairs) or len(pairs) == 20


def test_a_few_visits_lower_the_loss(sizes: Sizes, claims: Material, pieces: Pieces, rarities: Floats) -> None:
    plan = Plan(rate=2e-3, head_rate=5e-3, batch_tokens=160, visit_questions=20)
    training = SupportTraining(Reader(sizes), claims, pieces, rarities, plan)
    losses = [training.visit(Budget(questions=10_000))["loss"] or 0 for _ in range(30)]
    assert sum(losses[-3:]) < 0.8 * sum(losses[:3])


def test_it_begins_with_a_readers_weights(sizes: Sizes, claims: Material, pieces: Pieces, rarities: Floats) -> None:
    training = SupportTraining(Reader(sizes), claims, pieces, rarities, Plan())
    training.begin({"segment": torch.full((2, sizes.hidden), 0.5).numpy(), "best": torch.ones(1).numpy()})
    own = dict(training._network.trained())
    assert (own["segment"].min().item(), own["best"].item()) == (0.5, 1)


def test_claims_for_measuring_are_apart_and_of_documents_held_out() -> None:
    unseen = read_claims(unseen=True)
    assert len(unseen) >= 200
    assert all(held(claim.document) and claim.group == UNSEEN for claim in unseen)
    assert not {claim.group for claim in read_claims()} & {UNSEEN}
