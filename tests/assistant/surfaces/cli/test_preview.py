from __future__ import annotations

from assistant.surfaces.cli.preview import audit_lines, label_lines, parsed_lines
from index.parsing import parse

TEXT = "# Title\n\n## I. One\n\n1. First.\n2. Second.\n\n## II. Two\n\n3. Third.\n5. Fifth.\n"


def test_each_paragraph_is_one_line_for_programs() -> None:
    rows = list(parsed_lines(parse(TEXT)))
    assert [(row["label"], row["native"], row["section"], row["text"]) for row in rows] == [
        ("1", "1.", "I", "First."),
        ("2", "2.", "I", "Second."),
        ("3", "3.", "II", "Third."),
        ("5", "5.", "II", "Fifth."),
    ]


def test_sections_stand_above_their_paragraphs() -> None:
    lines = [line.split() for line in label_lines(parse(TEXT))]
    assert lines[0] == ["##", "I", "One"]
    assert lines[3] == ["##", "II", "Two"]


def test_the_audit_says_what_is_missing_and_where() -> None:
    assert list(audit_lines(parse(TEXT))) == [
        "Numbering: N.",
        "Found: 4 numbered paragraphs, 3 headings",
        "gap, line 11: No number between 3 and 5",
    ]


def test_labels_of_ours_are_called_so() -> None:
    assert "are ours" in next(iter(audit_lines(parse("Just text.\n\nMore text."))))


def test_many_findings_of_one_kind_are_told_by_their_lines() -> None:
    text = "\n".join(f"{n}. Text." for n in range(1, 40, 2))
    lines = list(audit_lines(parse(text)))
    assert lines[2] == "gap, line 2: No number between 1 and 3"
    # nineteen gaps: eight in words, those in lines 10 to 20 by their place
    assert lines[-1] == "gap: 11 more, in lines " + ", ".join(map(str, range(10, 21)))
