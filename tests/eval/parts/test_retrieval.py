"""The measure of search alone."""

from __future__ import annotations

from pathlib import Path

from eval.parts.retrieval import Asked, ask_all, hit_at, table
from tests.index.library_parts import document, open_library


def test_a_hit_is_any_gold_label_among_the_first_k() -> None:
    assert hit_at(2, ["4", "3", "1"], frozenset({"3", "9"}))
    assert not hit_at(1, ["4", "3"], frozenset({"3"}))


def test_only_answerable_first_turns_count_and_named_paragraphs_come_first(tmp_path: Path) -> None:
    turn = {"question": "第2段落を見せて。対話について", "answerable": True, "gold": ["2"], "also_ok": [], "facts": []}
    items = [
        {"id": "a", "kind": "direct_reference", "turns": [turn]},
        {"id": "b", "kind": "unanswerable", "turns": [{**turn, "answerable": False}]},
    ]
    with open_library(tmp_path) as library:
        library.add_document(document("対話を歓迎した。", "麻薬対策の協力。"))
        asked = ask_all(items, library)
    assert asked == [Asked("direct_reference", frozenset({"2"}), ("1", "2"), ("2", "1"))]
    assert table(asked).splitlines()[-1].split() == ["all", "1", "0.000", "1.000", "1.000", "1.000"]
