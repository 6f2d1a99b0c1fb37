from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.document import Document
from index.parsing import parse


def labels(document: Document) -> list[str]:
    return [paragraph.label for paragraph in document]


def readable(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def test_a_block_without_a_number_belongs_to_the_paragraph_above() -> None:
    document = parse("- 1 はじめ。\n- 2 次。\n- 3 一文目。\n二文目。\n- 4 次。")
    assert labels(document) == ["1", "2", "3", "4"]
    assert document["3"].text == "一文目。\n二文目。"


def test_an_amount_at_a_line_start_is_no_number() -> None:
    document = parse("1. One.\n2. Two, at\n81.6 billion.\n3. Three, of\n2023 and\n16th.\n4. Four.")
    assert labels(document) == ["1", "2", "3", "4"]


def test_a_document_without_numbers_gets_labels_of_ours() -> None:
    document = parse("# Note\n\nFirst block.\n\nSecond block,\nstill second.")
    assert [(p.label, p.origin) for p in document] == [("¶1", "ours"), ("¶2", "ours")]


def test_a_missing_number_is_reported_and_not_made_up() -> None:
    document = parse("1. a.\n2. b.\n3. c.\n5. e.\n6. f.")
    assert labels(document) == ["1", "2", "3", "5", "6"]
    assert [(f.kind, f.label) for f in document.audit.findings] == [("gap", "5")]


@given(st.text(max_size=400))
def test_every_letter_belongs_to_a_paragraph_a_mark_or_a_reported_leftover(text: str) -> None:
    if not text.strip():
        return
    document = parse(text)
    assert all(document.text[p.start_char : p.end_char] == p.text for p in document)
    assert len({p.label for p in document}) == len(document)
    if not document.audit.findings and document.paragraphs and document.paragraphs[0].origin == "ours":
        headings = sum(len(readable(line)) for line in text.split("\n") if line.lstrip().startswith("#"))
        assert sum(len(readable(p.text)) for p in document) + headings >= len(readable(text))


def test_a_plain_text_is_named_by_the_line_above_it() -> None:
    assert parse("Rules of the Club\n\n1. One.\n2. Two.\n3. Three.\n", id="rules.txt").title == "Rules of the Club"
    assert parse("1. One.\n2. Two.\n3. Three.\n", id="rules.txt").title == "rules.txt"


def test_two_bulleted_numbers_are_enough_to_number_a_text() -> None:
    document = parse("- 3 一文目。\n二文目。\n- 4 次。")
    assert [p.label for p in document.paragraphs] == ["3", "4"]
    assert document["3"].text == "一文目。\n二文目。"
