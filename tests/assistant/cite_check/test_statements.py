"""References of a memo: found in the author's layout, in any notation, and no part of the claim."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cite_check.memo import pieces
from assistant.cite_check.statements import statements
from assistant.samples import SAMPLE
from index.document import Document
from index.parsing import parse, read_document


@pytest.fixture(scope="module")
def statement() -> Document:
    return read_document(SAMPLE)


@pytest.fixture(scope="module")
def law() -> Document:
    return parse("第一条\n　税は国が課す。\n２　税率は十とする。\n\n第二条\n　税は毎年納める。\n", id="税法.txt")


def found(memo: str, document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(s.claim, s.labels) for s in statements(memo, document) if s.refers]


@pytest.mark.parametrize(
    ("text", "claim", "labels"),
    [
        ("会合は開かれた（37番）。", "会合は開かれた。", ("37",)),
        ("会合は開かれた［9、11］。", "会合は開かれた。", ("9", "11")),
        ("会合は開かれた（9-11）。", "会合は開かれた。", ("9", "10", "11")),
        ("会合は開かれた（前掲・第16段落）。", "会合は開かれた。", ("16",)),
        ("会合は開かれた（共同声明第16段落を参照）。", "会合は開かれた。", ("16",)),
        ("共同声明の第16段落によれば、会合は開かれた。", "会合は開かれた。", ("16",)),
        ("The meeting was held, as paragraph 16 recalls.", "The meeting was held.", ("16",)),
        ("Paragraph 16 says that the meeting was held.", "the meeting was held.", ("16",)),
        ("The meeting was held (see paras 9 and 11).", "The meeting was held.", ("9", "11")),
        ("The meeting was held (paras. 9–11).", "The meeting was held.", ("9", "10", "11")),
        ("section VI, second paragraph confirms the principles.", "confirms the principles.", ("35",)),
    ],
)
def test_a_reference_is_found_in_any_notation(
    statement: Document, text: str, claim: str, labels: tuple[str, ...]
) -> None:
    assert found(text, statement) == [(claim, labels)]


@pytest.mark.parametrize(
    "text", ["2番目に大きい国である。", "参加者は16人だった。", "（１）会合は終わった。", "2016年後半に会合があった。"]
)
def test_a_number_that_names_no_unit_is_no_reference(statement: Document, text: str) -> None:
    assert found(text, statement) == []


def test_the_title_before_an_article_is_part_of_the_reference(law: Document) -> None:
    assert found("税法第1条第2項は、税率を十と定めている。", law) == [("税率を十。", ("第1条",))]


def test_each_reference_covers_the_words_before_it(statement: Document) -> None:
    (one,) = statements("仙台防災枠組が採択され（29）、研修が評価された（30）。", statement)
    assert [(part.claim, part.labels) for part in one.parts] == [
        ("仙台防災枠組が採択され", ("29",)),
        ("、研修が評価された。", ("30",)),
    ]


def test_the_same_paragraph_is_the_one_named_before(statement: Document) -> None:
    memo = "会合は開かれた（第9段落）。結果は評価された（同段落）。"
    assert found(memo, statement) == [("会合は開かれた。", ("9",)), ("結果は評価された。", ("9",))]


def test_items_of_a_list_are_sentences_without_a_full_stop_or_their_mark(statement: Document) -> None:
    memo = "1. セミナーの開催〔9〕\n2. 国境管理の協力（11）\n・訓練の継続（10）\n"
    assert found(memo, statement) == [
        ("セミナーの開催", ("9",)),
        ("国境管理の協力", ("11",)),
        ("訓練の継続", ("10",)),
    ]


def test_a_reference_in_one_cell_holds_for_its_row(statement: Document) -> None:
    memo = "| 段落 | 内容 |\n|---|---|\n| 9 | セミナーが開催された |\n| パラ10 | 訓練の継続が強調された |\n"
    assert found(memo, statement) == [("セミナーが開催された", ("9",)), ("訓練の継続が強調された", ("10",))]


@pytest.mark.parametrize(("mark", "note"), [("[^1]", "[^1]: "), ("※1", "※1 "), ("¹", "¹ "), ("（注1）", "注1：")])
def test_a_reference_in_a_note_belongs_to_the_words_that_bear_its_mark(
    statement: Document, mark: str, note: str
) -> None:
    memo = f"セミナーは開催された。{mark}\n\n{note}共同声明第9段落。\n"
    assert [labels for _, labels in found(memo, statement)] == [("9",)]


def test_a_heading_or_an_opening_line_refers_for_what_stands_under_it(statement: Document) -> None:
    memo = "## 第9段落\nセミナーの結果は評価された。\n\n## その他\n天気は良好だった。\n"
    assert found(memo, statement) == [("セミナーの結果は評価された。", ("9",))]
    listed = "第9段落の要点：\n- セミナーの結果は評価された\n"
    assert ("セミナーの結果は評価された", ("9",)) in found(listed, statement)


def test_a_wrapped_line_goes_on_and_a_short_one_ends(statement: Document) -> None:
    wrapped = "The seminar on new psychoactive substances was held with the\nsupport of UNODC (para. 9).\n"
    assert [s.labels for s in statements(wrapped, statement)] == [("9",)]
    notes = "訓練の継続（10）\n国境管理に関する協力の重要性（11）\n"
    assert [labels for _, labels in found(notes, statement)] == [("10",), ("11",)]


@given(st.text(alphabet="第9段落（）。\n|-1.# ※[^]:会合は、開 か", max_size=80))
def test_pieces_follow_each_other_without_overlap(memo: str) -> None:
    spans = [(piece.start_char, piece.end_char) for piece in pieces(memo)]
    assert all(a <= b for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
