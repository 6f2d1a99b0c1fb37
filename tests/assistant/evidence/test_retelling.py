"""A question told in plain words is taken for a paraphrase, one that names what is not there is not."""

from __future__ import annotations

import pytest

from assistant.evidence import Evidence
from assistant.evidence.retelling import retells, signs, standing
from index.document import Document, Paragraph
from index.search import Hit


def evidence(*sentence: float) -> list[Evidence]:
    paragraphs = tuple(Paragraph("memo.md", str(at), "本文。", at * 4, at) for at in range(len(sentence)))
    Document("memo.md", "覚書", "本文。\n" * len(sentence), paragraphs, sha256="ab" * 32)
    return [
        Evidence(Hit(p, at + 1, 0.0, (0.0,), {}), p.sentences[0], 0.0, {"sentence": value})
        for at, (p, value) in enumerate(zip(paragraphs, sentence, strict=True))
    ]


@pytest.mark.parametrize(
    ("plain", "technical"),
    [
        ("ごみを出すのを忘れたらどうなるのか、どこかに書いてありましたか", "不法投棄の罰則規定は？"),
        ("みんなで使う部屋を貸してほしいときは、だれに言えばいいの？", "集会室の使用許可申請先"),
    ],
)
def test_plain_words_are_likelier_to_retell_than_names_of_things(plain: str, technical: str) -> None:
    found = evidence(2.2)
    assert retells(plain, found) > 0.9
    assert retells(technical, found) < 0.1


def test_a_sentence_that_stands_out_speaks_for_retelling() -> None:
    question = "集まりの部屋を使う手続きはありますか"
    assert retells(question, evidence(3.5)) > retells(question, evidence(1.0))


def test_the_sentence_that_stands_out_need_not_be_the_first() -> None:
    assert standing(evidence(0.5, 3.0, 1.0)) == 3.0
    assert standing(evidence(*[0.0] * 10, 9.0)) == 0.0


def test_the_signs_are_the_share_of_hiragana_and_the_length() -> None:
    assert signs("「ごみ」の収集日（A）？", evidence(1.0)) == {
        "plain": 0.5,
        "chars": pytest.approx(1.7918, abs=1e-4),
        "sentence": 1.0,
    }
