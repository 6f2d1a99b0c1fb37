from assistant.answer import Turn
from assistant.answering import Assistant


def test_the_next_paragraph_is_counted_from_the_last_answer(assistant: Assistant) -> None:
    first = assistant.ask("第15段落を見せて")
    turns = [Turn(question="第15段落を見せて", query=first.query, answer=first)]
    assert [c.label for c in assistant.ask("その次の段落は？", turns=turns).citations] == ["16"]
    assert [c.label for c in assistant.ask("前の段落は？", turns=turns).citations] == ["14"]


def test_without_an_answer_before_nothing_is_counted(assistant: Assistant) -> None:
    assert "16" not in [c.label for c in assistant.ask("その次の段落は？").citations]


def test_a_place_inside_a_paragraph_means_the_paragraph_just_shown(assistant: Assistant) -> None:
    first = assistant.ask("第36段落を見せて")
    turns = [Turn(question="第36段落を見せて", query=first.query, answer=first)]
    answer = assistant.ask("では最後の文は？", turns=turns)
    assert [c.label for c in answer.citations] == ["36"]
    assert answer.claims[0].text.startswith("さらに")
    beyond = assistant.ask("第12文は？", turns=turns)
    assert (beyond.status, beyond.reason) == ("abstained", "no such paragraph")


def test_a_place_inside_nothing_is_no_question(assistant: Assistant) -> None:
    assert assistant.ask("最後の文は？").status == "abstained"
