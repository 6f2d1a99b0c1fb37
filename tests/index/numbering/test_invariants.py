"""Whatever is numbered how: offsets hold, labels are unique, nothing breaks what reads on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.address import find_addresses
from index.derived.references import references
from index.document import Document
from index.errors import EmptyDocument
from index.numbering import number
from index.numbering.outline import outline_of
from index.numbering.plan import unit_start
from index.parsing import parse
from index.reading import Source, read_markdown, read_plain

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


@settings(max_examples=150, deadline=None)
@given(text=FRAGMENTS, kind=st.sampled_from([read_markdown, read_plain]))
def test_every_character_is_in_a_paragraph_a_heading_a_number_or_a_reported_leftover(
    text: str, kind: Callable[[str], Source]
) -> None:
    source = kind(text)
    document, outline = number(source, id="sample"), outline_of(source)
    covered = [(p.start_char, p.end_char) for p in document]
    covered += [(unit_start(unit, source.lines), unit.marker.body_char) for unit in outline.units]
    for heading in outline.headings:
        lines = source.lines[heading.line : heading.line + heading.lines]
        covered.append((lines[0].start_char, lines[-1].end_char))
    reported = [finding.start_char for finding in document.audit.findings if finding.kind == "leftover"]
    end = source.lines[0].start_char if source.lines else 0
    for start, stop in [*sorted(covered), (len(source.text), len(source.text))]:
        assert not source.text[end:start].strip() or any(end <= place < start for place in reported)
        end = max(end, stop)
