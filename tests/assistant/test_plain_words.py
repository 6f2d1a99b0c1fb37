from collections import Counter

from assistant.plain_words import representative, spellings
from assistant.terms import forms, vocabulary
from index.document import Document


def test_everyday_and_official_words_are_one() -> None:
    assert forms("会議を開く") == forms("会合を開催する") - {"為る"} | {representative("会議")}
    assert representative("開く") == representative("催す") == "開催"


def test_a_word_that_is_in_no_group_stands_for_itself() -> None:
    assert (representative("湿地"), spellings("湿地")) == ("湿地", ("湿地",))


def test_each_word_belongs_to_one_group() -> None:
    from assistant.plain_words import _members

    counted = Counter(form for group in _members().values() for form in group)
    assert [form for form, times in counted.items() if times > 1] == []


def test_a_group_occurs_wherever_one_of_its_words_does(statement: Document) -> None:
    frequencies = vocabulary(statement).words.paragraphs
    assert frequencies["査証"] == 1  # paragraph 33 alone; ビザ is its word in questions
    assert "ビザ" in spellings("査証")
