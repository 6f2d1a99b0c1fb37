"""Who is asked for as speaker, and what of a document that speaker says."""

from __future__ import annotations

import pytest

from assistant.evidence.scan_query import sought
from assistant.evidence.scanning import scan_documents
from assistant.question import understand
from assistant.question.speakers import asked_speaker
from index.document import Document
from index.parsing import parse

LAKE = """# 湖水会議 共同声明

2021年6月3日、森田日本国環境大臣及びハンセン・デンマーク王国水産大臣が出席した。

- 1 各国大臣は、湖の水質の改善を歓迎した。
- 2 湖岸諸国の大臣は、日本の技術支援を高く評価し、研修の継続を要請した。
- 3 日本国環境大臣は、渡り鳥の保護への決意を表明し、湖岸諸国の大臣は、日本が実施した調査を歓迎した。
- 4 デンマーク王国水産大臣は、漁業の現状を説明した。各国大臣は、その説明に謝意を表明した。
- 5 湖岸諸国の大臣は、日本国環境大臣が基金の設立を表明したことを歓迎した。
- 6 湖岸諸国の大臣は、渡り鳥の減少を指摘した。
"""
COUNCIL = """1. The Council welcomes the report.

2. The Bureau requests a second report. The Council thanks the Bureau.

3. The Bureau notes the costs. The Council approves them.
"""


@pytest.fixture(scope="module")
def lake() -> Document:
    return parse(LAKE, id="lake.md")


def listed(question: str, document: Document) -> list[str]:
    wanted = sought(understand(question, [document]), [document])
    return [match.paragraph.label for match in scan_documents(wanted, [document])]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("森田環境相が述べたことを全部", {"日本国環境大臣"}),
        ("ハンセン大臣が説明したことを全部", {"デンマーク王国水産大臣"}),
        ("日本側が表明したこと", {"日本国環境大臣"}),
        ("湖岸諸国側の大臣だけが歓迎した箇所", {"湖岸諸国の大臣"}),
        ("全大臣が歓迎したことは？", {"各国大臣"}),
        ("湖岸諸国が主語の段落", {"湖岸諸国の大臣"}),
    ],
)
def test_a_speaker_is_known_by_surname_office_or_country(question: str, names: set[str], lake: Document) -> None:
    speaker = asked_speaker(question, [lake])
    assert speaker is not None and speaker.names == names


@pytest.mark.parametrize(
    "question",
    [
        "日本が実施した調査を歓迎した段落",
        "湖の水質が出てくる段落",
        "渡り鳥は何回出てきますか",
        "日本は歓迎されていますか",
    ],
)
def test_whoever_does_something_else_or_is_spoken_of_is_no_speaker(question: str, lake: Document) -> None:
    assert asked_speaker(question, [lake]) is None


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("日本側が表明したことを全部", ["3", "5"]),
        ("湖岸諸国側が歓迎したことを全部", ["3", "5"]),
        ("湖岸諸国の大臣が「高く評価した」ことを全部", ["2"]),
        ("湖岸諸国側が渡り鳥について述べたことを全部", ["6"]),
        ("湖岸諸国の大臣だけが主語の段落を全部", ["2", "5", "6"]),
        ("謝意を表明した段落を全部", ["4"]),
        ("水質や渡り鳥をピックアップして", ["1", "3", "6"]),
    ],
)
def test_a_list_by_speaker_keeps_what_that_speaker_says(question: str, labels: list[str], lake: Document) -> None:
    assert listed(question, lake) == labels


def test_verbs_narrow_a_list_unless_none_says_it_with_them(lake: Document) -> None:
    assert listed("渡り鳥の減少を指摘した段落を全部", lake) == ["6"]
    assert listed("渡り鳥を支持した段落を全部", lake) == ["3", "6"]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("湖岸諸国側は何を歓迎していますか", "list"),
        ("デンマークの大臣は何と述べましたか", "list"),
        ("湖岸諸国側は渡り鳥について何と述べましたか", "fact"),
        ("湖岸諸国側が歓迎したのはいつですか", "fact"),
    ],
)
def test_all_of_a_speaker_is_a_list_without_being_called_one(question: str, kind: str, lake: Document) -> None:
    assert understand(question, [lake]).kind == kind


def test_an_english_speaker_is_known_by_name() -> None:
    council = parse(COUNCIL, id="council.md")
    assert listed("List every paragraph in which the Bureau requests something", council) == ["2"]
    assert asked_speaker("List every paragraph that mentions the Bureau", [council]) is None
