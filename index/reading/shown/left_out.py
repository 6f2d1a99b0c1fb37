"""What a file holds that is not its text, named in the audit: struck out, hidden, drawn, set above the line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from index.document import Finding

Kind = Literal[
    "deleted",
    "struck out",
    "hidden",
    "invisible",
    "watermark",
    "line number",
    "no text",
    "nonsense",
    "recognised",
    "ruby",
    "comment",
    "placeholder",
    "picture",
    "embedded",
    "equation",
    "mark",
    "box",
]
Told = Literal["leftover", "recognised"]
_WORDS: dict[Kind, str] = {
    "deleted": "Text deleted in tracked changes, left out",
    "struck out": "Struck-out text, left out",
    "hidden": "Hidden text, left out",
    "invisible": "Text that is not drawn, or in the paper's colour, left out",
    "watermark": "Watermarks across the page, left out",
    "line number": "Numbers of lines in the margin, left out",
    "no text": "Pages without text (pictures of pages?), not read",
    "nonsense": "Pages whose text cannot be decoded, left out",
    "recognised": "Pages whose text was recognised from a picture, to be read with care",
    "ruby": "Readings above the words (furigana), left out",
    "comment": "Comments, left out",
    "placeholder": "Empty fields of a form, left out",
    "embedded": "Embedded files, not read",
    "picture": "Pictures, not read",
    "equation": "Equations, written in one line",
    "mark": "Raised marks (of notes), set apart in brackets",
    "box": "Text boxes, read where they are anchored",
}
_EXCERPT_CHARS = 60


class LeftOut:
    """Counts by kind while a file is read; `findings` says what there was."""

    def __init__(self) -> None:
        self._texts: dict[Kind, list[str]] = {}

    def add(self, kind: Kind, text: str = "") -> None:
        """One more place; `text` is what stands there, "" where it has no words."""
        self._texts.setdefault(kind, []).append(" ".join(text.split()))

    def take(self, other: LeftOut) -> None:
        """What was found in a part of the file too."""
        for kind, texts in other._texts.items():
            self._texts.setdefault(kind, []).extend(texts)

    def findings(self) -> Iterator[Finding]:
        """One remark a kind: how many places, how many characters, and the first words."""
        for kind, texts in self._texts.items():
            chars = sum(map(len, texts))
            places = f"{len(texts)} {'place' if len(texts) == 1 else 'places'}"
            more = f", {chars:,} characters" if chars else ""
            excerpt = next(filter(None, texts), "")[:_EXCERPT_CHARS]
            told: Told = "recognised" if kind == "recognised" else "leftover"
            yield Finding(told, f"{_WORDS[kind]}: {places}{more}", excerpt=excerpt)
