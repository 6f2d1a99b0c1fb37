"""What was counted on reading, and what looks wrong: gaps, repeats, suspects, leftovers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.document import Audit, Finding, Paragraph
from index.numbering.sections import Heading
from index.numbering.units import Plan, Unit
from index.source import Source

_EXCERPT_CHARS = 60
_NAMES = {
    "numbered": "numbered paragraphs",
    "unnumbered": "unnumbered paragraphs",
    "ours": "paragraphs labelled by us",
}


def audit(source: Source, plan: Plan, headings: Sequence[Heading], paragraphs: Sequence[Paragraph]) -> Audit:
    """Counts and findings for a document just read."""
    counts = Counter(paragraph.origin for paragraph in paragraphs)
    found = {_NAMES[origin]: count for origin, count in counts.items()}
    if headings:
        found["headings"] = len(headings)
    findings = (
        *source.findings,
        *_gaps(plan.units),
        *_repeats(plan.units),
        *_leftovers(source, plan, headings, paragraphs),
    )
    return Audit(found, tuple(findings))


def _gaps(units: Sequence[Unit]) -> Iterator[Finding]:
    for a, b in pairwise(units):
        if len(a.marker.value) == len(b.marker.value) == 1 and b.marker.value[0] > a.marker.value[0] + 1:
            yield Finding("gap", f"No number between {a.label} and {b.label}", b.label, b.marker.start_char)


def _repeats(units: Sequence[Unit]) -> Iterator[Finding]:
    counts = Counter(unit.label for unit in units)
    for label, count in counts.items():
        if count > 1:
            first = next(unit for unit in units if unit.label == label)
            yield Finding("repeat", f"{label} is printed {count} times", label, first.marker.start_char)


def _leftovers(
    source: Source, plan: Plan, headings: Sequence[Heading], paragraphs: Sequence[Paragraph]
) -> Iterator[Finding]:
    covered = [(p.start_char, p.end_char) for p in paragraphs]
    covered += [(source.lines[unit.marker.line].start_char, unit.marker.body_char) for unit in plan.units]
    covered += [(source.lines[h.line].start_char, source.lines[h.line].end_char) for h in headings]
    covered += [(f.start_char, f.start_char + len(f.excerpt)) for f in source.findings]
    end = source.lines[0].start_char if source.lines else 0
    for start, stop in [*sorted(covered), (len(source.text), len(source.text))]:
        between = source.text[end:start]
        if any(char.isalnum() for char in between):
            place = end + len(between) - len(between.lstrip())
            yield Finding("leftover", "Text that belongs to no paragraph", "", place, between.strip()[:_EXCERPT_CHARS])
        end = max(end, stop)
