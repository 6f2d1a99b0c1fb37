from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.records.blocks import Block, Kind, from_markdown, to_markdown
from assistant.records.word import from_docx, record_of, to_docx

MARKED = [kind for kind in get_args(Kind) if kind != "text"]
LINES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1).map(str.strip).filter(bool)
WORDS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
BLOCKS = st.lists(
    st.builds(Block, st.sampled_from(MARKED), WORDS, st.lists(WORDS, max_size=2, unique=True).map(tuple)), min_size=1
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
    hostile = Block("claim", "一。\n\n- 雨が降った。[^1]\n# 題\n<b>x</b>", ("注。\n\n[^2]: 別の注",))
    (back,) = through_markdown([hostile])
    assert (back.kind, back.text) == ("claim", hostile.text.replace("\n\n", "\n"))
    assert back.notes == ("注。\n[^2]: 別の注",)


def test_a_backslash_before_a_footnote_is_no_escape() -> None:
    block = Block("claim", "C:\\", ("注",))
    assert through_markdown([block]) == [block]


def test_the_same_footnote_stands_once_in_markdown() -> None:
    text = to_markdown([Block("claim", "一", ("注",)), Block("claim", "二", ("注", "別"))])
    assert text == "- 一[^1]\n\n- 二[^1][^2]\n\n[^1]: 注\n\n[^2]: 別\n"


def test_word_keeps_the_record_out_of_sight_and_as_it_is() -> None:
    record = '{"a": "<&> 𠮷\\u0000"}'
    content = to_docx([Block("title", "題")], record)
    assert record_of(content) == record
    assert from_docx(content) == [Block("title", "題")]
    assert not record_of(to_docx([Block("title", "題")]))
