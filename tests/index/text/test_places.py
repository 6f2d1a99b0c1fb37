import pytest

from index.text.places import places


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ビシュケク市において", [("place", "ビシュケク")]),
        ("タジキスタン共和国外務大臣", [("country", "タジキスタン")]),
        ("パリ協定とラムサール条約", []),  # places within other names
        ("中央アジアの発展", []),
        ("held in Tokyo", []),  # Japanese only
    ],
)
def test_places_are_told_from_names_that_hold_one(text: str, found: list[tuple[str, str]]) -> None:
    assert [(place.kind, text[place.start_char : place.end_char]) for place in places(text)] == found
