"""A PDF page by page: lines with their page, without running headers; footnotes at the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.errors import EmptyDocument, UnreadableFile
from index.reading.furniture import furniture, furniture_left_out
from index.reading.pdf.columns import in_order
from index.reading.pdf.margins import beside_words, without_line_numbers
from index.reading.pdf.page import Page
from index.reading.pdf.recognising import CURE, languages, recognised
from index.reading.pdf.rows import Row, body_size
from index.reading.shown.left_out import LeftOut
from index.reading.shown.nonsense import is_nonsense
from index.reading.shown.titles import stated
from index.reading.source import Piece, Source, compose

MOST_PAGES = 5_000
_RULE = re.compile(r"[_\-–—─]{5,}$")
_NOTE = re.compile(r"\s*(?:\[?\d{1,3}\]?|[*†‡§]|[a-z]|\(\d{1,3}\)|注\d*)[ \t　.)]")
_SMALL = 0.92
_WIDE_GAP, _WIDER = 1.6, 1.3
_FILLED = 0.85
_STOP = re.compile(r"[.。．!?！？;；:：][)）」』”’\"'\]]*$")
_BIGGER, _LONGEST_TITLE, _OPENING = 1.15, 300, 60
_HUGE, _LEAST_MARKED = 2.0, 2
_FEW_ROWS = 6


@dataclass
class _Read:
    """What was read of a file: the title that it states, its pages, and what of them was left out."""

    title: str
    pages: list[list[Row]]
    left_out: LeftOut
    pictured: set[int]


def read_pdf(content: bytes, *, name: str) -> Source:
    """The text of a PDF.

    Raises:
        UnreadableFile: encrypted, damaged, of too many pages, or with a text layer that cannot be decoded.
        EmptyDocument: pages without a text layer (scanned).
    """
    read = _read(content, name)
    if not any(read.pages):
        reason = "nothing could be recognised on them" if languages() else f"they cannot be recognised here: {CURE}"
        raise EmptyDocument(f"{name} has {len(read.pages)} pages and no text layer; {reason}")
    pages = _decoded(read, name)
    running = _furniture(pages)
    dropped = set(map(id, [*running, *_watermarks(pages, read.left_out)]))
    kept = [[row for row in rows if id(row) not in dropped] for rows in pages]
    kept = [beside_words(in_order(rows)) for rows in without_line_numbers(kept, read.left_out)]
    for n in sorted(read.pictured):
        if not kept[n]:
            read.left_out.add("no text", f"page {n + 1}")
    body, notes = [], []
    for rows in kept:
        cut = _notes_start(rows)
        body += rows[:cut]
        notes += rows[cut:]
    findings = [*furniture_left_out([row.text for row in running]), *read.left_out.findings()]
    title = stated(read.title, " ".join(row.text for row in body[:_OPENING])) or _biggest(body)
    return compose(_pieces(body), list(_pieces(notes)), title=title, findings=findings)


def _read(content: bytes, name: str) -> _Read:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        cause = "is encrypted: a password is needed" if "password" in str(error).lower() else "is damaged or no PDF"
        raise UnreadableFile(f"{name} {cause}") from error
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableFile(f"{name} has {len(document):,} pages; at most {MOST_PAGES:,} are read")
        left_out = LeftOut()
        pages: list[list[Row]] = []
        pictured = set()
        for n in range(len(document)):
            page = Page(document[n], n + 1, left_out)
            pages.append(page.rows() or _recognised(page))
            if len(pages[-1]) <= _FEW_ROWS and page.pictures():
                pictured.add(n)
        return _Read(document.get_metadata_dict().get("Title", "").strip(), pages, left_out, pictured)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(f"{name} is damaged: {error}") from error
    finally:
        document.close()


def _recognised(page: Page) -> list[Row]:
    """The lines of a page that is a picture, named in the audit; none where they cannot be recognised here."""
    spoken = languages()
    rows = recognised(page.page, page.number, spoken) if spoken and page.pictures() else []
    if rows:
        page.left_out.add("recognised", f"page {page.number}")
    return rows


def _decoded(read: _Read, name: str) -> list[list[Row]]:
    """The pages, those whose text layer spells nothing left out and named.

    Raises:
        UnreadableFile: that is most of the text.
    """
    bad = [n for n, rows in enumerate(read.pages) if is_nonsense(" ".join(row.text for row in rows))]
    whole = is_nonsense(" ".join(row.text for rows in read.pages[:20] for row in rows))
    if whole or 2 * len(bad) > sum(map(bool, read.pages)):
        raise UnreadableFile(f"{name} has a text layer that decodes to no text: it needs OCR, or an export with fonts")
    for n in bad:
        read.left_out.add("nonsense", f"page {n + 1}")
    return [[] if n in bad else rows for n, rows in enumerate(read.pages)]


def _notes_start(rows: Sequence[Row]) -> int:
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


def _pieces(rows: Sequence[Row]) -> Iterator[Piece]:
    pitch = _pitch(rows)
    for before, row in zip([None, *rows], rows, strict=False):
        gap = False
        if before is not None and before.page == row.page:
            size = max(row.size, before.size)
            gap = row.base - before.base > max(_WIDE_GAP * size, _WIDER * pitch * size)
        yield Piece(row.text.strip(), gap, page=row.page)


def _pitch(rows: Sequence[Row]) -> float:
    """How far one line stands from the next where a sentence goes on, in sizes of its letters; 0 where none does."""
    if not rows:
        return 0.0
    right = sorted(row.right for row in rows)[int(0.9 * (len(rows) - 1))]
    left = min(row.left for row in rows)
    steps = [
        (after.base - row.base) / row.size
        for row, after in pairwise(rows)
        if row.page == after.page
        and after.base > row.base
        and row.size
        and row.right - left > _FILLED * (right - left)
        and not _STOP.search(row.text)
    ]
    return median(steps) if steps else 0.0


def _furniture(pages: Sequence[Sequence[Row]]) -> list[Row]:
    by_height = [sorted(rows, key=lambda row: row.base) for rows in pages]
    texts = [[row.text for row in rows] for rows in by_height]
    heights = [[row.base for row in rows] for rows in by_height]
    return [by_height[page][n] for page, n in sorted(furniture(texts, heights))]


def _watermarks(pages: Sequence[Sequence[Row]], left_out: LeftOut) -> list[Row]:
    """Big letters inside page after page, which mark the paper: CONFIDENTIAL."""
    most = body_size([row for rows in pages for row in rows])
    big = [row for rows in pages for row in rows[1:] if row.size >= _HUGE * most]
    texts = Counter(row.text for row in big)
    found = [row for row in big if texts[row.text] >= max(_LEAST_MARKED, len(pages) // 2)]
    for row in found:
        left_out.add("watermark", row.text)
    return found


def _biggest(body: Sequence[Row]) -> str:
    """The lines on the first page in the biggest letters, if they are bigger than the text's."""
    first = [row for row in body if row.page == body[0].page]
    most = max((row.size for row in first), default=0.0)
    if not first or most < _BIGGER * body_size(list(body)):
        return ""
    at = next(n for n, row in enumerate(first) if row.size == most)
    end = next((n for n in range(at, len(first)) if first[n].size < most), len(first))
    title = " ".join(row.text for row in first[at:end])
    return title if len(title) <= _LONGEST_TITLE else ""
