from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Answer
from assistant.answers import as_text, claims_text
from index.document import Paragraph


def test_each_claim_ends_in_the_label_it_rests_on(answered: Answer) -> None:
    assert as_text(answered) == "会議は東京で開かれた。〔1〕\n費用は*5億円*である。〔2〕"


def test_a_run_records_each_claim_on_one_line(answered: Answer) -> None:
    broken = replace(answered.claims[0], text="会議は\n東京で\n\n (a) opened\n there.", marked=())
    recorded = claims_text(replace(answered, claims=(broken,)))
    assert recorded == "会議は東京で (a) opened there.〔1〕"


def test_the_document_is_named_as_soon_as_there_are_two(answered: Answer) -> None:
    other = Paragraph("other.md", "9", "別の文書。", 0, 0)
    assert "開かれた。〔memo.md 1〕" in as_text(replace(answered, retrieved=(*answered.retrieved, other)))


def test_the_document_is_named_where_several_were_asked(answered: Answer) -> None:
    assert "〔memo.md 1〕" in as_text(replace(answered, documents=("memo.md", "other.md")))


def test_an_abstention_says_what_was_looked_for_and_how_much_was_read(abstained: Answer) -> None:
    assert as_text(abstained).splitlines() == [
        "お尋ねの言葉では見つかりませんでした。",
        "探したこと：「会議の議長は？」",
        "確認した範囲：2段落中2段落",
        "近い箇所（答えとは限りません）：1",
    ]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_abstention_speaks_english_where_we_have_no_other_words(abstained: Answer, language: str) -> None:
    text = as_text(replace(abstained, language=language))
    assert text.startswith("Not found in these words.\n")
    assert "Read: 2 of 2 paragraphs" in text


def test_an_unverified_claim_says_so_and_has_the_original_beside_it(answered: Answer) -> None:
    claim = replace(answered.claims[1], text="費用は6億円である。", support="unverified", rule="numbers")
    assert as_text(replace(answered, claims=(claim,))).splitlines() == [
        "費用は6億円である。（未確認：数・日付）〔2〕",
        "　原文：「費用は*5億円*である。」〔2〕",
    ]


@pytest.mark.parametrize("marked", [((4, 7),), ((5, 7), (4, 6))])
def test_the_words_that_hold_what_was_asked_are_emphasised(
    answered: Answer, marked: tuple[tuple[int, int], ...]
) -> None:
    claim = replace(answered.claims[1], marked=marked)
    shown = as_text(replace(answered, claims=(claim,)), emphasised=lambda words: f"<{words}>")
    assert shown.replace("><", "") == "費用は*<5億円>*である。〔2〕"
