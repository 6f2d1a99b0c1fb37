"""Units and headings -> Document: where each paragraph starts and ends, and what lies around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.document import Document, Paragraph, Section
from index.numbering.audit import audit
from index.numbering.closing import signature_start
from index.numbering.dates import own_date
from index.numbering.schemes import find_markers
from index.numbering.sections import Heading, find_headings, nest, title_headings
from index.numbering.units import Unit, choose_units
from index.numbering.wording import Wording, wording_for
from index.source import Line, Source

_BLANK_LINE = re.compile(r"\n[ \t　]*(?:\n[ \t　]*)+")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The text from one unit or heading to the next: `body` starts after the number or heading."""

    opener: Unit | Heading | None
    body: int
    stop: int


def number(source: Source, *, id: str, sha256: str = "") -> Document:
    """Find the paragraphs, sections and labels of a text; nothing readable is left unaccounted for."""
    markers = find_markers(source.lines)
    headings = find_headings(source.lines, markers)
    plan = choose_units(markers, headings)
    taken = {unit.marker.line for unit in plan.units}
    headings = [heading for heading in headings if heading.line not in taken]
    titles = title_headings(headings, plan.units)
    wording = wording_for(source.text)
    stretches = list(_stretches(source, plan.units, headings))
    drafts = _numbered(source, id, stretches, titles, wording) if plan.units else _unnumbered(source, id, stretches)
    paragraphs = tuple(_named(drafts))
    body = paragraphs[:-1] if paragraphs and paragraphs[-1].label == wording.signatures else paragraphs
    sections = nest([h for h in headings if h not in titles], source.lines, body)
    paragraphs = tuple(replace(p, section=_innermost(sections, p.position)) for p in paragraphs)
    return Document(
        id=id,
        title=_title(source, headings, id),
        text=source.text,
        paragraphs=paragraphs,
        sections=sections,
        audit=audit(source, plan, headings, paragraphs),
        language=wording.language,
        date=own_date(source, paragraphs),
        source=source.origin,
        numbering=plan.numbering,
        sha256=sha256,
    )


def _stretches(source: Source, units: Sequence[Unit], headings: Sequence[Heading]) -> Iterator[_Stretch]:
    lines = source.lines
    first = lines[0].start_char if lines else 0
    openings: list[tuple[int, Unit | Heading | None, int]] = [(first, None, first)]
    openings += [(lines[unit.marker.line].start_char, unit, unit.marker.body_char) for unit in units]
    openings += [(lines[h.line].start_char, h, lines[h.line].end_char) for h in headings]
    openings.sort(key=lambda opening: opening[0])
    ends = [start for start, _, _ in openings[1:]] + [len(source.text)]
    for (_, opener, body), stop in zip(openings, ends, strict=True):
        yield _Stretch(opener, min(body, stop), stop)


def _numbered(
    source: Source, id: str, stretches: Sequence[_Stretch], titles: Sequence[Heading], wording: Wording
) -> Iterator[Paragraph]:
    last = max(n for n, stretch in enumerate(stretches) if isinstance(stretch.opener, Unit))
    for n, stretch in enumerate(stretches):
        stop = signature_start(source.text, stretch.body, stretch.stop) if n >= last else stretch.stop
        if isinstance(stretch.opener, Unit):
            native = stretch.opener.marker.native
            yield _paragraph(source, id, stretch.opener.label, stretch.body, stop, native=native)
        elif source.text[stretch.body : stop].strip():
            lead = stretch.opener is None or stretch.opener in titles
            label = wording.preamble if lead else f"{stretch.opener.label} {wording.chapeau}"  # type: ignore[union-attr]
            yield _paragraph(source, id, label, stretch.body, stop, origin="unnumbered")
        if stop < stretch.stop:
            yield _paragraph(source, id, wording.signatures, stop, stretch.stop, origin="unnumbered")


def _unnumbered(source: Source, id: str, stretches: Sequence[_Stretch]) -> Iterator[Paragraph]:
    count = 0
    for stretch in stretches:
        breaks = [(m.start(), m.end()) for m in _BLANK_LINE.finditer(source.text, stretch.body, stretch.stop)]
        starts = [stretch.body, *(end for _, end in breaks)]
        stops = [*(start for start, _ in breaks), stretch.stop]
        for start, stop in zip(starts, stops, strict=True):
            if source.text[start:stop].strip():
                count += 1
                yield _paragraph(source, id, f"¶{count}", start, stop, origin="ours")


def _paragraph(source: Source, id: str, label: str, start: int, stop: int, **more: object) -> Paragraph:
    raw = source.text[start:stop]
    start += len(raw) - len(raw.lstrip())
    return Paragraph(id, label, raw.strip(), start, 0, page=_page(source.lines, start), **more)  # type: ignore[arg-type]


def _named(drafts: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """Give positions, and a place to labels that come twice."""
    seen: dict[str, int] = {}
    for position, paragraph in enumerate(drafts):
        seen[paragraph.label] = count = seen.get(paragraph.label, 0) + 1
        label = paragraph.label if count == 1 else f"{paragraph.label} ({count})"
        yield replace(paragraph, label=label, position=position)


def _innermost(sections: Sequence[Section], position: int) -> str:
    around = [section for section in sections if section.start <= position < section.stop]
    return max(around, key=lambda section: (section.level, section.start)).label if around else ""


def _page(lines: Sequence[Line], char: int) -> int | None:
    at = bisect_right(lines, char, key=lambda line: line.start_char) - 1
    return lines[at].page if lines else None


def _title(source: Source, headings: Sequence[Heading], id: str) -> str:
    first = next((h for h in headings if not h.numbered and h.level == 1), None)
    return source.title or (first.title if first else id)
