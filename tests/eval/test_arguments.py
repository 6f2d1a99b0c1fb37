"""Several documents behind one option."""

from __future__ import annotations

import pytest

from eval.arguments import spread


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("S.jsonl --document a b --out r", "S.jsonl --document a --document b --out r"),
        ("--document a b S.jsonl --out r", "--document a --document b S.jsonl --out r"),
        ("S.jsonl --document a --document b", "S.jsonl --document a --document b"),
        ("S.jsonl r.jsonl --json --document a", "S.jsonl r.jsonl --json --document a"),
    ],
)
def test_files_behind_one_option_are_documents_each(typed: str, meant: str) -> None:
    assert spread(typed.split()) == meant.split()
