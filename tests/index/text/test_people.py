import pytest

from index.text.people import people


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("岸田日本国外務大臣", ["岸田"]),
        ("アスロフ・タジキスタン共和国外務大臣", ["アスロフ"]),  # not in the dictionary
        ("セミパラチンスク核実験場でユキヒョウを見た", []),
        ("外務大臣はプロジェクトを歓迎した", []),
        ("Minister Kishida", []),  # Japanese only
    ],
)
def test_people_are_told_from_offices_and_loan_words(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in people(text)] == found
