"""What was counted on reading, and what looks wrong: gaps, repeats, suspects, doubts, leftovers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from index.document import Audit, Finding, Paragraph
from index.numbering.marks import Marker, Value
from index.numbering.outline import Outline
from index.numbering.plan import Unit, unit_start
from index.numbering.regions import is_supplement
from index.reading import Source
from index.text.label_numerals import spanned

_EXCERPT_CHARS = 60
_NAMES = {
    "numbered": "numbered paragraphs",
    "unnumbered": "unnumbered paragraphs",
    "ours": "paragraphs labelled by us",
}
_LONGEST_LABEL = 20
_SHARE, _LEAST_CHARS, _TIMES = 0.5, 4_000, 15
_LEAST_TITLES, _LONGEST_TITLE = 5, 60
_LEAST_UNITS, _LEAST_CANDIDATES = 4, 5
_LATEST = 100
_STOPPED = re.compile(r"[.。．!?！？;；:：]\W*$")
_INSIDE = "numbers may be inside"
_SHOW = "see them with: danraku show DOCUMENT"
_CORRECT = "if it is wrong, say so with: danraku add FILE --contents, --begins or --no-number"


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
            step = unit.marker.value[-1] - max((before.marker.value[-1], *spanned(before.marker.native)))
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
    listed = [(source.lines[n].start_char, source.lines[n].end_char) for n in sorted(outline.contents)]
    end = source.lines[0].start_char if source.lines else 0
    for start, stop in [*sorted(covered), (source.body_end, source.body_end)]:
        between = source.text[end:start]
        if any(char.isalnum() for char in between):
            place = end + len(between) - len(between.lstrip())
            lines = [source.text[a:b] for a, b in listed if end <= a and b <= start]
            whole = "".join(between.split()) == "".join("".join(lines).split())
            message = f"Contents left out: {len(lines)} lines" if whole else "Text that belongs to no paragraph"
            yield Finding("leftover", message, "", place, between.strip()[:_EXCERPT_CHARS])
        end = max(end, stop)
    if source.notes:
        words = source.text[source.body_end :].strip()[:_EXCERPT_CHARS]
        yield Finding("leftover", f"Footnotes: {source.notes} lines", "", source.body_end, words)


def doubts(outline: Outline, paragraphs: Sequence[Paragraph], candidates: Sequence[Marker]) -> Iterator[Finding]:
    """All of them; `candidates` are numbers of which none was taken, where the text has none."""
    numbered = [paragraph for paragraph in paragraphs if paragraph.origin == "numbered"]
    if not numbered:
        yield from _overlooked(candidates)
        return
    yield from _only_in_supplements(outline, numbered)
    yield from _begins_late(outline)
    chars = sum(len(paragraph.text) for paragraph in paragraphs)
    yield from _swollen(numbered, chars)
    yield from _unnumbered(paragraphs, numbered[-1].position, chars)
    yield from _without_text(numbered)
    yield from _titles_only(numbered)
    yield from _lone_levels(outline)
    yield from _rootless(outline)
    yield from _long_labels(outline)


def _overlooked(candidates: Sequence[Marker]) -> Iterator[Finding]:
    if len(candidates) >= _LEAST_CANDIDATES:
        first = candidates[0]
        message = f"No numbering found, though {len(candidates)} lines begin like {first.native}; {_CORRECT}"
        yield _doubt(message, "", first.start_char)


def _only_in_supplements(outline: Outline, numbered: Sequence[Paragraph]) -> Iterator[Finding]:
    units = outline.units
    if len(units) >= _LEAST_UNITS and all(is_supplement(unit.region) for unit in units):
        message = f"Every number stands under {units[0].region}: the text above it has none; {_CORRECT}"
        yield _doubt(message, numbered[0].label, numbered[0].start_char)


def _begins_late(outline: Outline) -> Iterator[Finding]:
    first = next((unit for unit in outline.units if not unit.region), None)
    if first and len(first.marker.value) == 1 and 1 < first.marker.value[0] <= _LATEST:
        message = f"The numbers begin at {first.label}: an excerpt, or earlier ones were not found"
        yield _doubt(message, first.label, first.marker.start_char)


def _swollen(numbered: Sequence[Paragraph], chars: int) -> Iterator[Finding]:
    """Paragraphs with half of the text, or many times as long as others: they may hold more than their own."""
    usual = median(len(paragraph.text) for paragraph in numbered)
    for paragraph in numbered if len(numbered) > 1 else ():
        length = len(paragraph.text)
        half = length > _SHARE * chars
        if length > _LEAST_CHARS and (half or length > _TIMES * max(usual, 100)):
            share = f"{length / chars:.0%} of the text" if half else f"{length:,} characters, {usual:,.0f} are usual"
            yield _doubt(
                f"{paragraph.label} holds {share}: others may be inside", paragraph.label, paragraph.start_char
            )


def _unnumbered(paragraphs: Sequence[Paragraph], last: int, chars: int) -> Iterator[Finding]:
    """Stretches without a number, before the last one, that hold half of the text: numbers may be inside."""
    for paragraph in paragraphs[:last]:
        length = len(paragraph.text)
        if paragraph.origin == "unnumbered" and length > max(_LEAST_CHARS, _SHARE * chars):
            message = (
                f"{paragraph.label} has no number and holds {length / chars:.0%} of the text: {_INSIDE}; {_CORRECT}"
            )
            yield _doubt(message, paragraph.label, paragraph.start_char)


def _without_text(numbered: Sequence[Paragraph]) -> Iterator[Finding]:
    empty = [paragraph for paragraph in numbered if not paragraph.text.strip()]
    if empty:
        names = ", ".join(paragraph.label for paragraph in empty[:5])
        more = f" and {len(empty) - 5} more" if len(empty) > 5 else ""
        yield _doubt(f"No text under {names}{more}", empty[0].label, empty[0].start_char)


def _titles_only(numbered: Sequence[Paragraph]) -> Iterator[Finding]:
    """A run of paragraphs that end no sentence: a table of contents, perhaps, or headings."""
    run: list[Paragraph] = []
    for paragraph in (*numbered, None):
        if paragraph and len(paragraph.text) <= _LONGEST_TITLE and not _STOPPED.search(paragraph.text):
            run.append(paragraph)
            continue
        if 2 * len({title.text for title in run}) > len(run) >= _LEAST_TITLES:
            message = f"{run[0].label} to {run[-1].label} hold titles alone: a table of contents? {_CORRECT}"
            yield _doubt(message, run[0].label, run[0].start_char)
        run = []


def _lone_levels(outline: Outline) -> Iterator[Finding]:
    depths = Counter(unit.depth for unit in outline.units)
    for unit in outline.units if len(outline.units) >= _LEAST_UNITS else ():
        if unit.depth and depths[unit.depth] == 1:
            yield _doubt(f"{unit.label} is the only one of its level", unit.label, unit.marker.start_char)


def _rootless(outline: Outline) -> Iterator[Finding]:
    """Branches of a tree (4.1) whose number above (4) is wanting."""
    known = {(unit.region, unit.marker.value) for unit in outline.units}
    branches = [unit for unit in outline.units if unit.marker.scheme in {"1.1", "1-1"}]
    lost = [unit for unit in branches if (unit.region, unit.marker.value[:-1]) not in known]
    if lost:
        message = f"No number above {lost[0].label}: its level was not found, or is written in another way"
        yield _doubt(message, lost[0].label, lost[0].marker.start_char)


def _long_labels(outline: Outline) -> Iterator[Finding]:
    long = [unit for unit in outline.units if len(unit.label.removeprefix(unit.region)) > _LONGEST_LABEL]
    if long:
        message = f"Labels are long ({long[0].label}): a heading may have been taken into them; {_SHOW}"
        yield _doubt(message, long[0].label, long[0].marker.start_char)


def _doubt(message: str, label: str, place: int) -> Finding:
    return Finding("doubt", message, label, place)
