"""How far each section runs: to the next heading of its level or above."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from index.document import Paragraph, Section
from index.numbering.headings import Heading
from index.numbering.regions import prefixed
from index.reading import Line


def nest(
    headings: Sequence[Heading], lines: Sequence[Line], paragraphs: Sequence[Paragraph], *, without: Set[str]
) -> tuple[Section, ...]:
    """Sections by extent; those `without` end others but are none, nor are headings without paragraphs."""
    places = [paragraph.start_char for paragraph in paragraphs]
    starts = [bisect_left(places, lines[h.line].start_char) for h in headings]
    stops = [len(paragraphs)] * len(headings)
    open_: list[int] = []
    for n, heading in enumerate(headings):
        while open_ and headings[open_[-1]].level >= heading.level:
            stops[open_.pop()] = starts[n]
        open_.append(n)
    sections = [Section(h.label, h.title, h.level, a, b) for h, a, b in zip(headings, starts, stops, strict=True)]
    return _unique([s for s in sections if s.start < s.stop and s.label not in without])


def innermost(sections: Sequence[Section], count: int) -> list[str]:
    """For each of `count` paragraphs the label of the innermost section around it; "" outside any."""
    labels, widths = [""] * count, [count + 1] * count
    for section in sections:
        for position in range(section.start, section.stop):
            if section.stop - section.start <= widths[position]:
                labels[position], widths[position] = section.label, section.stop - section.start
    return labels


def _unique(sections: Sequence[Section]) -> tuple[Section, ...]:
    """A label that comes again is told apart by the section around it (Part 2 Chapter 1), or else by a count."""
    named: list[Section] = []
    seen: Counter[str] = Counter()
    for section in sections:
        label = section.label
        if seen[label]:
            around = next((s for s in reversed(named) if s.level < section.level and section.start < s.stop), None)
            label = prefixed(around.label, label) if around else label
        seen[label] += 1
        seen[section.label] += label != section.label
        named.append(replace(section, label=label if seen[label] == 1 else f"{label} ({seen[label]})"))
    return tuple(named)
