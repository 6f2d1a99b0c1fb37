from __future__ import annotations

from eval.items import CitedLabel, RunTurn
from eval.scoring import Source
from eval.scoring.statements import take_apart


def parts(text: str, source: Source, *beside: str) -> list[tuple[str, list[str]]]:
    turn = RunTurn(
        id="x", turn=0, status="answered", text=text, citations=tuple(CitedLabel(label=label) for label in beside)
    )
    return [(s.text, [c.label for c in s.cited]) for s in take_apart(turn, source).statements]


def test_a_marker_covers_the_words_before_it_back_to_the_last_one(statement: Source) -> None:
    assert parts("歓迎した。〔16〕表明した。〔14〕〔15〕\n余談。", statement) == [
        ("歓迎した。", ["16"]),
        ("表明した。", ["14", "15"]),
        ("余談。", []),
    ]


def test_a_marker_names_its_document(statement: Source) -> None:
    turn = RunTurn(id="x", turn=0, status="answered", text="歓迎した。〔other.md 16〕")
    assert [(c.document, c.label) for c in take_apart(turn, statement).cited] == [("other.md", "16")]


def test_a_marker_of_an_unknown_paragraph_is_one_all_the_same(statement: Source) -> None:
    assert parts("歓迎した。〔99〕", statement) == [("歓迎した。", ["99"])]


def test_brackets_in_the_text_itself_are_not_markers(statement: Source) -> None:
    assert parts("法律〔平成二十年法律第五号〕による。", statement) == [("法律〔平成二十年法律第五号〕による。", [])]


def test_other_notations_are_read_where_there_is_no_bracket(statement: Source) -> None:
    assert parts("It was welcomed [16]. Noted.", statement)[0] == ("It was welcomed", ["16"])
    assert parts("It was welcomed (para. 16).", statement)[0] == ("It was welcomed.", ["para. 16"])
    assert parts("第16段落によると歓迎した。他。", statement, "14") == [
        ("第16段落によると歓迎した。", ["16"]),
        ("他。", ["14"]),
    ]


def test_a_text_without_markers_cites_everything_everywhere(statement: Source) -> None:
    assert parts("歓迎した。表明した。", statement, "14", "16") == [
        ("歓迎した。", ["14", "16"]),
        ("表明した。", ["14", "16"]),
    ]


def test_a_quote_of_several_lines_is_covered_by_its_last_marker(statement: Source) -> None:
    passage = statement.find("14")
    assert passage is not None
    assert all(cited == ["14"] for _, cited in parts(passage.text + "〔14〕", statement))


def test_a_fact_on_a_line_of_its_own_is_not_covered_by_the_marker_below(statement: Source) -> None:
    assert parts("2017年2月28日\n各国外務大臣は〔14〕", statement)[0] == ("2017年2月28日", [])
