"""Lists and section topics: all of it, or that it is nowhere, never what only stands near."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.answer import Answer
from assistant.answers.lists import listed, summarised
from assistant.evidence import Evidence
from assistant.question import understand
from index.document import Document
from index.parsing import parse

RULES = parse(
    "# 里山図書館規則\n\n## 第1章 貸出し\n\n### 第1条\n\n日本の図書は、2週間貸し出す。平和の絵本の貸出しは、職員が受け付ける。\n\n"
    "### 第2条\n\n延滞した者には、督促の手紙を送る。世界の平和に関する日本の図書は、貸し出さない。\n\n"
    "## 第2章 催し物\n\n### 第3条\n\n絵本の朗読会を毎月開く。\n\n### 第4条\n\n平和の展示を秋に開く。\n",
    id="rules.md",
)
BYLAWS = parse(
    "# Garden bylaws\n\n## A. Plots\n\n1. Each member keeps a plot. Votes on plots are taken in May.\n\n"
    "2. Public transport serves the garden.\n\n## B. Tools\n\n3. Hedge trimmers are lent; a report is kept of repairs.\n\n"
    "4. Money is short. The space behind the shed is used for the exploration of compost by children.\n\n5. Space is short: renting money boxes costs 40 euros.\n",
    id="bylaws.md",
)


def nothing(within: Sequence[object] = ()) -> list[Evidence]:
    return []


def told(question: str, document: Document) -> Answer:
    asked = understand(question, [document])
    find = listed if asked.kind == "list" else summarised
    answer = find(asked, [document], nothing)
    assert answer is not None, question
    return answer


@pytest.mark.parametrize(
    ("question", "document", "said"),
    [
        ("駐車場について述べている条を全部教えて。", RULES, "「駐車場」に触れた段落はありません。"),
        ("第2章では駐車場について何が定められていますか。", RULES, "「第2章」に「駐車場」に触れた段落はありません。"),
        ("第2章では督促について何が定められていますか。", RULES, "「第2章」に「督促」に触れた段落はありません。"),
        ("北極に触れた条をすべて挙げて。", RULES, "「北極」に触れた段落はありません。"),
        ("図書館税に触れた条をすべて挙げて。", RULES, "「図書館税」に触れた段落はありません。"),
        ("List all paragraphs about steam engines.", BYLAWS, "No paragraph mentions “steam engines”."),
        ("Which paragraphs mention sports?", BYLAWS, "No paragraph mentions “sports”."),
        (
            "Summarise what section A says about hedge trimmers.",
            BYLAWS,
            "No paragraph under “section A” mentions “hedge trimmers”.",
        ),
    ],
)
def test_what_is_nowhere_is_said_to_be_nowhere(question: str, document: Document, said: str) -> None:
    answer = told(question, document)
    assert (answer.status, answer.message) == ("abstained", said)


@pytest.mark.parametrize(
    ("question", "document", "labels"),
    [
        ("絵本の取扱いに触れた条をすべて挙げて。", RULES, ["第1条", "第3条"]),
        ("第1章で、世界平和に対する日本の姿勢はどう書かれていますか。", RULES, ["第2条"]),
        ("絵本と平和の両方が出てくる条をすべて", RULES, ["第1条"]),
        ("第2章のテーマを条ごとに教えて", RULES, ["第3条", "第4条"]),
        ("第2章の内容を箇条書きで", RULES, ["第3条", "第4条"]),
        ("List all sums of money mentioned.", BYLAWS, ["5"]),
        ("第2章の骨子を簡潔に。何について書かれていますか", RULES, ["第3条", "第4条"]),
        ("Which paragraphs mention reports?", BYLAWS, ["3"]),
        ("Which paragraphs deal with voting?", BYLAWS, ["1"]),
        ("Which paragraphs name children?", BYLAWS, ["4"]),
        ("List all paragraphs about space exploration.", BYLAWS, ["4"]),
        ("Summarise section A.", BYLAWS, ["1", "2"]),
    ],
)
def test_what_is_asked_is_told_whole(question: str, document: Document, labels: list[str]) -> None:
    cited = dict.fromkeys(claim.citations[0].label for claim in told(question, document).claims)
    assert list(cited) == labels


def test_a_word_of_another_language_is_not_said_to_be_nowhere() -> None:
    asked = understand("駐車場について述べている段落を全部教えて。", [BYLAWS])
    assert listed(asked, [BYLAWS], nothing) is None
