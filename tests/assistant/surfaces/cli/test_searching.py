from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.assistant.surfaces.cli.conftest import Danraku

RULES = "1. The fee is ten euros.\n2. The fee under paragraph 1 is due in April.\n3. Visitors bring their own lunch.\n"


@pytest.fixture
def rules(danraku: Danraku, empty: Path, tmp_path: Path) -> str:
    """A document with one cross-reference, in the library."""
    file = tmp_path / "rules.md"
    file.write_text(RULES, encoding="utf-8")
    assert danraku("add", str(file)).code == 0
    return file.name


def test_hits_come_by_rank_with_their_neighbours_beside_them(danraku: Danraku, rules: str) -> None:
    ran = danraku("search", "When is the fee due in April?", "-k", "2")
    first, second = ran.out.strip().split("\n\n")
    assert first == "1. 〔2〕The fee under paragraph 1 is due in April.\n   refers to: 〔1〕"
    assert second == "2. 〔1〕The fee is ten euros.\n   referred to in: 〔2〕"


def test_a_hit_as_json_has_its_whole_text(danraku: Danraku, rules: str) -> None:
    (hit,) = json.loads(danraku("search", "lunch", "-k", "1", "-d", rules, "--json").out)
    assert (hit["document"], hit["label"], hit["text"]) == (rules, "3", "Visitors bring their own lunch.")
    assert (hit["refers_to"], hit["referred_by"]) == ([], [])
