"""The sample statement, with the built-in model: questions find their paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import index
from index.library import Library
from index.model import Embedder

STATEMENT = Path(index.__file__).parent / "samples" / "statement-2017-ashgabat.md"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("library"), lambda: embedder) as opened:
        assert opened.add(STATEMENT).state == "added"
        yield opened


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("日本のODAの総額は？", "3"),
        ("次回のエネルギー憲章会議はどこで開かれますか", "16"),
        ("雪豹の保護", "28"),
        ("When did PM Abe visit Central Asia?", "6"),
        ("Какой документ о транспорте был принят?", "21"),
    ],
)
def test_a_question_finds_its_paragraph_among_the_first_two(library: Library, question: str, label: str) -> None:
    assert label in [hit.paragraph.label for hit in library.search(question, k=2)]


def test_adding_the_same_file_again_does_nothing_and_says_so(library: Library) -> None:
    again = library.add(STATEMENT)
    assert (again.state, again.embedded, len(again.document)) == ("unchanged", 0, 43)
