"""The find box: numbers lead to their paragraphs, words to those of every document."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from assistant.records import Conversations
from assistant.surfaces.chat.finding import labelled, results_view
from assistant.surfaces.chat.parts import Parts
from index.document import Document
from index.library import Library
from index.parsing import parse
from tests.assistant.surfaces.chat.conftest import Script


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("16", "16"),
        ("第16段落", "16"),
        ("para. 12", "12"),
        ("前文", "前文"),
        ("II章の2番目", "8"),
        ("99", ""),
        ("日本", ""),
        ("第16段落により", ""),
    ],
)
def test_a_number_or_address_is_a_place_and_words_are_not(statement: Document, typed: str, label: str) -> None:
    assert labelled(statement, typed) == label


def test_words_are_found_over_all_documents(library: Library, conversations: Conversations, tmp_path: Path) -> None:
    library.add_document(parse("# 覚書\n\n- 1 アフガニスタンの会議を開く。\n- 2 終わり。\n", id="memo.md"))
    parts = Parts(Script(library), library, conversations, tmp_path / "d.jsonl")  # type: ignore[arg-type]
    page = BeautifulSoup(results_view(parts, "アフガニスタン", "ja"), "html.parser")
    assert {e.get_text() for e in page.select("h3")} == set(parts.titles().values())
    assert BeautifulSoup(results_view(parts, " ", "ja"), "html.parser").select("p")
