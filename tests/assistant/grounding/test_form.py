from __future__ import annotations

import pytest

from assistant.grounding.form import unfit, visible, without_markers
from tests.index.library_parts import document

LAW = document("料金は第2条の規定による。", "「基本料金」は5*2ユーロ\u200dである。")


@pytest.mark.parametrize(
    ("text", "label", "rule"),
    [
        ("<b>料金</b>", "1", "markup"),
        ("**料金**", "1", "markup"),
        ("[料金](x)", "1", "markup"),
        ("www.example.comの料金", "1", "markup"),
        ("料金✅", "1", "markup"),
        ("料金\u200b", "1", "markup"),
        ("第1段落によると料金がある。", "1", "label"),
        ("「追加料金」がある。", "2", "quotation"),
        ("“追加料金”がある。", "2", "quotation"),
    ],
)
def test_a_claim_of_another_form_than_plain_words_is_unfit(text: str, label: str, rule: str) -> None:
    paragraph = LAW[label]
    failure = unfit(visible(text, [paragraph]), [paragraph], LAW)
    assert failure is not None
    assert failure.rule == rule


@pytest.mark.parametrize(
    ("text", "label"), [("料金は第2条による。", "1"), ("「基本料金」は5*2ユーロ\u200dである。", "2")]
)
def test_what_stands_in_the_paragraph_may_stand_in_the_claim(text: str, label: str) -> None:
    paragraph = LAW[label]
    assert visible(text, [paragraph]) == text
    assert unfit(text, [paragraph], LAW) is None


def test_only_markers_that_repeat_its_labels_are_taken_off_a_claim() -> None:
    assert without_markers("料金がある。〔2〕[1]", {"1", "2"}) == "料金がある。"
    assert without_markers("料金がある（1）。", {"1"}) == "料金がある。"
    assert without_markers("料金がある。〔3〕", {"1"}) == "料金がある。〔3〕"
