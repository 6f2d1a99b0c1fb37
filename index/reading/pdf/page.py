"""One page of a PDF: its rows of words, without those that cannot be seen or only mark the paper."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.reading.pdf.rows import Row, Word
from index.reading.pdf.strikes import Strikes
from index.reading.pdf.unseen import Unseen
from index.reading.shown.left_out import LeftOut
from index.reading.shown.raised import raised

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^ \t\u00a0]+")
_SIGNS = str.maketrans({"￾": "-", "\x02": "-", "\x00": None, "\u00a0": " "})
_SMALL, _ABOVE, _NEAR = 0.8, 0.15, 1.0
_OTHER_SIZE = 2.0
_MARK = re.compile(r"(?P<digits>\d{1,8})\D{0,3}$")


@dataclass
class Page:
    """A page as pdfium reads it."""

    page: PdfPage
    number: int
    left_out: LeftOut

    def rows(self) -> list[Row]:
        """Its lines, in the order of the file."""
        self._text = self.page.get_textpage()
        self._height = self.page.get_height()
        written = self._text.get_text_range()
        self._same = len(written) == self._text.count_chars()
        unseen, self._strikes = Unseen(self.page, self._text), Strikes(self.page)
        self._struck: list[str] = []
        rows = [row for line in _LINE.finditer(written) for row in self._rows(line, unseen)]
        unseen.tell(self.left_out)
        self._tell_struck()
        if unseen.recognised and self.pictures():
            self.left_out.add("recognised", f"page {self.number}")
        return _joined(rows)

    def pictures(self) -> bool:
        """Whether pictures stand on it."""
        import pypdfium2.raw as pdfium

        return next(iter(self.page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])), None) is not None

    def _rows(self, line: re.Match[str], unseen: Unseen) -> list[Row]:
        """A line of the file, in two where its letters are of quite another size: a watermark behind the text."""
        import pypdfium2.raw as pdfium

        words: list[Word] = []
        sizes: list[tuple[float, float]] = []
        for found in _WORD.finditer(line.group()):
            first, last = self._index(line.start() + found.start()), self._index(line.start() + found.end() - 1)
            if unseen.any and unseen.holds(first, found.group()):
                continue
            left, foot, _, head = self._text.get_charbox(first, loose=True)
            _, _, right, _ = self._text.get_charbox(last, loose=True)
            size = pdfium.FPDFText_GetFontSize(self._text.raw, first)
            if head - foot > _OTHER_SIZE * size:
                size = head - foot  # The size stands in the matrix.
            base = self._height - self._origin(first)
            if self._strikes.through(left, right, base, size):
                self._struck.append(found.group())
                continue
            self._tell_struck()
            text = found.group().translate(_SIGNS)
            if text.strip():
                sizes.append((size, base))
                text = self._apart(text, first, last, sizes[0], words)
                words.append(Word(text, min(left, right), max(left, right)))
        rows: list[Row] = []
        for word, (size, base) in zip(words, sizes, strict=True):
            row = rows[-1] if rows else None
            if row and max(size, row.size) < _OTHER_SIZE * min(size, row.size):
                big = max((size, base), (row.size, row.base))
                rows[-1] = Row((*row.words, word), self.number, big[1], big[0])
            else:
                rows.append(Row((word,), self.number, base, size))
        return rows

    def _tell_struck(self) -> None:
        """Say which words were struck out together."""
        if self._struck:
            self.left_out.add("struck out", " ".join(self._struck))
            self._struck = []

    def _index(self, at: int) -> int:
        """The place among the page's characters of a place in its text."""
        import pypdfium2.raw as pdfium

        if self._same:
            return at
        index: int = pdfium.FPDFText_GetCharIndexFromTextIndex(self._text.raw, at)
        return index if index >= 0 else min(at, self._text.count_chars() - 1)

    def _origin(self, at: int) -> float:
        import pypdfium2.raw as pdfium

        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._text.raw, at, x, y)
        return y.value

    def _apart(self, text: str, first: int, last: int, line: tuple[float, float], words: list[Word]) -> str:
        """A word with the raised mark of a note at its end set apart."""
        mark = _MARK.search(text)
        if not mark or last - first + 1 != len(text):
            return text
        end = mark.end("digits")
        start = end
        while start > mark.start("digits") and self._raised(first + start - 1, line):
            start -= 1
        if start == end:
            return text
        before = text[:start] or (words[-1].text if words else "")
        apart = raised(text[start:end], before, self.left_out)
        return text[:start] + (apart if start else apart.lstrip()) + text[end:]

    def _raised(self, at: int, line: tuple[float, float]) -> bool:
        import pypdfium2.raw as pdfium

        size, base = line
        small = bool(pdfium.FPDFText_GetFontSize(self._text.raw, at) < _SMALL * size)
        return small and base - (self._height - self._origin(at)) > _ABOVE * size


def _joined(rows: list[Row]) -> list[Row]:
    """Rows with what goes on at the same height behind a raised or lowered sign."""
    joined: list[Row] = []
    for row in rows:
        before = joined[-1] if joined else None
        if (
            before
            and abs(before.base - row.base) < _ABOVE * before.size
            and 0 <= row.left - before.right < _NEAR * before.size
        ):
            joined[-1] = before.with_words((*before.words, *row.words))
        else:
            joined.append(row)
    return joined
