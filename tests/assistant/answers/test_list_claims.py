"""How paragraphs are told in short."""

from __future__ import annotations

from assistant.answering import Assistant
from assistant.answers.list_claims import summarise
from index.parsing import parse

MINUTES = parse(
    "- 1 今月の会合の記録である。理事会は、河川敷の桜並木の剪定、遊歩道の舗装及び街灯の更新を決定した。\n\n"
    "- 2 図書館の蔵書点検は、秋まで延期する。理事会は、給食費の徴収方法の見直しを町に要望した。\n",
    id="minutes.md",
)


def said(answer_of: Assistant, question: str) -> list[tuple[str, str]]:
    return [(claim.citations[0].label, claim.text) for claim in answer_of.ask(question).claims]


def test_a_paragraph_is_told_by_the_sentence_that_says_most_and_by_two_where_both_say_much() -> None:
    claims = summarise(MINUTES.paragraphs, {MINUTES.id: MINUTES}).claims
    assert [claim.text[:9] for claim in claims] == ["理事会は、河川敷の", "図書館の蔵書点検は", "理事会は、給食費の"]


def test_a_topic_in_a_section_is_told_from_all_its_paragraphs(assistant: Assistant) -> None:
    told = said(assistant, "開発の章では、防災についてどう述べられていますか。")
    assert {label for label, _ in told} == {"29", "30"}
    assert all("防災" in text for _, text in told)


def test_a_topic_that_a_section_lacks_is_not_told(assistant: Assistant) -> None:
    assert assistant.ask("第V章では地震について何か言っていますか。").status == "abstained"
    elsewhere = assistant.ask("結語では麻薬についてどう述べられていますか。")
    assert (elsewhere.status, elsewhere.message) == ("abstained", "「結語」に「麻薬」に触れた段落はありません。")
    assert elsewhere.nearest is not None and elsewhere.nearest.label == "8"


def test_the_title_of_a_section_is_no_topic_in_it(assistant: Assistant) -> None:
    told = said(assistant, "第V章（人的・文化交流）では査証についてどう述べられていますか。")
    assert [label for label, _ in told] == ["33"]


def test_all_things_of_a_kind_are_listed_where_a_text_holds_one(assistant: Assistant) -> None:
    assert [label for label, _ in said(assistant, "金額が出てくる段落を全部")] == ["3"]
    assert {"前文", "28", "41", "署名"} <= {label for label, _ in said(assistant, "この声明に出てくる日付を全部")}


def test_a_speaker_in_a_section_is_listed_with_what_that_speaker_says_there(assistant: Assistant) -> None:
    told = said(assistant, "セクションIIで、日本の外相が述べたことだけまとめて。")
    assert [label for label, _ in told] == ["10"]
