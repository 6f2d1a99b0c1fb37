from __future__ import annotations

import pytest

from eval.items import Item, RunTurn, Turn
from eval.scoring import Source, Sources, TurnScore, score_turn
from eval.scoring.gold import answer, gold_answer
from eval.scoring.statements import Cited, Statement
from eval.scoring.support import allowance, unsupported
from eval.scoring.turns import score_item
from index.document import Document, Paragraph

SEMINAR = Item(
    id="x",
    kind="fact",
    lang="ja",
    turns=(Turn(question="国際フォーラムはいつ？", answerable=True, gold=("28",), facts=(("2017年8月25日",),)),),
)
UNSAID = Item(id="y", kind="unanswerable", lang="ja", turns=(Turn(question="参加者は何人？", answerable=False),))
RIGHT = "ビシュケク市において2017年8月25日に開催されるユキヒョウ保護及びその環境システムに関する国際フォーラム"


def scored(statement: Source, *claims: tuple[str, str], **changes: object) -> TurnScore:
    made = answer(SEMINAR, 0, claims).model_copy(update=changes)
    return score_turn(SEMINAR.turns[0], 0, made, statement)


def test_the_right_words_under_the_right_paragraph_are_fully_correct(statement: Source) -> None:
    assert scored(statement, (RIGHT, "28")).fully_correct


@pytest.mark.parametrize(
    ("words", "label", "reason"),
    [
        (RIGHT, "27", "not cited: 28"),
        (RIGHT, "99", "no such paragraph: 99"),
        (RIGHT.replace("25日", "26日"), "28", "fact missing: 2017年8月25日"),
        (RIGHT + "に300人が参加", "28", "not in the cited paragraphs: 300人"),
        (RIGHT + "にプーチンが参加", "28", "not in the cited paragraphs: プーチン"),
    ],
)
def test_what_is_wrong_is_named(statement: Source, words: str, label: str, reason: str) -> None:
    assert reason in scored(statement, (words, label)).reasons


@pytest.mark.parametrize(
    "words",
    [
        "The fund holds 48 million US dollars and 3 million euros.",
        "By 2024 the fund holds 48 million US dollars.",
        "It has 48 million US dollars",
    ],
)
def test_a_currency_that_the_paragraph_names_is_supported(words: str) -> None:
    text = "By 2024 the fund holds 48 million US dollars. The fund holds 48 million US dollars and 3 million euros."
    source = Source(Document("fund.md", "Fund", text, (Paragraph("fund.md", "1", text, 0, 0),)))
    found = unsupported(Statement(words, (Cited("", "1"),)), source, allowance(SEMINAR.turns[0], source))
    assert found == ()


def test_a_fact_in_an_uncited_sentence_does_not_count(statement: Source) -> None:
    text = "2017年8月25日です。\nキルギス共和国の招待を歓迎し〔28〕"
    assert "fact missing: 2017年8月25日" in scored(statement, text=text).reasons


def test_a_crash_is_a_counted_failure_with_its_name(statement: Source) -> None:
    crash = RunTurn(id="x", turn=0, status="failed", error="RuntimeError: boom")
    score = score_turn(SEMINAR.turns[0], 0, crash, statement)
    assert (score.failure, score.fully_correct, score.measures["hit@1"]) == ("RuntimeError: boom", False, 0.0)


def test_a_missing_turn_is_a_counted_failure(statement: Source) -> None:
    assert score_item(SEMINAR, {}, statement).turns[0].failure == "missing"


def test_an_empty_answer_is_worth_nothing_even_where_none_is_asked_for(statement: Source) -> None:
    silent = RunTurn(id="y", turn=0, status="abstained", text="")
    assert score_turn(UNSAID.turns[0], 0, silent, statement).reasons == ("empty answer",)


def test_an_abstention_may_say_what_was_read_and_what_is_nearest(statement: Source) -> None:
    text = "この文書には書かれていません。\n探したこと：「参加者は何人？」\n確認した範囲：43段落中43段落\n最も近い段落は28です。"
    assert score_turn(
        UNSAID.turns[0], 0, RunTurn(id="y", turn=0, status="abstained", text=text), statement
    ).fully_correct


@pytest.mark.parametrize(
    "text", ["書かれていません。300人です。", "書かれていません。" + RIGHT, "書かれていません〔28〕"]
)
def test_an_abstention_states_and_cites_nothing(statement: Source, text: str) -> None:
    score = score_turn(UNSAID.turns[0], 0, RunTurn(id="y", turn=0, status="abstained", text=text), statement)
    assert not score.fully_correct


def test_a_label_of_an_earlier_turn_is_counted_as_carried_over(statement: Source) -> None:
    later = Turn(question="水は？", answerable=True, gold=("24",))
    item = SEMINAR.model_copy(update={"turns": (*SEMINAR.turns, later)})
    run = {(item.id, n): answer(item, n, [(RIGHT, "28")]) for n in range(2)}
    assert score_item(item, run, statement).turns[1].measures["carried over"] == 1.0


def test_gold_answers_are_fully_correct(items: list[Item], statement: Source) -> None:
    wrong = [
        (item.id, score.reasons)
        for item in items
        for n, turn in enumerate(item.turns)
        if not (score := score_turn(turn, n, gold_answer(item, n, statement), statement)).fully_correct
    ]
    assert len(wrong) <= 0.01 * len(items), wrong


def test_a_derived_fact_may_say_of_how_many_places_it_is_derived(statement: Source) -> None:
    days = Turn(question="何日？", answerable=True, gold=("前文", "28"), derived=(("116日",),))
    item = SEMINAR.model_copy(update={"turns": (days,)})
    text = "2017年5月1日、アシガバットにおいて〔前文〕\n2つの日付の間は116日〔前文〕〔28〕\n" + RIGHT + "〔28〕"
    assert score_turn(days, 0, answer(item, 0, []).model_copy(update={"text": text}), statement).fully_correct


def test_a_clause_that_no_cited_paragraph_has_words_for_is_named(statement: Source) -> None:
    added = RIGHT + "、これとは別に軍事同盟の締結と空軍基地の建設が決まった"
    assert any("軍事同盟" in reason for reason in scored(statement, (added, "28")).reasons)


def test_an_abstention_may_name_the_nearest_article() -> None:
    law = Source(
        Document(
            "law.md",
            "Law",
            "Nothing is said of fees.",
            (Paragraph("law.md", "Article 37", "Nothing is said of fees.", 0, 0),),
        )
    )
    asked = Turn(question="How much is the fee?", answerable=False)
    text = "The document does not say.\nRead: 1 of 1 paragraphs\nThe nearest paragraph is Article 37."
    assert score_turn(asked, 0, RunTurn(id="y", turn=0, status="abstained", text=text), law).fully_correct
    invented = text.replace("Article 37", "Article 37, about 400 EUR")
    assert not score_turn(asked, 0, RunTurn(id="y", turn=0, status="abstained", text=invented), law).fully_correct


def test_a_gold_label_that_the_parse_lacks_fails_its_item_by_name(sources: Sources) -> None:
    wrong = SEMINAR.turns[0].model_copy(update={"gold": ("Article 5(2)",)})
    source = sources.of(SEMINAR)
    answer = RunTurn(id="x", turn=0, status="answered", text="ODAである。〔3〕")
    assert "the parse lacks Article 5(2)" in score_turn(wrong, 0, answer, source).reasons
