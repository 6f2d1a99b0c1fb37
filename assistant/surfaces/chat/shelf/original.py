"""A page of the PDF that was added, as a picture, with the cited words marked on it."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_SCALE = 1.6
_BEGINNING = 16
_MARK = (255, 226, 122, 130)
_PIECE = re.compile(r"\S+")
_pdfium = threading.Lock()  # PDFium is not safe for threads


def page_picture(file: Path, page: int, words: str = "") -> bytes | None:
    """One page (from 1) as PNG, the words marked where they are found; None where there is no such page."""
    import pypdfium2

    with _pdfium, pypdfium2.PdfDocument(file) as opened:
        if not 0 < page <= len(opened):
            return None
        return _drawn(opened[page - 1], words)


def _drawn(page: PdfPage, words: str) -> bytes:
    from PIL import Image, ImageDraw

    picture = page.render(scale=_SCALE).to_pil().convert("RGBA")
    marks = Image.new("RGBA", picture.size)
    drawing = ImageDraw.Draw(marks)
    height = page.get_height()
    for left, bottom, right, top in _places(page, words):
        corners = (left * _SCALE, (height - top) * _SCALE, right * _SCALE, (height - bottom) * _SCALE)
        drawing.rectangle(corners, fill=_MARK)
    stream = io.BytesIO()
    Image.alpha_composite(picture, marks).convert("RGB").save(stream, "PNG")
    return stream.getvalue()


def _places(page: PdfPage, words: str) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of the characters that make up some words, blanks and line breaks aside."""
    text = page.get_textpage()
    chars = [(text.get_text_range(n, 1), n) for n in range(text.count_chars())]
    dense = [(char, n) for char, n in chars if char.strip()]
    wanted = "".join(_PIECE.findall(words))
    printed = "".join(char[0] for char, _ in dense)
    for size in (len(wanted), len(wanted) // 2, _BEGINNING):
        at = printed.find(wanted[:size]) if wanted else -1
        if at >= 0:  # words that run on to the next page are marked as far as they stand here
            yield from (text.get_charbox(n) for _, n in dense[at : at + size])
            return
