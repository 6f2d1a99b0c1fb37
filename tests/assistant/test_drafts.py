"""Drafts: read strictly, however the text is cut into pieces."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafts import Drafted, JsonDraft, MalformedDraft, MarkedDraft

CLAIMS = st.lists(
    st.builds(Drafted, st.text(min_size=1).filter(str.strip).map(str.strip), st.tuples(st.text(max_size=3))), max_size=4
)


def cut(text: str, size: int) -> list[str]:
    return [text[n : n + size] for n in range(0, len(text), size)]


@given(CLAIMS, st.integers(1, 9), st.booleans())
def test_claims_are_read_from_json_cut_anywhere(claims: list[Drafted], size: int, answerable: bool) -> None:
    whole = {"answerable": answerable, "claims": [{"text": c.text, "paragraphs": list(c.labels)} for c in claims]}
    draft = JsonDraft()
    found = [drafted for piece in cut(json.dumps(whole, ensure_ascii=False), size) for drafted in draft.feed(piece)]
    assert found == claims
    assert draft.close() == answerable


@pytest.mark.parametrize(
    "text",
    [
        '{"claims": [1]}',
        '{"claims": [{"text": ""}]}',
        '{"claims": [{"text": "a", "paragraphs": "1"}]}',
        '{"answer": 1}',
        "no",
        "[]",
    ],
)
def test_anything_else_is_malformed(text: str) -> None:
    draft = JsonDraft()
    with pytest.raises(MalformedDraft):
        list(draft.feed(text))
        draft.close()


@given(st.integers(1, 9))
def test_marked_lines_are_claims_when_they_end(size: int) -> None:
    draft = MarkedDraft()
    found = [d for piece in cut("会議は開かれた。〔16〕\n費用は不明。〔3〕〔前文〕\n", size) for d in draft.feed(piece)]
    assert found == [Drafted("会議は開かれた。", ("16",)), Drafted("費用は不明。", ("3", "前文"))]
    assert draft.close()


def test_a_line_without_a_label_is_malformed_and_a_refusal_is_not() -> None:
    with pytest.raises(MalformedDraft):
        list(MarkedDraft().feed("会議は開かれた。\n"))
    draft = MarkedDraft()
    assert list(draft.feed("回答なし\n")) == []
    assert not draft.close()
