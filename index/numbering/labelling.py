"""Labels that come again, told apart by the section they stand in, or else by a count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.document import Paragraph
from index.numbering.regions import prefixed

_MOST = 0.7


def unique_labels(paragraphs: Sequence[Paragraph], sections: Sequence[str], regions: Sequence[str]) -> list[Paragraph]:
    """Paragraphs with unique labels: II 6 for a 6 in several sections, 6 (2) for one that comes again in one.

    A section whose first number needs its name gives it to all its numbers; none does
    where one count runs through most of the document.

    Args:
        paragraphs: In order.
        sections: For each the innermost section around it; "" outside any.
        regions: For each what its label begins with because it stands in an annex.
    """
    labels = [paragraph.label for paragraph in paragraphs]
    main = {n for region in dict.fromkeys(regions) for n in _main(labels, regions, region)}
    shared = _shared(labels, sections)
    restarted = _restarted(paragraphs, sections, shared)
    seen: Counter[str] = Counter()
    named = []
    for n, (paragraph, section, region) in enumerate(zip(paragraphs, sections, regions, strict=True)):
        label = paragraph.label
        if n not in main and (shared[n] or (section in restarted and paragraph.origin == "numbered")):
            label = _placed(label, section, region)
        seen[label] += 1
        named.append(replace(paragraph, label=label if seen[label] == 1 else f"{label} ({seen[label]})"))
    return named


def _main(labels: Sequence[str], regions: Sequence[str], region: str) -> set[int]:
    """Positions of a region's longest stretch without a label twice, if most of it is that: those stay bare."""
    here = [n for n, other in enumerate(regions) if other == region]
    best: Sequence[int] = ()
    last: dict[str, int] = {}
    start = 0
    for place, n in enumerate(here):
        start = max(start, last.get(labels[n], -1) + 1)
        last[labels[n]] = place
        if place + 1 - start > len(best):
            best = here[start : place + 1]
    return set(best) if len(best) > _MOST * len(here) else set()


def _shared(labels: Sequence[str], sections: Sequence[str]) -> list[bool]:
    """For each label whether it stands in several sections."""
    counts, places = Counter(labels), Counter(zip(sections, labels, strict=True))
    return [
        counts[label] > 1 and places[section, label] < counts[label]
        for label, section in zip(labels, sections, strict=True)
    ]


def _restarted(paragraphs: Sequence[Paragraph], sections: Sequence[str], shared: Sequence[bool]) -> set[str]:
    """The sections whose first number is shared with another section."""
    firsts: dict[str, bool] = {}
    for paragraph, section, several in zip(paragraphs, sections, shared, strict=True):
        if section and paragraph.origin == "numbered":
            firsts.setdefault(section, several)
    return {section for section, several in firsts.items() if several}


def _placed(label: str, section: str, region: str) -> str:
    """A label with its section, behind the annex that both stand in: Annex II Part A 1."""
    if not region or section.startswith(region):
        return prefixed(section, label.removeprefix(region).strip() if region else label)
    return prefixed(prefixed(region, section), label.removeprefix(region).strip())
