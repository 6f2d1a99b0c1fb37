from __future__ import annotations

import pytest
from rich.cells import cell_len

from assistant.surfaces.cli.columns import beside, columns

TEXTS = [("旧規約", "五年以内に見直す。〔2〕"), ("new.md", "Review within three years. " * 3 + "〔2〕")]


def test_a_pipe_gets_the_texts_below_one_another(capsys: pytest.CaptureFixture[str]) -> None:
    assert [line for line in beside(TEXTS).splitlines() if "〔" in line] == [text.strip() for _, text in TEXTS]


@pytest.mark.parametrize("width", [44, 88, 120])
def test_columns_hold_every_word_and_keep_the_width(width: int) -> None:
    shown = columns(TEXTS, width).replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert max(cell_len(line) for line in shown.splitlines()) <= width
    assert shown.count("three") == 3
    assert "五年以内に見直す。" in shown
    assert shown.splitlines()[0].split() == ["旧規約", "new.md"]
