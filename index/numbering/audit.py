"""What was counted on reading, and what looks wrong: gaps, repeats, suspects, doubts, leftovers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from index.document import Audit, Finding, Paragraph
from index.numbering.doubts import doubts
from index.numbering.outline import Outline
from index.numbering.plan import Unit, unit_start
from index.numbering.schemes import Marker, Value
from index.reading import Source

_EXCERPT_CHARS = 60
_NAMES = {
    "numbered": "numbered paragraphs",
    "unnumbered": "unnumbered paragraphs",
    "ours": "paragraphs labelled by us",
}


def audit(source: Source, outline: Outline, paragraphs: Sequence[Paragraph]) -> Audit:
    """Counts and findings for a document just read."""
    counts = Counter(paragraph.origin for paragraph in paragraphs)
    found = {_NAMES[origin]: count for origin, count in counts.items()}
    levels = Counter(unit.depth for unit in outline.units)
    if len(levels) > 1:
        found |= {f"of level {depth + 1}": levels[depth] for depth in sorted(levels)}
    if parts := sum(len(paragraph.parts) for paragraph in paragraphs):
        found["numbered units inside paragraphs"] = parts
    if outline.headings:
        found["headings"] = len(outline.headings)
    units = outline.units
    numbers = (*_gaps(units), *_repeats(units, paragraphs), *_suspects(outline.plan.suspects, paragraphs))
    odd = doubts(outline, paragraphs, outline.candidates)
    findings = (*source.findings, *numbers, *odd, *_leftovers(source, outline, paragraphs))
    return Audit(found, findings)


def _gaps(units: Sequence[Unit]) -> Iterator[Finding]:
    """Numbers left out between two units of one list."""
    above: dict[int, Unit] = {}
    for unit in units:
        before = above.get(unit.depth)
        if before and before.marker.value[:-1] == unit.marker.value[:-1]:
            step = unit.marker.value[-1] - before.marker.value[-1]
            if step > 1 and len(unit.marker.value) == 1:
                yield Finding(
                    "gap", f"No number between {before.label} and {unit.label}", unit.label, unit.marker.start_char
                )
        above = {depth: known for depth, known in above.items() if depth < unit.depth} | {unit.depth: unit}


def _repeats(units: Sequence[Unit], paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    """Labels that several numbers would have, with those by which they are told apart."""
    places = [paragraph.start_char for paragraph in paragraphs]
    several: dict[str, list[Unit]] = {}
    for unit in units:
        several.setdefault(unit.label, []).append(unit)
    for label, alike in several.items():
        if len(alike) > 1:
            found = (bisect_left(places, unit.marker.body_char) for unit in alike)
            names = ", ".join(paragraphs[at].label for at in found if at < len(paragraphs))
            message = f"{label} is printed {len(alike)} times; told apart as {names}"
            yield Finding("repeat", message, label, alike[0].marker.start_char)


def _suspects(markers: Sequence[Marker], paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    """Numbers of the document's own kind that stand inside a paragraph and are no list in it."""
    places = [paragraph.start_char for paragraph in paragraphs]
    known = {paragraph.start_char + part.start_char for paragraph in paragraphs for part in paragraph.parts}
    listed: dict[tuple[int, str], set[Value]] = {}
    for marker in markers:
        at = bisect_right(places, marker.start_char) - 1
        if at < 0 or paragraphs[at].origin != "numbered" or marker.start_char in known:
            continue
        before = listed.setdefault((at, marker.scheme), set())
        if marker.value == (1,) or (*marker.value[:-1], marker.value[-1] - 1) in before:
            before.add(marker.value)
            continue
        label, inside = paragraphs[at].label, marker.start_char - paragraphs[at].start_char
        words = paragraphs[at].text[inside : inside + _EXCERPT_CHARS]
        yield Finding("suspect", f"{marker.native} inside {label} looks like a number", label, marker.start_char, words)


def _leftovers(source: Source, outline: Outline, paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    covered = [(p.start_char, p.end_char) for p in paragraphs]
    covered += [(unit_start(unit, source.lines), unit.marker.body_char) for unit in outline.units]
    for h in outline.headings:
        covered.append((source.lines[h.line].start_char, source.lines[h.line + h.lines - 1].end_char))
    end = source.lines[0].start_char if source.lines else 0
    for start, stop in [*sorted(covered), (source.body_end, source.body_end)]:
        between = source.text[end:start]
        if any(char.isalnum() for char in between):
            place = end + len(between) - len(between.lstrip())
            yield Finding("leftover", "Text that belongs to no paragraph", "", place, between.strip()[:_EXCERPT_CHARS])
        end = max(end, stop)
    if source.notes:
        words = source.text[source.body_end :].strip()[:_EXCERPT_CHARS]
        yield Finding("leftover", f"Footnotes: {source.notes} lines", "", source.body_end, words)
