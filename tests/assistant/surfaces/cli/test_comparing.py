from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.assistant.surfaces.cli.conftest import Danraku

OLD = "- 1 会議は東京で開かれる。\n- 2 5年以内に見直す。\n- 3 事務局を置く。\n"
NEW = "- 1 会議は東京で開かれる。\n- 2 3年以内に見直す。\n- 3 {費用}は各国が負担する。\n"


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[str, str]:
    """Two drafts of one text."""
    (tmp_path / "old.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.md").write_text(NEW, encoding="utf-8")
    return str(tmp_path / "old.md"), str(tmp_path / "new.md")


def test_words_that_went_and_came_are_marked(danraku: Danraku, drafts: tuple[str, str]) -> None:
    ran = danraku("diff", *drafts)
    assert ran.code == 0
    assert "changed 〔2〕\n[-5-]年以内に見直す。\n{+3+}年以内に見直す。" in ran.out
    assert "dropped 〔3〕\n[-事務局を置く。-]" in ran.out
    assert "new 〔3〕\n{+{費用}は各国が負担する。+}" in ran.out
    assert ran.out.endswith("1 kept, 1 changed, 1 dropped, 1 new\n")


def test_json_has_every_paragraph_also_those_kept(danraku: Danraku, drafts: tuple[str, str]) -> None:
    changes = json.loads(danraku("diff", *drafts, "--json").out)
    assert [change["kind"] for change in changes].count("kept") == 1
    assert changes[1]["old"] == {"label": "2", "text": "5年以内に見直す。", "changed": [[0, 1]]}


def test_a_document_of_the_library_compares_with_a_file(danraku: Danraku, data: Path, drafts: tuple[str, str]) -> None:
    ran = danraku("diff", "statement-2017-ashgabat.md", drafts[0])
    assert ran.out.endswith("0 kept, 0 changed, 43 dropped, 3 new\n")


def test_what_is_neither_is_named(danraku: Danraku, data: Path) -> None:
    ran = danraku("diff", "absent.md", "statement-2017-ashgabat.md")
    assert (ran.code, ran.out) == (1, "")
    assert "absent.md" in ran.err


def test_the_same_words_under_another_number_are_called_renumbered(danraku: Danraku, tmp_path: Path) -> None:
    (tmp_path / "new.md").write_text("- 1 前置き。\n- 2 会議は東京で開かれる。\n- 3 見直す。\n", encoding="utf-8")
    (tmp_path / "old.md").write_text("- 1 会議は東京で開かれる。\n- 2 見直す。\n", encoding="utf-8")
    ran = danraku("diff", str(tmp_path / "old.md"), str(tmp_path / "new.md"))
    assert "renumbered 〔1〕 → 〔2〕\n" in ran.out
