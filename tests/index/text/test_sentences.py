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
