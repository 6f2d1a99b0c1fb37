"""What a paragraph refers to and what refers to it."""

from __future__ import annotations

from index.derived import neighbours
from index.parsing import parse


def test_neighbours_are_named_in_both_directions_each_once() -> None:
    text = "1. Decides.\n2. As in paragraphs 1 and 3, and paragraph 1.\n3. Recalls paragraph 1.\n"
    near = neighbours(parse(text, id="d.md"))
    assert (near["2"].targets, near["2"].sources) == (("1", "3"), ())
    assert (near["1"].targets, near["1"].sources) == ((), ("2", "3"))


def test_a_reference_to_a_part_of_its_own_paragraph_is_no_neighbour() -> None:
    near = neighbours(parse("第一条　払う。\n２　前項による。\n\n第二条　終わり。\n", id="law.txt"))
    assert [reference.part for reference in near["第1条"].refers_to] == ["第1条第1項"]
    assert (near["第1条"].targets, near["第1条"].sources) == ((), ())
