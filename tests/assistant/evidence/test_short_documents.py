"""Questions about by-laws of a few articles, where hardly anything can stand out from the rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answer import Turn
from assistant.answering import Assistant
from index.library import Library
from index.model import Embedder
from index.parsing import parse

BYLAWS = """# By-laws of the Chess Circle

Article 1 (Members)
Anyone may become a member. The board decides on applications within four weeks.

Article 2 (Fees)
Members pay an annual fee of 40 pounds by 31 March. Students pay half.

Article 3 (Board)
The board consists of a chair, a secretary and a treasurer. It is elected by the members for two years.

Article 4 (Evenings)
The circle meets on Thursdays in the parish hall. Smoking is not allowed.

Article 5 (Library)
Books may be borrowed for at most six weeks. Whoever loses a book pays for its replacement.
"""
KIYAKU = """# 囲碁クラブ規約

第1条（会費）
会費は、年額4,000円とし、毎年4月末日までに納める。

第2条（役員）
本会に会長1名及び会計1名を置く。役員の任期は2年とし、再任を妨げない。

第3条（例会）
例会は、毎週木曜日に公民館で開く。

第4条（図書）
会員は、図書を6週間まで借りることができる。
"""


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    with Library(tmp_path_factory.mktemp("club"), lambda: embedder) as library:
        library.add_document(parse(BYLAWS, id="bylaws.md"))
        library.add_document(parse(KIYAKU, id="kiyaku.md"))
        yield Assistant(library)


@pytest.mark.parametrize(
    ("question", "label", "said"),
    [
        ("How long does the board serve?", "Article 3", "for two years"),
        ("When must members pay?", "Article 2", "by 31 March"),
        ("When does the circle meet?", "Article 4", "on Thursdays"),
        ("For how long can I keep a book?", "Article 5", "at most six weeks"),
        ("What happens if somebody loses a book?", "Article 5", "pays for its replacement"),
        ("Is it permitted to smoke?", "Article 4", "Smoking is not allowed"),
    ],
)
def test_a_question_in_everyday_words_is_answered(club: Assistant, question: str, label: str, said: str) -> None:
    answer = club.ask(question, documents=["bylaws.md"])
    assert any(said in c.text and c.citations[0].label == label for c in answer.claims)
    assert not any(c.text.startswith("(") for c in answer.claims)  # the heading


def test_a_heading_says_what_the_sentences_below_it_are_about(club: Assistant) -> None:
    claims = club.ask("What are the members' fees for students?", documents=["bylaws.md"]).claims
    assert any("Students pay half" in claim.text for claim in claims)


def test_a_few_words_are_read_behind_the_question_before(club: Assistant) -> None:
    first = "How much do members pay?"
    turns = [Turn(first, first, club.ask(first, documents=["bylaws.md"]))]
    answer = club.ask("And the students?", turns=turns, documents=["bylaws.md"])
    assert any("Students pay half" in claim.text for claim in answer.claims)


@pytest.mark.parametrize(
    "question",
    [
        "What colour are the chessmen?",
        "What is the secretary's telephone number?",
        "How many boards are there?",
        "How old is the oldest member?",
        "How many members does the circle have?",
        "Who is the treasurer?",
        "Who won the football match?",
    ],
)
def test_what_by_laws_do_not_say_is_refused(club: Assistant, question: str) -> None:
    assert club.ask(question, documents=["bylaws.md"]).status == "abstained"


@pytest.mark.parametrize(
    ("question", "label"), [("役員は何年務めますか。", "第2条"), ("会費はいつまでに払えばいいですか。", "第1条")]
)
def test_a_short_japanese_document_is_asked_in_other_words(club: Assistant, question: str, label: str) -> None:
    assert label in [c.label for c in club.ask(question, documents=["kiyaku.md"]).citations]


def test_a_short_japanese_document_does_not_say_everything(club: Assistant) -> None:
    assert club.ask("ペットを飼ってもいいですか。", documents=["kiyaku.md"]).status == "abstained"
