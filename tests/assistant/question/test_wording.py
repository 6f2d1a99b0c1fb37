"""Questions about where a word stands are told from those about what is said."""

from __future__ import annotations

import pytest

from assistant.question import Wording, word_asked, wording_of
from index.derived import content_terms


@pytest.mark.parametrize(
    ("question", "wording", "word"),
    [
        ("How many times is the word apples mentioned?", "times", "apples"),
        ('How often does the term "good faith" appear?', "times", "good faith"),
        ("りんごという言葉は何回出てきますか", "times", "りんご"),
        ("「水門」は何回使われていますか", "times", "水門"),
        ("Сколько раз встречается слово «мост»?", "times", "мост"),
        ("Which paragraphs do not mention apples?", "without", "apples"),
        ("List the articles that say nothing about climate change", "without", "climate change"),
        ("りんごに触れていない段落はどれですか", "without", "りんご"),
        ("水門が出てこない段落を全部挙げて", "without", "水門"),
        ("В каких пунктах не упоминаются яблоки?", "without", "яблоки"),
    ],
)
def test_a_word_and_what_is_asked_of_it(question: str, wording: Wording, word: str) -> None:
    assert wording_of(question) == wording
    assert word_asked(question, content_terms(question)) == word


@pytest.mark.parametrize(
    "question",
    [
        "Which paragraphs mention apples?",
        "How many times a year does the council meet?",
        "How many times may the president be re-elected?",
        "Who does not pay the fee?",
        "Which states have not signed?",
        "りんごに触れている段落を全部",
        "総会は年に何回開かれますか",
        "会費を払わない会員はどうなりますか",
        "どの国が批准していませんか",
        "日本のODAの総額は？",
        "Сколько раз в год собирается совет?",
        "サッカー",
        "",
    ],
)
def test_what_is_said_is_another_question(question: str) -> None:
    assert wording_of(question) == ""
