"""Who holds an office, and whether now, before or next."""

from __future__ import annotations

import pytest

from assistant.answering import Assistant
from assistant.question.offices import holds_at_another_time, holds_office, name_one_person

LATE = "The council honours the late Ada Quill, director from 1990 to 2001, who built the harbour."
NOW = "The warden of the harbour, Ada Quill, keeps the register."
ELECT = "Bo Marsh will become director in 2030."


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (LATE, "Who is the current director?"),
        (LATE, "Who is the director of the harbour?"),
        (LATE, "Who will be the next director?"),
        (NOW, "Who was the former warden?"),
        ("岸田日本国外務大臣が出席した。", "前の外務大臣は誰ですか。"),
        ("岸田日本国外務大臣が出席した。", "岸田氏の後任は誰ですか。"),
        ("元外務大臣の田中氏が話した。", "現在の外務大臣は誰ですか。"),
    ],
)
def test_who_held_an_office_at_another_time_is_no_answer(text: str, question: str) -> None:
    assert holds_at_another_time(text, question)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (LATE, "Who was the director?"),
        (LATE, "Who was the late director?"),
        (NOW, "Who is the current warden?"),
        (ELECT, "Who is the next director?"),
        ("岸田日本国外務大臣が出席した。", "現在の外務大臣は誰ですか。"),
        ("岸田日本国外務大臣が出席した。", "会議の前、大臣は誰と話しましたか。"),
        ("2018年にタジキスタンが議長国に就く。", "次の議長国の大臣は誰ですか。"),
    ],
)
def test_who_holds_it_at_the_time_asked_for_is(text: str, question: str) -> None:
    assert not holds_at_another_time(text, question)


def test_a_person_holds_an_office_that_stands_right_behind() -> None:
    assert holds_office("岸田日本国外務大臣が出席した。", "外務大臣の名前は？")
    assert not holds_office("安倍総理大臣は各国外務大臣と話した。", "外務大臣の名前は？")


def test_an_opening_and_a_signature_name_one_person() -> None:
    assert name_one_person("エルラン・アブディルダエフ\nキルギス共和国外務大臣", "アブディルダエフ外務大臣が出席した。")
    assert not name_one_person("岸田 文雄\n日本国外務大臣", "アブディルダエフ外務大臣が出席した。")


def test_both_places_that_name_a_minister_are_cited(assistant: Assistant) -> None:
    answer = assistant.ask("タジキスタンの外務大臣の名字は？")
    assert {citation.label for citation in answer.citations} == {"前文", "署名"}


def test_those_who_came_for_a_country_are_found_by_its_side(assistant: Assistant) -> None:
    assert "前文" in {citation.label for citation in assistant.ask("日本側の出席者は？").citations}
