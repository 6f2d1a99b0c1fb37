from collections import Counter

from assistant.samples import SAMPLE
from index.derived import forms, vocabulary
from index.parsing import read_document
from index.text.languages.plain_words import groups, representative
from index.text.tokens import content_forms


def test_everyday_and_official_words_are_one() -> None:
    assert forms("会議を開く") == forms("会合を開催する") - {"為る"} | {representative("会議")}
    assert representative("開く") == representative("催す") == "開催"


def test_a_word_that_is_in_no_group_stands_for_itself() -> None:
    assert representative("湿地") == "湿地"


def test_each_word_belongs_to_one_group() -> None:
    counted = Counter(form for group in groups() for form in group)
    assert [form for form, times in counted.items() if times > 1] == []


def test_a_group_occurs_wherever_one_of_its_words_does() -> None:
    statement = read_document(SAMPLE)
    written = [content_forms(paragraph.text) for paragraph in statement]
    alone = sum("開催" in own for own in written)
    any_of_them = sum("開催" in map(representative, own) for own in written)
    assert alone < any_of_them == vocabulary(statement).paragraphs["開催"]
