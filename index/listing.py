"""What an add would find, line by line: paragraphs for programs, the audit for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.document import Document, Finding

_EXCERPT_CHARS = 50


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
    """The numbering audit in words: what was counted, then each finding with its place."""
    yield f"Numbering: {document.numbering or 'none of the author’s; the labels ¶1, ¶2, ... are ours'}"
    yield "Found: " + ", ".join(f"{count} {name}" for name, count in document.audit.counts.items())
    if not document.audit.findings:
        yield "No gaps, no repeats, nothing left over"
    for finding in document.audit.findings:
        yield _finding(document, finding)


def _finding(document: Document, finding: Finding) -> str:
    line = document.text.count("\n", 0, finding.start_char) + 1
    excerpt = f": {' '.join(finding.excerpt.split())}" if finding.excerpt else ""
    return f"{finding.kind}, line {line}: {finding.message}{excerpt}"


def _without(title: str, label: str) -> str:
    return "" if title == label else title
