"""What an add would find, line by line: paragraphs for programs, the audit for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.document import Document, Finding

_EXCERPT_CHARS = 50
_MOST_IN_FULL = 8


def parsed_lines(document: Document) -> Iterator[dict[str, Any]]:
    """One paragraph a line, as `danraku parse --json` prints it."""
    for paragraph in document:
        yield {
            "label": paragraph.label,
            "native": paragraph.native,
            "section": paragraph.section,
            "text": paragraph.text,
            "page": paragraph.page,
            "origin": paragraph.origin,
            "parts": [part.label for part in paragraph.parts],
        }


def label_lines(document: Document) -> Iterator[str]:
    """Sections and labels with the first words of each, as `danraku parse` prints them."""
    openings: dict[int, list[str]] = {section.start: [] for section in document.sections}
    for section in document.sections:
        openings[section.start].append(
            f"{'#' * section.level} {section.label} {_without(section.title, section.label)}"
        )
    for paragraph in document:
        yield from (line.rstrip() for line in openings.get(paragraph.position, ()))
        words = " ".join(paragraph.text.split())
        short = words if len(words) <= _EXCERPT_CHARS else f"{words[:_EXCERPT_CHARS]}…"
        page = f"  (p. {paragraph.page})" if paragraph.page else ""
        yield f"  {paragraph.label:>8}  {short}{page}"


def audit_lines(document: Document) -> Iterator[str]:
    """The numbering audit in words: what was counted, then each finding with its place.

    Of many findings of one kind the first are told in full, the others by their lines.
    """
    yield f"Numbering: {document.numbering or 'none of the author’s; the labels ¶1, ¶2, ... are ours'}"
    yield "Found: " + ", ".join(f"{count} {name}" for name, count in document.audit.counts.items())
    if not document.audit.findings:
        yield "No gaps, no repeats, nothing left over"
    places = _line_numbers(document)
    for kind in dict.fromkeys(finding.kind for finding in document.audit.findings):
        alike = [finding for finding in document.audit.findings if finding.kind == kind]
        yield from (_finding(finding, places[finding.start_char]) for finding in alike[:_MOST_IN_FULL])
        if rest := alike[_MOST_IN_FULL:]:
            lines = ", ".join(str(places[finding.start_char]) for finding in rest)
            yield f"{kind}: {len(rest)} more, in lines {lines}"


def _line_numbers(document: Document) -> dict[int, int]:
    """The line, from 1, of every place that a finding names, in one pass over the text."""
    numbers, line, at = {}, 1, 0
    for place in sorted({finding.start_char for finding in document.audit.findings}):
        line += document.text.count("\n", at, place)
        numbers[place] = line
        at = place
    return numbers


def _finding(finding: Finding, line: int) -> str:
    excerpt = f": {' '.join(finding.excerpt.split())}" if finding.excerpt else ""
    return f"{finding.kind}, line {line}: {finding.message}{excerpt}"


def _without(title: str, label: str) -> str:
    return "" if title == label else title
