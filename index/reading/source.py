"""What every format is read into: one text, cut into lines that know their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.document import Finding


@dataclass(frozen=True, slots=True)
class Line:
    """A line of `Source.text`, half-open, without its line break.

    Attributes:
        text: `Source.text[start_char:end_char]`.
        level: Heading level from 1 where the format marks a heading; 0 for body text.
        page: The page it stands on, from 1; None where the format has no pages.
        number: A number that the format counts (Word, HTML lists), as it is shown:
            "1.", "(a)"; "" where there is none. `text` may begin with it or not.
        count: That number's value.
        depth: Its level, from 1.
        digits: That number with Arabic digits, where it is shown otherwise (제1조 for 제일조).
        table: Whether it is a row of a table: no number at its start is a paragraph's.
    """

    text: str
    start_char: int
    level: int = 0
    page: int | None = None
    number: str = ""
    count: int = 0
    depth: int = 0
    digits: str = ""
    table: bool = False

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
        findings: What reading itself left out (page headers, navigation).
        notes: How many of the last lines are footnotes: they belong to no paragraph.
    """

    text: str
    lines: tuple[Line, ...]
    title: str = ""
    date: str = ""
    origin: str = ""
    findings: tuple[Finding, ...] = ()
    notes: int = 0

    @property
    def body_end(self) -> int:
        """Where the footnotes begin; the end of the text where there are none."""
        return self.lines[-self.notes].start_char if self.notes else len(self.text)


@dataclass(frozen=True, slots=True)
class Piece:
    """A line that a reader found in a format, before it has a place in the text.

    `gap` says that a blank line stands before it; the other fields are as in `Line`.
    """

    text: str
    gap: bool = False
    level: int = 0
    page: int | None = None
    number: str = ""
    count: int = 0
    depth: int = 0
    digits: str = ""
    table: bool = False


def compose(
    pieces: Iterable[Piece], notes: Sequence[Piece] = (), *, title: str = "", findings: Sequence[Finding] = ()
) -> Source:
    """Put pieces one under the other into one text, footnotes after everything else."""
    lines: list[Line] = []
    parts: list[str] = []
    at = 0
    for piece in (*pieces, *notes):
        joint = "" if not parts else "\n\n" if piece.gap else "\n"
        text = piece.text.rstrip()
        at += len(joint)
        own = (piece.level, piece.page, piece.number, piece.count, piece.depth, piece.digits, piece.table)
        lines.append(Line(text, at, *own))
        parts += [joint, text]
        at += len(text)
    return Source("".join(parts), tuple(lines), title=title, findings=tuple(findings), notes=len(notes))
