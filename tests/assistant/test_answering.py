"""Questions about the real statement, with the real parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import Turn
from assistant.answering import Assistant
from assistant.errors import BadQuestion
from index.document import Document
from index.library import Library
from index.model import Embedder, Vector
from tests.shared_reader import shared_reader


def labels(assistant: Assistant, question: str) -> list[str]:
    return [citation.label for citation in assistant.ask(question).citations]


def test_a_fact_is_quoted_with_its_paragraph(assistant: Assistant) -> None:
    answer = assistant.ask("日本のODAの総額は？")
    assert answer.status == "answered"
    assert [citation.label for citation in answer.citations] == ["3"]
    assert "5,680億円" in answer.claims[0].text
    assert answer.claims[0].support == "verbatim"


def test_the_asked_for_part_is_marked(assistant: Assistant) -> None:
    claim = assistant.ask("ラムサール条約の採択日").claims[0]
    assert [claim.text[start:end] for start, end in claim.marked] == ["1971年2月2日"]


@pytest.mark.parametrize("question", ["第24段落を見せて", "パラ２４", "二十四項", "ｐａｒａ．２４", "paragraph 24"])
def test_a_paragraph_is_shown_in_any_notation(assistant: Assistant, question: str) -> None:
    assert labels(assistant, question) == ["24"]


def test_a_paragraph_that_does_not_exist_is_said_not_to(assistant: Assistant) -> None:
    answer = assistant.ask("第52段落を見せて")
    assert (answer.status, answer.reason, answer.citations) == ("abstained", "no such paragraph", ())
    assert "41" in answer.message


def test_a_list_reads_every_paragraph(assistant: Assistant) -> None:
    answer = assistant.ask("JICAに言及している段落を全部挙げて")
    assert [citation.label for citation in answer.citations] == ["3", "20", "30"]
    assert (answer.scanned.checked, answer.scanned.total) == (43, 43)


def test_what_no_paragraph_mentions_is_proved_by_reading_them_all(assistant: Assistant) -> None:
    answer = assistant.ask("「アラル海」に触れている段落はどれ？")
    assert (answer.status, answer.reason) == ("abstained", "none mentions it")
    assert answer.scanned.checked == 43


def test_a_section_is_summed_up_one_line_a_paragraph(assistant: Assistant) -> None:
    assert labels(assistant, "人的・文化交流の章を要約して") == ["32", "33"]


def test_a_follow_up_is_read_behind_the_question_before(assistant: Assistant) -> None:
    question = "文化交流ミッションの第1回はどの国で行われましたか？"
    first = assistant.ask(question)
    answer = assistant.ask("それはいつ？", turns=[Turn(question, first.query, first)])
    assert answer.query == f"{question} それはいつ？"
    assert "32" in [citation.label for citation in answer.citations]


def test_a_question_in_english_finds_the_japanese_paragraph(assistant: Assistant) -> None:
    answer = assistant.ask("Which states supported Japan's bid for a permanent Security Council seat?")
    assert "38" in [citation.label for citation in answer.citations]
    assert answer.language == "en"


@pytest.mark.parametrize("question", ["", "  \n", "あ" * 100_000])
def test_a_question_that_is_none_is_refused(assistant: Assistant, question: str) -> None:
    with pytest.raises(BadQuestion):
        assistant.ask(question)


def test_the_whole_document_is_summed_up_by_its_sections(assistant: Assistant) -> None:
    assert len(labels(assistant, "文書全体を要約して")) == 7


def test_a_number_that_stands_alone_has_no_words_to_quote(tmp_path: Path, embedder: Embedder) -> None:
    rules = tmp_path / "rules.txt"
    rules.write_text(
        "第1条\n\n第2条 費用は会員が払う。\n\n第3条 終わり。\n\n第4条\n\n第5条 細則は別に定める。\n", encoding="utf-8"
    )
    with Library(tmp_path / "library", lambda: embedder) as library:
        library.add(rules)
        own = Assistant(library, shared_reader)
        assert (own.ask("第1条").status, own.ask("第1条").reason) == ("abstained", "no words")
        assert labels(own, "全体を要約して") == ["第2条", "第3条", "第5条"]
        assert labels(own, "費用は誰が払う？") == ["第2条"]


def test_the_first_question_in_other_words_embeds_itself_alone_after_warming_up(
    tmp_path: Path, memo: Document, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded: list[str] = []
    real = embedder.embed_query

    def counted(text: str) -> Vector:
        embedded.append(text)
        return real(text)

    monkeypatch.setattr(embedder, "embed_query", counted)
    with Library(tmp_path, lambda: embedder) as library:
        library.add_document(memo)
        assistant = Assistant(library, shared_reader)
        assistant.warm_up()
        assert embedded
        embedded.clear()
        assistant.ask("いくら払うことになりますか。")
    assert embedded == ["いくら払うことになりますか。"]


def test_paragraphs_to_be_compared_are_shown(assistant: Assistant) -> None:
    answer = assistant.ask("第24段落と第27段落はどう違いますか")
    assert [citation.label for citation in answer.citations] == ["24", "27"]


BYLAWS = """会館使用規則

第1条 会館を使おうとする者は、管理人に申し出る。

第2条 使用者は、備品を持ち出してはならない。

第3条 使用の時間は、九時から二十一時までとする。

第4条 管理人は、記録を三年間保存する。

第5条 第二条の規定に違反した者は、一万円以下の過料に処する。
"""


def test_what_is_asked_of_a_place_may_be_said_where_it_is_referred_to(tmp_path: Path, embedder: Embedder) -> None:
    rules = tmp_path / "rules.txt"
    rules.write_text(BYLAWS, encoding="utf-8")
    with Library(tmp_path / "library", lambda: embedder) as library:
        library.add(rules)
        own = Assistant(library, shared_reader)
        assert labels(own, "第2条の規定に違反した者の過料はいくらですか") == ["第5条"]
        assert labels(own, "第2条の使用者は何を持ち出してはならないのですか") == ["第2条"]


def test_a_greeting_and_a_task_are_answered_by_what_can_be_done(assistant: Assistant) -> None:
    greeted, asked = assistant.ask("こんにちは"), assistant.ask("Translate the document into French")
    assert (greeted.state, greeted.reason, greeted.citations) == ("nothing asked", "not a question", ())
    assert (asked.state, asked.reason) == ("nothing asked", "no such service")
    assert "not offered" in asked.message


def test_a_summary_is_as_long_as_was_asked_for(assistant: Assistant) -> None:
    assert len(assistant.ask("この文書を3行で要約してください").claims) == 3
    section = assistant.ask("開発の章を2行でまとめて")
    assert len(section.claims) == 2
    assert {claim.citations[0].label for claim in section.claims} <= {str(n) for n in range(23, 32)}
