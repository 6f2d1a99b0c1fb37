"""Words that a question quotes: what they mean, and the sentences of a paragraph that hold them."""

from __future__ import annotations

import pytest

from assistant.answers.definitions import defined
from assistant.answers.lookups import look_up
from assistant.question import understand
from index.derived.acts import verbs
from index.document import Document
from index.parsing import parse

CONTRACT = parse(
    "# 倉庫契約\n\n甲野商事及び乙川倉庫（以下「両当事者」という。）は、次のとおり契約する。\n\n"
    "### 第1条\n\n「保管物」とは、第2条の倉庫に置かれた木材をいう。保管物は、甲野商事が所有する。\n\n"
    "### 第2条\n\n乙川倉庫は、両当事者の印がある鍵を用いる。ただし、非常の際は、鍵を用いない。保管物は、両当事者が調べる。\n",
    id="contract.md",
)
LEASE = parse(
    '1. The owner lets the cabin on Lake Orm (hereinafter "the Cabin") to the club.\n\n'
    '2. "Season" means the months from May to October. The Cabin is closed outside the Season.\n',
    id="lease.md",
)


@pytest.mark.parametrize(
    ("question", "document", "label"),
    [
        ("「両当事者」というのは誰のことですか。", CONTRACT, "前文"),
        ("両当事者とは？", CONTRACT, "前文"),
        ("文中の「両当事者」というのは誰々のことを言っているの？", CONTRACT, "前文"),
        ("「保管物」とは何を指しますか", CONTRACT, "第1条"),
        ('What is meant by "Season"?', LEASE, "¶2"),
        ('What does "the Cabin" refer to?', LEASE, "¶1"),
    ],
)
def test_a_word_is_explained_where_the_document_gives_it_its_meaning(
    question: str, document: Document, label: str
) -> None:
    assert [paragraph.label for paragraph, _ in defined(understand(question, [document]), [document])] == [label]


@pytest.mark.parametrize(
    "question", ["「両当事者」が調べる物とは何ですか", "「保管物」は誰が所有しますか", "「鍵」とは？"]
)
def test_what_is_asked_about_a_word_is_not_its_meaning(question: str) -> None:
    assert defined(understand(question, [CONTRACT]), [CONTRACT]) == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("第2条のうち「ただし」で始まる文を引用して", ["ただし、非常の際は、鍵を用いない。"]),
        (
            "第2条で「鍵を用い」という言葉を含む文は？",
            ["乙川倉庫は、両当事者の印がある鍵を用いる。", "ただし、非常の際は、鍵を用いない。"],
        ),
        ("第1条の「所有する」で終わる文は？", ["保管物は、甲野商事が所有する。"]),
        ("第1条に「海運」という語を含む文はありますか", []),
    ],
)
def test_a_look_up_shows_the_sentences_that_hold_the_words_it_quotes(question: str, said: list[str]) -> None:
    asked = understand(question, [CONTRACT])
    answer = look_up(asked)
    assert asked.kind == "look-up"
    assert [claim.text for claim in answer.claims] == said
    assert said or answer.message == "第1条に「海運」という語はありません。"


def test_what_is_expressed_or_done_is_a_verb_and_a_passive_is_known() -> None:
    found = [(verb.surface, verb.passive) for verb in verbs("支持を表明し、採択された計画に基づき協力する")]
    assert found == [("支持", False), ("表明", False), ("採択", True), ("基づき", False), ("協力", False)]
