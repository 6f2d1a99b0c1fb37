"""What a reader says of the numbers found is used, kept by its words, and used again for the next version."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.document import Correction, Document
from index.numbering import number
from index.numbering.corrections import NoSuchLine, correction_of
from index.reading.plain import read_plain
from index.storage.records import document_from, head_of

MOODS = ("kind", "fair", "true")
RULES = "\n".join(f"{n}. Be slow, and {mood} to everybody who comes aboard." for n, mood in enumerate(MOODS, 1))
TEXT = f"Plan\n1. Buy a boat.\n2. Paint it.\n3. Sail away.\n\nRules\n4. Be kind.\n{RULES}\n"


def read(text: str, *said: Correction) -> Document:
    return number(read_plain(text), id="a.txt", corrections=said)


def labels(document: Document) -> list[str]:
    return [paragraph.label for paragraph in document if paragraph.origin == "numbered"]


def test_numbers_begin_where_a_reader_says() -> None:
    document = read(TEXT, correction_of(TEXT, "begins", 8))
    assert labels(document) == ["1", "2", "3"]
    assert document["2"].text.startswith("Be slow, and fair")


def test_lines_that_are_contents_hold_no_numbers() -> None:
    document = read(TEXT, correction_of(TEXT, "contents", 2, 4), correction_of(TEXT, "no number", 7))
    assert labels(document) == ["1", "2", "3"]
    assert document["1"].text.startswith("Be slow, and kind")


def test_a_correction_holds_for_the_next_version_where_its_words_stand_elsewhere() -> None:
    said = correction_of(TEXT, "begins", 8)
    later = TEXT.replace("Plan\n", "Plan\n\nA new line.\n\n")
    assert labels(read(later, said)) == ["1", "2", "3"]
    assert labels(read(TEXT.replace("slow, and kind", "quick"), said)) == labels(
        read(TEXT.replace("slow, and kind", "quick"))
    )


def test_corrections_are_kept_with_the_document() -> None:
    document = read(TEXT, correction_of(TEXT, "contents", 2, 4))
    assert document_from("a.txt", (head_of(document), TEXT, ""), document.paragraphs) == replace(document, sha256="")


def test_a_blank_line_cannot_be_corrected() -> None:
    with pytest.raises(NoSuchLine):
        correction_of(TEXT, "no number", 5)


def test_added_with_corrections_and_replaced_without_keeps_them(tmp_path: Path) -> None:
    from index.parsing import read_document

    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    said = (correction_of(TEXT, "begins", 8),)
    assert read_document(file, corrections=said).corrections == said
