"""Follow-ups: which lean on the conversation, where they stay, and what takes the place of what."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Citation, Claim, Turn
from assistant.answering import Assistant
from assistant.answers.two_places import halves
from assistant.evidence import gather
from assistant.evidence.leaning import by_own_words
from assistant.question import follow_ups, understand
from assistant.question.replacing import in_its_place
from index.derived import content_terms
from index.document import Document
from index.library import Library
from index.parsing import parse
from index.search import Hit

RULES = parse(
    "# 港の規則\n\n- 1 桟橋は、ノルウェーのハンセン氏及びデンマークのイェンセン氏が開いた。\n"
    "- 2 小型漁船は年に12隻、大型漁船は年に3隻の入港を認める。手数料は、返さない。\n"
    "- 3 農業分野の計画は、第2回会合で採択した。\n- 4 林業分野の計画は、第3回会合で採択した。\n- 5 倉庫は、2019年に建てた。\n",
    id="rules.md",
)
HARBOUR = parse("1. Norway paid 12 crowns and Denmark paid 3.\n\n2. The clerk of Iceland wrote it.\n", id="harbour.md")


def told(question: str, document: Document, *labels: str, query: str = "") -> Turn:
    quotes = [document[label].quote_sentence(document[label].sentences[0]) for label in labels]
    claims = tuple(Claim(quote.text, (Citation(document, quote),)) for quote in quotes)
    return Turn(question, query or question, Answer("answered" if claims else "abstained", claims))


@pytest.mark.parametrize(
    "text",
    [
        "どの国が優勝した？",
        "誰が払うの？",
        "次の回はいつ？",
        "もし遅れたら？",
        "Who pays the rest?",
        "To whom?",
        "And the other one?",
        "which member won?",
        "どの分野の発展につながる？",
        "日付と場所はどう記されていますか",
    ],
)
def test_a_question_without_a_subject_of_its_own_leans_on_the_conversation(text: str) -> None:
    assert follow_ups.leans(text, content_terms(text))


@pytest.mark.parametrize(
    "text",
    ["倉庫の屋根は何色ですか", "どの国が協定に署名した？", "Who pays the harbour fee?", "Who is Jensen?", "国境は？"],
)
def test_a_question_with_a_subject_of_its_own_stands_alone(text: str) -> None:
    assert not follow_ups.leans(text, content_terms(text))


@pytest.mark.parametrize(
    ("typed", "label", "stays"),
    [
        ("大型漁船は？", "2", ["2"]),
        ("入港は？", "2", ["2"]),
        ("それは何隻？", "2", ["2"]),
        ("それはいつ？", "2", []),  # no date stands there
        ("倉庫は？", "2", []),
        ("2隻は？", "2", []),
        ("その場所は？", "2", []),  # no place stands there
        ("どんな倉庫？", "2", []),
        ("大型漁船の手数料はどこで払えばよいですか", "2", []),  # it can be read alone
    ],
)
def test_a_follow_up_stays_where_its_words_and_the_kind_asked_for_stand(
    typed: str, label: str, stays: list[str]
) -> None:
    question = understand(typed, [RULES], [told("小型漁船は何隻？", RULES, label)])
    assert [paragraph.label for paragraph in question.stays] == stays


def test_a_list_is_no_place_to_stay_at() -> None:
    assert understand("手数料は？", [RULES], [told("規則を全部", RULES, "1", "2", "3", "4")]).stays == ()


def test_a_follow_up_that_stays_is_read_behind_the_question_before() -> None:
    question = understand("大型漁船は？", [RULES], [told("小型漁船は何隻？", RULES, "2")])
    assert question.query == "小型漁船は何隻？ 大型漁船は？"


@pytest.mark.parametrize(
    ("typed", "before", "whole"),
    [
        ("デンマークは？", "ノルウェーの人の名前は？", "デンマークの人の名前は？"),
        ("じゃあ林業のほうは？", "農業分野の計画はどの会合で採択された？", "林業分野の計画はどの会合で採択された？"),
        ("大型漁船は？", "小型漁船は何隻？", "大型漁船は何隻？"),
        ("2021年は？", "2019年に建てたのは？", "2021年に建てたのは？"),
        ("第3回は？", "第2回会合で採択したのは？", "第3回会合で採択したのは？"),
        ("大型漁船の入港は？", "小型漁船の入港は年に何隻？", "大型漁船の入港は年に何隻？"),
        ("倉庫は？", "手数料は返る？", None),
        ("桟橋は？", "桟橋は誰が開いた？", None),
    ],
)
def test_a_new_subject_takes_the_place_of_its_counterpart(typed: str, before: str, whole: str | None) -> None:
    assert in_its_place(typed, before, [RULES]) == whole


@pytest.mark.parametrize(
    ("typed", "before", "whole"),
    [
        ("And Denmark?", "How much did Norway pay to the Fund?", "How much did Denmark pay to the Fund?"),
        ("What about Hansen?", "What did Jensen say?", "What did Hansen say?"),
        ("And in 2021?", "What was built in 2019?", "What was built in 2021?"),
        ("And the harbour?", "Who built the road?", None),
    ],
)
def test_an_english_one_does_too(typed: str, before: str, whole: str | None) -> None:
    assert in_its_place(typed, before, [HARBOUR]) == whole


def test_what_was_put_together_is_read_as_if_it_had_been_typed() -> None:
    question = understand("林業のほうは？", [RULES], [told("農業分野の計画はどの会合で採択された？", RULES, "3")])
    assert question.text == "林業のほうは？"
    assert question.query == question.own == "林業分野の計画はどの会合で採択された？"
    assert not question.leans


def test_a_follow_up_is_not_cut_where_it_joins_the_question_before() -> None:
    turns = [told("去年の秋に手数料を定めた国はどこですか。", RULES)]
    assert halves(understand("それを承認したのは？", [RULES], turns)) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("どの国が優勝した？", ["優勝"]),
        ("次の回はどこ？", []),
        ("その手数料は何隻分？", ["手数", "料"]),
        ("Who pays the rest?", ["pays"]),
    ],
)
def test_its_own_words_are_neither_pointers_nor_the_thing_asked_for(text: str, words: list[str]) -> None:
    assert [term.surface for term in follow_ups.own_words(text)] == words


def test_a_bare_new_subject_asks_for_what_the_question_before_asked_for() -> None:
    turns = [told("小型漁船は何隻？", RULES, "2")]
    assert [asked.kind for asked in understand("倉庫は？", [RULES], turns).asked] == ["number"]
    assert [asked.kind for asked in understand("倉庫の屋根は？", [RULES], turns).asked] == ["any"]


@pytest.mark.parametrize(
    ("text", "attribute"), [("では、倉庫の屋根は？", "屋根"), ("倉庫は？", ""), ("倉庫の屋根は何色？", "")]
)
def test_an_attribute_is_what_a_follow_up_wants_of_its_subject(text: str, attribute: str) -> None:
    assert follow_ups.attribute(text) == attribute


def test_the_own_words_of_a_follow_up_count_again() -> None:
    turns = [told("農業分野の計画はどの会合で採択した？", RULES, "3")]
    question = understand("それは林業と同じ会合？", [RULES], turns)
    hits = [Hit(RULES[label], rank, 1.0, (0.0,), {"paragraph": 0.0}) for rank, label in enumerate(("3", "4"), 1)]
    by_question = gather(question, hits, {RULES.id: RULES})
    assert [e.paragraph.label for e in by_question] == ["3", "4"]
    assert [e.paragraph.label for e in by_own_words(question, by_question, {RULES.id: RULES})] == ["4", "3"]


def test_a_follow_up_without_a_word_of_the_document_is_refused(statement_library: Library) -> None:
    assistant = Assistant(statement_library)
    first = assistant.ask("文化交流ミッション派遣事業の第1回はどの国で行われましたか。")
    turns = [Turn(first.question, first.query, first)]
    assert assistant.ask("どの歌手が優勝した？", turns=turns).status == "abstained"
    assert assistant.ask("第2回は？", turns=turns).citations[0].label == "32"
