"""Drafts: read strictly, however the text is cut into pieces."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.writing.drafts import Draft, Drafted, JsonDraft, MalformedDraft, MarkedDraft

CLAIMS = st.lists(
    st.builds(
        Drafted, st.text(min_size=1).map(lambda text: f"a{' '.join(text.split())}"), st.tuples(st.text(max_size=3))
    ),
    max_size=4,
)


def cut(text: str, size: int) -> list[str]:
    return [text[n : n + size] for n in range(0, len(text), size)]


@given(CLAIMS, st.integers(1, 9), st.booleans())
def test_claims_are_read_from_json_cut_anywhere(claims: list[Drafted], size: int, answerable: bool) -> None:
    whole = {"answerable": answerable, "claims": [{"text": c.text, "paragraphs": list(c.labels)} for c in claims]}
    draft = JsonDraft()
    pieces = cut(json.dumps(whole, ensure_ascii=False), size)
    if claims and not answerable:
        with pytest.raises(MalformedDraft, match="no answer"):
            read(draft, pieces)
    else:
        assert read(draft, pieces) == claims


def read(draft: Draft, pieces: list[str]) -> list[Drafted]:
    found = [drafted for piece in pieces for drafted in draft.feed(piece)]
    return [*found, *draft.close()]


@pytest.mark.parametrize(
    "text",
    [
        '{"claims": [1]}',
        '{"claims": [{"text": ""}]}',
        '{"claims": [{"text": "a", "paragraphs": "1"}]}',
        '{"claims": [{"text": "。", "paragraphs": ["1"]}]}',
        '{"claims": [{"text": "a", "paragraphs": ["1"]}], "answerable": false}',
        '{"claims": [' + "[" * 100_000,
        '{"claims": [' + "1" * 10_000 + "]}",
        '{"answer": 1}',
        "no",
        "[]",
    ],
)
def test_anything_else_is_malformed(text: str) -> None:
    with pytest.raises(MalformedDraft):
        read(JsonDraft(), [text])


@given(st.integers(1, 9))
def test_marked_lines_are_claims_when_they_end(size: int) -> None:
    sent = "<think>\n会議は？〔1〕\n</think>\n会議は開かれた。〔16〕\n費用は不明。〔3〕〔前文〕"
    assert read(MarkedDraft(), cut(sent, size)) == [
        Drafted("会議は開かれた。", ("16",)),
        Drafted("費用は不明。", ("3", "前文")),
    ]


@given(st.integers(1, 9))
def test_reasoning_before_json_and_a_fence_around_it_are_passed_over(size: int) -> None:
    sent = (
        '<think>{"claims": [1]}</think>```json\n{"answerable": true, "claims": [{"text": "a", "paragraphs": []}]}\n```'
    )
    assert read(JsonDraft(), cut(sent, size)) == [Drafted("a", ())]


def test_a_line_without_a_label_is_malformed_and_a_refusal_is_not() -> None:
    with pytest.raises(MalformedDraft):
        read(MarkedDraft(), ["会議は開かれた。\n"])
    assert read(MarkedDraft(), ["回答なし"]) == []


def test_what_was_sent_is_not_repeated_by_the_error() -> None:
    for draft, sent in ((MarkedDraft(), "HACKED\n"), (JsonDraft(), '{"claims": ["HACKED"]}'), (JsonDraft(), "HACKED")):
        with pytest.raises(MalformedDraft) as error:
            read(draft, [sent])
        assert "HACKED" not in str(error.value)
