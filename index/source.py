"""What every format is read into: one text, cut into lines that know their place."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.document import Finding


@dataclass(frozen=True, slots=True)
class Line:
    """A line of `Source.text`, half-open, without its line break.

    Attributes:
        text: `Source.text[start_char:end_char]`.
        level: Heading level from 1 where the format marks a heading; 0 for body text.
        page: The page it stands on, from 1; None where the format has no pages.
        automatic: Level from 1 of a number that the format counted (Word, HTML lists)
            and that reading wrote at the line's start; 0 where the author typed the number.
    """

    text: str
    start_char: int
    level: int = 0
    page: int | None = None
    automatic: int = 0

    @property
    def end_char(self) -> int:
        """Where it ends in the source's text."""
        return self.start_char + len(self.text)

    @property
    def blank(self) -> bool:
        """Whether it holds nothing that can be read."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text with what its format says about it.

    Attributes:
        text: All of it; paragraphs are slices of this.
        lines: In order, not overlapping; what lies between them is blank or metadata.
        title: From metadata; "" where there is none.
        date: From metadata, as written; "" where there is none.
        origin: Who to credit, from metadata (an address); "" where there is none.
        findings: What reading itself left out (page headers, navigation), with its place.
    """

    text: str
    lines: tuple[Line, ...]
    title: str = ""
    date: str = ""
    origin: str = ""
    findings: tuple[Finding, ...] = field(default=())
