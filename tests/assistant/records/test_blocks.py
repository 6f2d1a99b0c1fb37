from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.records.blocks import Block, Kind, from_docx, from_markdown, to_docx, to_markdown

MARKED = [kind for kind in get_args(Kind) if kind != "text"]
LINES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1).map(str.strip).filter(bool)
BLOCKS = st.lists(
    st.builds(Block, st.sampled_from(MARKED), st.lists(LINES, min_size=1, max_size=3).map("\n".join)), min_size=1
)


def through_markdown(blocks: list[Block]) -> list[Block]:
    return from_markdown(to_markdown(blocks))


def through_docx(blocks: list[Block]) -> list[Block]:
    return from_docx(to_docx(blocks))


@pytest.mark.parametrize("there_and_back", [through_markdown, through_docx])
@settings(max_examples=30, deadline=None)
@given(blocks=BLOCKS)
def test_what_was_written_is_read_back(
    there_and_back: Callable[[list[Block]], list[Block]], blocks: list[Block]
) -> None:
    assert there_and_back(blocks) == blocks


def test_words_cannot_pass_for_another_kind_of_block() -> None:
    hostile = Block("quote", "〔memo.md · 1〕 一。\n\n- 雨が降った。 (verbatim)\n# 題\n<b>x</b>")
    (back,) = through_markdown([hostile])
    assert (back.kind, back.text) == ("quote", hostile.text.replace("\n\n", "\n"))
