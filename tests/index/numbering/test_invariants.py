"""Whatever is numbered how: offsets hold, labels are unique, nothing breaks what reads on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.address import find_addresses
from index.document import Document
from index.errors import EmptyDocument
from index.reading import parse
from index.references import references

NUMBERS = [
    "第一条　",
    "第2条 ",
    "Article 3\n",
    "1. ",
    "2. ",
    "(1) ",
    "（２）",
    "- 3 ",
    "a. ",
    "ア　",
    "①",
    "4.2.1 ",
    "1-1　",
]
HEADINGS = [
    "附則\n",
    "# I. A\n",
    "## B\n",
    "別紙\n",
    "CHAPTER I\n",
    "目次\n",
    "Annex A\n",
    "　　第二章　章\n",
    "……… 4\n",
]
OTHERS = [
    "\n\n",
    "\n",
    "text words. ",
    "本文です。",
    "Статья 5\n",
    "[9] ",
    "§ 4 ",
    "一、",
    "\f",
    "5bis. ",
    "9999. ",
    "¶7 ",
]
FRAGMENTS = st.lists(st.sampled_from(NUMBERS + HEADINGS + OTHERS), max_size=50).map("".join)


def checked(document: Document) -> None:
    end = 0
    for position, paragraph in enumerate(document):
        assert paragraph.position == position
        assert paragraph.start_char >= end
        assert document.text[paragraph.start_char : paragraph.end_char] == paragraph.text
        assert all(0 <= part.start_char < part.end_char <= len(paragraph.text) for part in paragraph.parts)
        end = paragraph.end_char
    for names in ([p.label for p in document], [s.label for s in document.sections]):
        assert len(set(names)) == len(names)
    assert all(0 <= section.start < section.stop <= len(document) for section in document.sections)


@pytest.mark.parametrize("name", ["sample.md", "sample.txt"])
@settings(max_examples=60, deadline=None)
@given(text=FRAGMENTS)
def test_any_mixture_of_numbers_gives_a_sound_document(name: str, text: str) -> None:
    try:
        document = parse(text, id=name)
    except EmptyDocument:
        return
    checked(document)
    assert all(reference.target in document for reference in references(document))
    for address in find_addresses("第2条第1項、第9条の2、paragraph 3、4.2.1、別紙", document):
        assert all(label in document for label in address.labels)


@settings(max_examples=60, deadline=None)
@given(text=FRAGMENTS)
def test_every_letter_is_in_a_paragraph_a_heading_a_number_or_a_finding(text: str) -> None:
    source = text.replace("\f", "")
    if not source.strip():
        return
    document = parse(source)
    inside = sum(sum(map(str.isalnum, paragraph.text)) for paragraph in document)
    marks = sum(sum(map(str.isalnum, paragraph.native)) for paragraph in document)
    reported = any(finding.kind == "leftover" for finding in document.audit.findings)
    headings = document.audit.counts.get("headings", 0)
    assert reported or headings or inside + marks >= sum(map(str.isalnum, source))
