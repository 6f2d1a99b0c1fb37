"""Names of what another place describes, and questions cut at the description."""

from __future__ import annotations

import pytest

from assistant.answers.descriptions import names_of
from assistant.answers.two_places import halves
from assistant.evidence import names_nothing_here
from assistant.question import understand
from index.parsing import parse

RULES = parse("- 1 港湾委員会は、毎年ノルウェーで開く。\n- 2 アフガニスタンは、会費を払う。\n", id="rules.md")


@pytest.mark.parametrize(
    ("description", "head", "text", "name"),
    [
        ("報告書を受け取る委員会", "委員会", "報告書は、港湾委員会に提出する。", "港湾委員会"),
        ("橋を開通させた年", "年", "2019年に橋を開通させた。", "2019年"),
        ("料金を定める機関", "機関", "評議会は、毎年、料金を定める。", "評議会"),
        (
            "第2回を開いた国",
            "国",
            "第1回を於ノルウェー、第2回を於デンマーク、第2回競技会を於スウェーデンで開いた。",
            "デンマーク",
        ),
        ("会合を開いた国", "国", "会合を「ノルウェー計画」に基づきデンマークで開いた。", "デンマーク"),
        ("会合を開いた国", "国", "ゼムリア共和国は、会合を開いた。", "ゼムリア"),
        ("アフガン支援で組む国", "国", "アフガニスタンの支援でデンマークと組む。", "デンマーク"),
        ("that pays the rest", "reserve", "The rest is paid by the Harbour Reserve.", "harbour reserve"),
        ("the country that hosts the fair", "country", "Members thank Norway; Denmark hosts the fair.", "denmark"),
    ],
)
def test_the_name_of_the_kind_described_beside_most_of_the_words_comes_first(
    description: str, head: str, text: str, name: str
) -> None:
    assert names_of(description, head, text)[0] == name


def test_a_name_that_does_not_end_in_the_noun_described_is_none() -> None:
    assert names_of("報告書を受け取る委員会", "委員会", "報告書は、ノルウェーの評議会に提出する。") == []


@pytest.mark.parametrize(
    ("question", "first", "head"),
    [
        ("報告書を受け取る委員会は、どこで開かれますか", "報告書を受け取る委員会", "委員会"),
        ("料金に関する勧告を出す小委員会は、何年ごとに開かれますか", "料金に関する勧告を出す小委員会", "小委員会"),
        ("橋が開通した年に、誰が港を訪れましたか。", "橋が開通した年", "年"),
        ("次に議長国になる国は、会費を払っていますか", "次に議長国になる国", "国"),
        ("港を開いた国と隣国は、何を約束しましたか", "港を開いた国", "国"),
        ("What is the lowest level of the reserve that pays the rest?", "that pays the rest?", "reserve"),
        (
            "The island where the fair takes place: what is stored there?",
            "The island where the fair takes place",
            "island",
        ),
        ("The country that hosts the fair also spoke. What did it say?", "The country that hosts the fair", "country"),
    ],
)
def test_a_question_is_cut_at_the_noun_that_a_clause_describes(question: str, first: str, head: str) -> None:
    parts = halves(understand(question, [RULES]))
    assert parts is not None
    assert (parts.first, parts.head, parts.tie) == (first, head, "name")


@pytest.mark.parametrize(
    "question",
    [
        "会費に関する規則は、どこで定めますか",
        "委員会は、どこで開かれますか",
        "港の議長国を2019年に務めたのはどこですか",
    ],
)
def test_a_plain_question_is_not_cut(question: str) -> None:
    assert halves(understand(question, [RULES])) is None


def test_a_country_may_be_called_by_its_short_form() -> None:
    assert not names_nothing_here(understand("アフガンの会費は？", [RULES]), RULES)
    assert names_nothing_here(understand("スウェーデンの会費は？", [RULES]), RULES)
