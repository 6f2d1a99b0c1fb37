"""Numbers that count the lines of a plain text are no text; those of lists are."""

from __future__ import annotations

import textwrap

import pytest

from index.parsing import parse
from index.reading.plain import read_plain

WORDS = (
    "The keeper of the light shall measure the oil every week and write down what he finds in the book of the tower. "
)


def wrapped() -> list[str]:
    lines: list[str] = ["Rules of the Lighthouse", ""]
    for n in range(1, 8):
        lines += [*textwrap.wrap(f"Article {n} {WORDS * 2}", 50), ""]
    return lines


@pytest.mark.parametrize("step", [1, 5])
def test_numbers_that_count_lines_are_left_out_and_named(step: int) -> None:
    plain = wrapped()
    text = "\n".join(f"{n:4}  {line}" if n % step == 0 else f"      {line}" for n, line in enumerate(plain, 1))
    source = read_plain(text)
    assert source.text.split() == " ".join(plain).split()
    assert "Numbers of lines" in " ".join(finding.message for finding in source.findings)
    numbered = [p.label for p in parse(text, id="rules.txt") if p.origin == "numbered"]
    assert numbered == [f"Article {n}" for n in range(1, 8)]


@pytest.mark.parametrize("words", ["Norway", "The boats are to be painted before the winter comes."])
def test_a_list_with_an_item_a_line_keeps_its_numbers(words: str) -> None:
    text = "\n".join(f"{n}  {words} {'x' * (n % 9)}".strip() for n in range(1, 40))
    assert read_plain(text).text == text
