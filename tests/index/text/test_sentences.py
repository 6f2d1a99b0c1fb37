from __future__ import annotations

import pytest

from index.text import sentence_spans


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize("mark", ["2", "２", "一", "十二", "(a)", "(iv)", "イ", "①", "§ 3"])
def test_a_mark_on_a_line_of_its_own_belongs_to_what_it_marks(mark: str) -> None:
    assert _sentences(f"次のとおりとする。\n{mark}\n\n前項の規定は、適用しない。") == [
        "次のとおりとする。",
        f"{mark}\n\n前項の規定は、適用しない。",
    ]


def test_a_mark_without_anything_behind_it_is_a_sentence() -> None:
    assert _sentences("前項の規定。\n3") == ["前項の規定。", "3"]


def test_an_escaped_number_on_a_line_of_its_own_item_ends_no_sentence() -> None:
    text = "The board decides on all of this.\n\n  1\\. Boats of the harbour\n  2\\. Ropes of the boats\n"
    assert [text[a:b] for a, b in sentence_spans(text)][1:] == ["1\\. Boats of the harbour\n  2\\. Ropes of the boats"]
