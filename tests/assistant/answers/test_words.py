"""How many times a word stands in the documents asked, and in which paragraphs it does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from assistant.answers.words import times
from index.parsing import parse
from tests.index.library_parts import open_library
from tests.quick_reader import GramReader

RULES = """# Rules of the Salt Works

1. Salt shall be dried in July; salt that is wet is not sold.

2. The warden keeps the scales.

3. A salter pays two crowns a sack of SALT.

4. Basalt is not weighed.
"""
KIYAKU = "# 水門規約\n\n1　水門は、朝に開く。水門の鍵は番人が持つ。\n\n2　番人は、二人とする。\n\n3　大水の時は、北水門を閉じる。\n"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_library(tmp_path_factory.mktemp("words")) as library:
        library.add_document(parse(RULES, id="rules.md"))
        library.add_document(parse(KIYAKU, id="kiyaku.md"))
        yield Assistant(library, GramReader)


@pytest.mark.parametrize(
    ("question", "document", "labels", "said"),
    [
        ("How many times is the word salt mentioned?", "rules.md", ["1", "3"], "2 of 4 paragraphs; occurrences: 4"),
        ("Which paragraphs do not mention salt?", "rules.md", ["2", "4"], "2 of 4"),
        ("水門という言葉は何回出てきますか", "kiyaku.md", ["1", "3"], "3段落のうち2段落に、合わせて3回"),
        ("水門に触れていない段落はどれですか", "kiyaku.md", ["2"], "3段落のうち1段落"),
    ],
)
def test_a_word_is_counted_and_missed(
    assistant: Assistant, question: str, document: str, labels: list[str], said: str
) -> None:
    answer = assistant.ask(question, documents=[document])
    assert list(dict.fromkeys(citation.label for citation in answer.citations)) == labels
    assert said in answer.message


def test_a_word_that_stands_nowhere_is_said_to_and_one_that_stands_everywhere(assistant: Assistant) -> None:
    nowhere = assistant.ask("How many times is the word penguin mentioned?", documents=["rules.md"])
    assert (nowhere.status, nowhere.reason) == ("abstained", "none mentions it")
    everywhere = assistant.ask("「は」に触れていない段落はどれですか", documents=["kiyaku.md"])
    assert (everywhere.status, "どの段落にも" in everywhere.message) == ("abstained", True)


def test_too_many_are_not_listed(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.answers.words._MOST_WITHOUT", 1)
    answer = assistant.ask("Which paragraphs do not mention salt?", documents=["rules.md"])
    assert (answer.status, "too many" in answer.message) == ("abstained", True)


@pytest.mark.parametrize(
    ("word", "text", "count"),
    [("salt", "Salt, salters, basalt, SALT", 3), ("水門", "北水門と水門", 2), ("a.b", "a.b axb", 1), ("salt", "", 0)],
)
def test_a_word_counts_where_one_begins(word: str, text: str, count: int) -> None:
    assert times(word, text) == count
