"""Units and headings -> Document: where each paragraph starts and ends, and what lies around them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.document import Correction, Document, Origin, Paragraph, Part
from index.numbering.audit import audit
from index.numbering.closing import signature_start
from index.numbering.dates import own_date
from index.numbering.headings import Heading
from index.numbering.labelling import unique_labels
from index.numbering.outline import Outline, outline_of, sectioning
from index.numbering.parts import parts_of
from index.numbering.plan import Unit, unit_start
from index.numbering.sections import innermost, nest
from index.numbering.wording import Wording, wording_for
from index.reading import Line, Source
from index.text.folding import unified

_LONGEST_TITLE = 120
_COLUMNS = re.compile(r"\S\s{3,}\S|[。.;；、,]$")
_BLANK_LINE = re.compile(r"\n[ \t　]*(?:\n[ \t　]*)+")


def number(source: Source, *, id: str, sha256: str = "", corrections: Sequence[Correction] = ()) -> Document:
    """Find the paragraphs, sections and labels of a text; nothing readable is left unaccounted for.

    `corrections` are what a reader said of an earlier reading.
    """
    source = replace(source, lines=tuple(map(_unified, source.lines)))
    outline = outline_of(source, corrections)
    wording = wording_for(source.text)
    drafts = _Drafts(source, outline, wording, id)
    paragraphs = [replace(draft, position=n) for n, draft in enumerate(drafts.paragraphs())]
    signed = paragraphs and paragraphs[-1].label == wording.signatures
    body = paragraphs[:-1] if signed else paragraphs
    openings, holding_none = sectioning(outline, source.lines)
    sections = nest(openings, source.lines, body, without=holding_none)
    around = innermost(sections, len(paragraphs))
    numbers = {unit.label for unit in outline.units}
    headed = innermost([s for s in sections if s.label not in numbers], len(paragraphs))
    paragraphs = [
        replace(p, section=section) for p, section in zip(drafts.named(paragraphs, headed), around, strict=True)
    ]
    paragraphs = [replace(p, parts=drafts.parts(p)) if p.origin == "numbered" else p for p in paragraphs]
    return Document(
        id=id,
        title=_title(source, outline, id),
        text=source.text,
        paragraphs=tuple(paragraphs),
        sections=sections,
        audit=audit(source, outline, paragraphs),
        language=wording.language,
        date=own_date(source, paragraphs),
        source=source.origin,
        numbering=outline.plan.numbering,
        sha256=sha256,
        corrections=tuple(corrections),
    )


def _unified(line: Line) -> Line:
    text = unified(line.text)
    return line if text == line.text else replace(line, text=text)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The text from one opening to the next: `body` starts after the number or heading."""

    opener: Unit | Heading | None
    body: int
    stop: int


class _Drafts:
    """Paragraphs before they know their section."""

    def __init__(self, source: Source, outline: Outline, wording: Wording, id: str) -> None:
        self.source, self.outline, self.wording, self.id = source, outline, wording, id
        self.starts = [line.start_char for line in source.lines]
        self.stretches = list(self._stretches())
        self.regions: dict[int, str] = {}

    def paragraphs(self) -> Iterator[Paragraph]:
        """All of them, in order."""
        bare = self._without_numbers()
        yield from self._blocks(self.stretches[:bare])
        ends = self._ends()
        for n, stretch in enumerate(self.stretches[bare:], bare):
            stop = stretch.stop
            if n in ends:
                stop = signature_start(self.source.text, stretch.body, stretch.stop)
            yield from self._paragraph(stretch, stop)
            if stop < stretch.stop:
                yield self._draft(self.wording.signatures, stop, stretch.stop, "unnumbered")

    def parts(self, paragraph: Paragraph) -> tuple[Part, ...]:
        """The numbered units inside a paragraph."""
        first = max(0, bisect_right(self.starts, paragraph.start_char) - 1)
        inside = self.source.lines[first : bisect_left(self.starts, paragraph.end_char)]
        return parts_of(paragraph, inside, self.wording.language)

    def named(self, paragraphs: Sequence[Paragraph], sections: Sequence[str]) -> list[Paragraph]:
        """With labels that are unique, given the innermost section around each paragraph."""
        regions = [self.regions.get(paragraph.start_char, "") for paragraph in paragraphs]
        chapeau = f" {self.wording.chapeau}"
        own = [
            replace(p, label=f"{section}{chapeau}") if section and p.label.endswith(chapeau) else p
            for p, section in zip(paragraphs, sections, strict=True)
        ]
        return unique_labels(own, sections, regions)

    def _stretches(self) -> Iterator[_Stretch]:
        lines, end = self.source.lines, self.source.body_end
        first = lines[0].start_char if lines else 0
        openings: list[tuple[int, Unit | Heading | None, int]] = [(first, None, first)]
        for unit in self.outline.units:
            openings.append((unit_start(unit, lines), unit, unit.marker.body_char))
        for heading in self.outline.headings:
            openings.append((lines[heading.line].start_char, heading, lines[heading.line + heading.lines - 1].end_char))
        openings.sort(key=lambda opening: opening[0])
        stops = [start for start, _, _ in openings[1:]] + [end]
        for (_, opener, body), stop in zip(openings, stops, strict=True):
            yield _Stretch(opener, min(body, stop), stop)

    def _ends(self) -> set[int]:
        """Where signatures may stand: after the last unit of the main text, and at the very end."""
        annex = min((heading.line for heading in self.outline.annexes), default=len(self.source.lines))
        main = [n for n, s in enumerate(self.stretches) if isinstance(s.opener, Unit) and s.opener.marker.line < annex]
        return {*main[-1:], len(self.stretches) - 1}

    def _paragraph(self, stretch: _Stretch, stop: int) -> Iterator[Paragraph]:
        opener = stretch.opener
        if isinstance(opener, Unit):
            start, stop = self._words(opener, stretch.body, stop)
            draft = self._draft(opener.label, start, stop, "numbered", opener.marker.native)
            self.regions[draft.start_char] = opener.region
            yield draft
        else:
            start, stop = (
                (stretch.body, stop) if opener in self.outline.annexes else self._beside_contents(stretch.body, stop)
            )
            if self.source.text[start:stop].strip():
                yield self._draft(self._unnumbered_label(opener), start, stop, "unnumbered")

    def _words(self, unit: Unit, start: int, stop: int) -> tuple[int, int]:
        """Where a unit's words stand: below its number, or in its title above, where that is all there is."""
        if unit.caption is None or self.source.text[start:stop].strip():
            return start, stop
        return self.source.lines[unit.caption].start_char, self.source.lines[unit.caption].end_char

    def _beside_contents(self, start: int, stop: int) -> tuple[int, int]:
        """A stretch without the table of contents in it: what follows that or, where nothing does, what precedes it."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, stop)
        inside = [n for n in range(first, last) if n in self.outline.contents]
        if not inside:
            return start, stop
        behind = self.source.lines[inside[-1]].end_char
        return (behind, stop) if self.source.text[behind:stop].strip() else (start, self.starts[inside[0]])

    def _unnumbered_label(self, opener: Heading | None) -> str:
        if opener is None or opener in self.outline.titles:
            return self.wording.preamble
        return opener.label if opener in self.outline.annexes else f"{opener.label} {self.wording.chapeau}"

    def _without_numbers(self) -> int:
        """How many stretches at the start the author gave no number: all, or those before a numbered annex."""
        first = min((unit.marker.line for unit in self.outline.units), default=len(self.source.lines))
        annexes = [heading for heading in self.outline.annexes if heading.line < first]
        openers = [stretch.opener for stretch in self.stretches]
        if not self.outline.units:
            return len(openers)
        return openers.index(annexes[0]) if annexes else 0

    def _blocks(self, stretches: Sequence[_Stretch]) -> Iterator[Paragraph]:
        count = 0
        for stretch in stretches:
            breaks = [(m.start(), m.end()) for m in _BLANK_LINE.finditer(self.source.text, stretch.body, stretch.stop)]
            starts = [stretch.body, *(end for _, end in breaks)]
            stops = [*(start for start, _ in breaks), stretch.stop]
            for start, stop in zip(starts, stops, strict=True):
                if self.source.text[start:stop].strip():
                    count += 1
                    yield self._draft(f"¶{count}", start, stop, "ours")

    def _draft(self, label: str, start: int, stop: int, origin: Origin, native: str = "") -> Paragraph:
        raw = self.source.text[start:stop]
        start += len(raw) - len(raw.lstrip()) if raw.strip() else 0
        return Paragraph(self.id, label, raw.strip(), start, 0, native, page=self._page(start), origin=origin)

    def _page(self, char: int) -> int | None:
        at = bisect_right(self.starts, char) - 1
        return self.source.lines[at].page if at >= 0 else None


def _title(source: Source, outline: Outline, id: str) -> str:
    """From metadata, the first heading, or the line that stands alone above the text; else the name."""
    first = next((h.title for h in outline.headings if not h.numbered and h.level == 1), "")
    return source.title or first or _line_above(source, outline) or id


def _line_above(source: Source, outline: Outline) -> str:
    if not outline.units or any(line.page for line in source.lines):
        return ""
    above = [line.text.strip() for line in source.lines[: outline.units[0].marker.line] if not line.blank][:1]
    return next((text for text in above if len(text) <= _LONGEST_TITLE and not _COLUMNS.search(text)), "")
