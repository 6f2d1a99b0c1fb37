"""Texts as tokens, stretches, and pairs."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from eval.reader.material.asked import WHOLE, Asked, Material, Passage
from eval.reader.network.batches import split
from eval.reader.network.examples import Examples
from eval.reader.network.pieces import Pieces
from eval.reader.network.stretches import LONG_TOKENS, Stretches

JA = Asked("ours", "ja", "plain", "d", "第12条のスギはいつ切る", "p", answers=True, sentences=(0,), negatives=("o",))
JA_PASSAGES = {
    "p": Passage("p", "ours", "", ("第12条 スギは秋に切る。",)),
    "o": Passage("o", "ours", "", ("ヒノキは春に切る。",)),
}


def examples(material: Material, pieces: Pieces, *, negatives: float = 2, swaps: float = 0) -> Examples:
    stretches = Stretches(material.passages, pieces)
    return Examples(stretches, pieces, random.Random(3), negatives=negatives, swaps=swaps)


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("the alder grows here.", 4, 9, (1, 1)),
        ("the alder grows here.", 4, 15, (1, 2)),
        ("the  alder grows.", 5, 10, (1, 1)),  # two blanks are read as one
        ("Ａalder", 0, 1, (1, 1)),  # ▁ a a l d e r
        ("the alder", 9, 9, None),
    ],
)
def test_characters_are_found_among_the_tokens(
    text: str, start: int, end: int, expected: tuple[int, int] | None, pieces: Pieces
) -> None:
    assert pieces.between(text, start, end) == expected


def test_every_sentence_is_in_one_stretch_and_none_is_too_long(pieces: Pieces) -> None:
    sentences = tuple(f"{'the alder grows ' * 10}{number}." for number in range(20))
    stretches = Stretches({"p": Passage("p", "ours", "a title", sentences)}, pieces).of("p")
    assert [number for stretch in stretches for number in stretch.sentences] == list(range(20))
    for stretch in stretches:
        assert len(stretch.ids) == len(stretch.sentence_of)
        assert sum(place >= 0 for place in stretch.sentence_of) <= LONG_TOKENS


def test_a_question_meets_what_answers_and_what_does_not(material: Material, pieces: Pieces) -> None:
    right, *wrong = examples(material, pieces).of(material.asked[0])
    assert (right.answers, right.gold) == (True, (1,))
    assert right.span is not None
    assert right.stretch.ids[right.span[0]] == pieces.sentence("alder")[0]
    assert wrong
    assert all(not pair.answers and pair.stretch != right.stretch for pair in wrong)


def test_sentences_that_hold_the_words_are_neither_right_nor_wrong(material: Material, pieces: Pieces) -> None:
    asked = replace(material.asked[0], maybe=(1, 2))
    assert examples(material, pieces).of(asked)[0].ignored == (2,)


def test_a_heading_is_answered_by_the_whole(material: Material, pieces: Pieces) -> None:
    asked = replace(material.asked[0], kind=WHOLE, sentences=(), span=None, maybe=(0, 1, 2))
    pair = examples(material, pieces, negatives=0).of(asked)[0]
    assert pair.answers
    assert not pair.gold


def test_marked_sentences_that_are_not_there_make_no_pair(material: Material, pieces: Pieces) -> None:
    assert not examples(material, pieces).of(replace(material.asked[0], sentences=(9,), span=None))


def test_a_number_or_name_that_is_not_there_is_asked_for(pieces: Pieces) -> None:
    made = examples(Material(JA_PASSAGES, ()), pieces, negatives=0, swaps=1)
    swapped = {pair.question[1] for _ in range(30) for pair in made.of(JA) if not pair.answers}
    assert swapped
    assert "第12条のスギはいつ切る" not in swapped
    assert all("第12条" not in question for question in swapped)  # スギ is too short for a name


def test_a_name_is_put_in_the_place_of_another_of_its_script(pieces: Pieces) -> None:
    asked = replace(JA, question="ヒノキやスギノキはいつ切る")
    passages = JA_PASSAGES | {"p": Passage("p", "ours", "", ("スギノキは秋に切る。",))}
    made = examples(Material(passages, ()), pieces, negatives=0, swaps=1)
    assert {pair.question[1] for pair in made.of(asked) if not pair.answers} == set()  # ヒノキ is asked about already
    asked = replace(JA, question="スギノキはいつ切る")
    assert {pair.question[1] for pair in made.of(asked) if not pair.answers} == {"ヒノキはいつ切る"}


def test_batches_hold_every_pair_once_and_no_question_is_torn(material: Material, pieces: Pieces) -> None:
    made = examples(material, pieces)
    pairs = [pair for asked in material.asked for pair in made.of(asked)]
    batches = split(pairs, random.Random(1), most_tokens=120)
    assert len(batches) > 1
    assert sorted(map(id, pairs)) == sorted(id(pair) for batch in batches for pair in batch)
    for question in {pair.question for pair in pairs}:
        assert sum(any(pair.question == question for pair in batch) for batch in batches) == 1
