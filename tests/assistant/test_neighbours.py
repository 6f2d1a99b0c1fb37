from assistant.answering import Assistant
from assistant.conversation import Turn


def test_the_next_paragraph_is_counted_from_the_last_answer(assistant: Assistant) -> None:
    first = assistant.ask("第15段落を見せて")
    turns = [Turn(question="第15段落を見せて", query=first.query, answer=first)]
    assert [c.label for c in assistant.ask("その次の段落は？", turns=turns).citations] == ["16"]
    assert [c.label for c in assistant.ask("前の段落は？", turns=turns).citations] == ["14"]


def test_without_an_answer_before_nothing_is_counted(assistant: Assistant) -> None:
    assert "16" not in [c.label for c in assistant.ask("その次の段落は？").citations]
