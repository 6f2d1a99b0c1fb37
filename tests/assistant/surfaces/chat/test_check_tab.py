"""A pasted draft gets its states, its differences and its counts, as text that does not run."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from assistant.records import Conversations
from assistant.surfaces.chat.check_tab import check_view
from assistant.surfaces.chat.parts import Parts, Views
from index.document import Document
from index.library import Library

DRAFT = "ODAの総額は5,690億円以上にのぼる（第3段落）。パリ協定は2016年に発効した（26）。<b>結語</b>は第52段落にある。\n"


@pytest.fixture
def views(library: Library, conversations: Conversations, tmp_path: Path) -> Views:
    return Views(Parts(None, library, conversations, tmp_path / "drafts.jsonl"), "ja")  # type: ignore[arg-type]


def shown(views: Views, draft: str, document: str, file: str | None = None) -> BeautifulSoup:
    return BeautifulSoup(check_view(views, draft, document, file), "html.parser")


def test_each_sentence_has_its_state_and_the_difference_is_marked(views: Views, statement: Document) -> None:
    page = shown(views, DRAFT, statement.id)
    assert [e.get_text() for e in page.select("li strong")] == ["ずれあり", "裏付けあり", "その段落はない"]
    assert (page.select("del")[0].get_text(), page.select("ins")[0].get_text()) == ("5,690億円", "5,680億円")
    assert page.select("li a.number")[0]["href"] == f"#read={statement.id}/3"
    assert not page.select("li b")


def test_what_decided_is_said_in_the_language_of_the_page(views: Views, statement: Document) -> None:
    rules = [e.get_text() for e in shown(views, DRAFT, statement.id).select(".rule")]
    assert rules == ["決め手：数・日付 — 「5,690億円」は、段落では「5,680億円」", "決め手：段落番号"]
    denied = shown(views, "トルクメニスタンは協議を行う用意を表明しなかった（38）。", statement.id)
    assert denied.select_one(".rule").get_text() == "決め手：否定"  # type: ignore[union-attr]
    assert not denied.select("del")


def test_the_counts_add_up_to_the_sentences_that_refer(views: Views, statement: Document) -> None:
    english = DRAFT + "The Paris Agreement entered into force in 2016 (para. 26).\n"
    counts = [e.get_text().split() for e in shown(views, english, statement.id).select(".count")]
    assert [count[-1] for count in counts] == ["1", "2", "1", "0"]


def test_a_draft_can_be_a_file(views: Views, statement: Document, tmp_path: Path) -> None:
    file = tmp_path / "memo.md"
    file.write_text(DRAFT, encoding="utf-8")
    assert len(shown(views, "", statement.id, str(file)).select("li")) == 3


def test_what_is_missing_is_said(views: Views, statement: Document) -> None:
    assert "貼り付け" in shown(views, " ", statement.id).get_text()
    assert "文書を選んで" in shown(views, DRAFT, "").get_text()
    assert "20万字" in shown(views, "長い。" * 100_000, statement.id).get_text()
