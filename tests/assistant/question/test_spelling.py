import pytest

from assistant.question.shared_words import carried_over
from assistant.question.spelling import as_spelt
from index.document import Document


@pytest.mark.parametrize(
    ("asked", "spelt"),
    [
        ("雪豹のフォーラムはいつ？", "ユキヒョウのフォーラムはいつ？"),  # one reading
        ("国際機関は？", "国際機関は？"),  # not 期間, which is read alike
        ("再エネは？", "再生可能エネルギーは？"),  # beginnings of words, in their order
        ("国会の承認は？", "国会の承認は？"),  # a word of its own, not short for 国際会議
        ("日本の外相は？", "日本の外務大臣は？"),  # an office, written out there
        ("平壌に何を求めた？", "平壌に何を求めた？"),  # may be the place
        ("平壌に対して何を求めた？", "北朝鮮に対して何を求めた？"),  # its government
        ("外相会合は？", "外相会合は？"),  # within another name
        ("経済支援は？", "経済支援は？"),  # nothing of it is cut
        ("岸田外相は何を強調した？", "日本国外務大臣は何を強調した？"),  # whom the statement calls by the office
        ("岸田外相の名前は？", "岸田外相の名前は？"),  # the name is asked for
        ("安倍総理が訪問した国は？", "安倍総理が訪問した国は？"),  # the statement calls him so
    ],
)
def test_a_question_is_read_in_the_documents_own_spelling(asked: str, spelt: str, statement: Document) -> None:
    assert as_spelt(asked, [statement]) == spelt


def test_sounds_names_and_letters_cross_to_another_language(statement: Document) -> None:
    carried = carried_over("Did Kyrgyzstan or UNODC send an observer?", "en", [statement])
    assert set(carried) == {"キルギス", "unodc", "オブザーバー"}


def test_nothing_is_carried_into_a_document_of_the_same_language(statement: Document) -> None:
    assert carried_over("UNODCとキルギス", "ja", [statement]) == ()
