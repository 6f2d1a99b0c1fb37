"""What a reader would find odd about the numbers found, each with its place and what to do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from index.document import Finding, Paragraph
from index.numbering.outline import Outline
from index.numbering.regions import is_supplement
from index.numbering.schemes import Marker

_LONGEST_LABEL = 20
_SHARE, _LEAST_CHARS, _TIMES = 0.5, 4_000, 15
_LEAST_TITLES, _LONGEST_TITLE = 5, 60
_LEAST_UNITS, _LEAST_CANDIDATES = 4, 5
_STOPPED = re.compile(r"[.。．!?！？;；:：]\W*$")
_SHOW = "see them with: danraku show DOCUMENT"
_CORRECT = "if it is wrong, say so with: danraku correct"


def doubts(outline: Outline, paragraphs: Sequence[Paragraph], candidates: Sequence[Marker]) -> Iterator[Finding]:
    """All of them; `candidates` are numbers of which none was taken, where the text has none."""
    numbered = [paragraph for paragraph in paragraphs if paragraph.origin == "numbered"]
    if not numbered:
        yield from _overlooked(candidates)
        return
    yield from _only_in_supplements(outline, numbered)
    yield from _begins_late(outline)
    yield from _swollen(numbered, sum(len(paragraph.text) for paragraph in paragraphs))
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
    if first and len(first.marker.value) == 1 and first.marker.value[0] > 1:
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
