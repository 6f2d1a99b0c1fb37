"""PDF with a text layer: lines with their page, without running headers; footnotes at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from index.errors import EmptyDocument, UnreadableFile
from index.reading.furniture import furniture, furniture_left_out
from index.reading.source import Piece, Source, compose

MOST_PAGES = 5_000
_RULE = re.compile(r"[_\-–—─]{5,}$")
_NOTE = re.compile(r"\s*(?:\d{1,3}|[*†‡§]|[a-z]|\(\d{1,3}\)|注\d*)[ \t　.)]")
_MARGIN_NUMBER = re.compile(r"[(\[]?\d{1,3}[)\].]?")
_SAME_LINE = 0.4
_SMALL = 0.92
_WIDE_GAP = 1.6


@dataclass(frozen=True, slots=True)
class _Row:
    """A line on a page: where its top and left are, from the page's, and how big its letters are."""

    text: str
    page: int
    top: float
    size: float
    left: float = 0.0


def read_pdf(content: bytes, *, name: str) -> Source:
    """The text of a PDF.

    Raises:
        UnreadableFile: encrypted, damaged, or of too many pages.
        EmptyDocument: pages without a text layer (scanned).
    """
    title, pages = _pages(content, name)
    if not any(row.text.strip() for rows in pages for row in rows):
        raise EmptyDocument(f"{name} has {len(pages)} pages and no text layer")
    running = _furniture(pages)
    dropped = set(running)
    body, notes = [], []
    for rows in pages:
        kept = [row for row in rows if row not in dropped]
        cut = _notes_start(kept)
        body += kept[:cut]
        notes += kept[cut:]
    findings = furniture_left_out([row.text for row in running])
    return compose(_pieces(body), list(_pieces(notes)), title=title, findings=findings)


def _pages(content: bytes, name: str) -> tuple[str, list[list[_Row]]]:
    """The title that the file states, if it is one, and the lines of each page."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        cause = "is encrypted: a password is needed" if "password" in str(error).lower() else "is damaged or no PDF"
        raise UnreadableFile(f"{name} {cause}") from error
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableFile(f"{name} has {len(document):,} pages; at most {MOST_PAGES:,} are read")
        stated = document.get_metadata_dict().get("Title", "").strip()
        title = stated if " " in stated or not stated.isascii() else ""
        return title, [_joined(list(_rows(document[n], n + 1))) for n in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(f"{name} is damaged: {error}") from error
    finally:
        document.close()


def _rows(page: object, number: int) -> Iterator[_Row]:
    import pypdfium2.raw as pdfium

    text = page.get_textpage()  # type: ignore[attr-defined]
    height = page.get_height()  # type: ignore[attr-defined]
    characters = text.get_text_range()
    for line in re.finditer(r"[^\r\n]+", characters):
        words = line.group().replace("￾", "-").replace("\x02", "-").replace("\x00", "")
        if words.strip():
            at = min(line.start(), text.count_chars() - 1)
            left, _, _, top = text.get_charbox(at)
            yield _Row(words, number, height - top, pdfium.FPDFText_GetFontSize(text.raw, at), left)


def _joined(rows: Sequence[_Row]) -> list[_Row]:
    """Lines with the numbers that stand in the margin beside them put before their words."""
    numbers = [row for row in rows if _MARGIN_NUMBER.fullmatch(row.text.strip())]
    beside = {}
    for number in numbers:
        fits = (r for r in rows if abs(r.top - number.top) < _SAME_LINE * number.size and r.left > number.left)
        if words := next((row for row in fits if row not in numbers), None):
            beside[words] = number
    used = set(beside.values())
    joined = (
        replace(row, text=f"{beside[row].text.strip()}  {row.text}", left=beside[row].left) if row in beside else row
        for row in rows
    )
    return [row for row, old in zip(joined, rows, strict=True) if old not in used]


def _notes_start(rows: Sequence[_Row]) -> int:
    """Where the footnotes of a page begin: after a rule, or where small print with a number does."""
    if not rows:
        return 0
    body = median(row.size for row in rows)
    for at, row in enumerate(rows):
        rest = rows[at + 1 :]
        if _RULE.fullmatch(row.text.strip()) and rest and all(r.size <= body for r in rest):
            return at
    start = len(rows)
    while start > 0 and rows[start - 1].size < body * _SMALL:
        start -= 1
    return start if start < len(rows) and _NOTE.match(rows[start].text) else len(rows)


def _pieces(rows: Sequence[_Row]) -> Iterator[Piece]:
    for before, row in zip([None, *rows], rows, strict=False):
        gap = (
            before is not None
            and before.page == row.page
            and row.top - before.top > _WIDE_GAP * max(row.size, before.size)
        )
        yield Piece(row.text.strip(), gap, page=row.page)


def _furniture(pages: Sequence[Sequence[_Row]]) -> list[_Row]:
    by_height = [sorted(rows, key=lambda row: row.top) for rows in pages]
    return [by_height[page][n] for page, n in sorted(furniture([[row.text for row in rows] for rows in by_height]))]
