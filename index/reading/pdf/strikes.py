"""Lines drawn through words of a page, and the reviewer's marks that strike words out."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_THIN, _SHORTEST = 1.6, 3.0
_LOWEST, _HIGHEST = 0.12, 0.5
_COVERED = 0.7
_MOST_DRAWN = 5_000


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A level line, its height from the page's foot."""

    left: float
    right: float
    height: float


class Strikes:
    """The strokes of a page."""

    def __init__(self, page: PdfPage) -> None:
        self._foot = page.get_height()
        self._strokes = [*_drawn(page), *_marked(page)]

    def through(self, left: float, right: float, base: float, size: float) -> bool:
        """Whether a stroke goes through a word: over most of it, between its base line and half its height.

        `base` is counted from the page's top.
        """
        foot = self._foot - base
        covered = sum(
            max(0.0, min(right, stroke.right) - max(left, stroke.left))
            for stroke in self._strokes
            if _LOWEST * size < stroke.height - foot < _HIGHEST * size
        )
        return right > left and covered >= _COVERED * (right - left)


def _drawn(page: PdfPage) -> Iterator[_Stroke]:
    import pypdfium2.raw as pdfium

    for n, drawn in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])):
        if n >= _MOST_DRAWN:
            return
        left, bottom, right, top = drawn.get_bounds()
        if top - bottom <= _THIN and right - left >= _SHORTEST:
            yield _Stroke(left, right, (top + bottom) / 2)


def _marked(page: PdfPage) -> Iterator[_Stroke]:
    import pypdfium2.raw as pdfium

    for n in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        mark = pdfium.FPDFPage_GetAnnot(page.raw, n)
        if pdfium.FPDFAnnot_GetSubtype(mark) == pdfium.FPDF_ANNOT_STRIKEOUT:
            for k in range(pdfium.FPDFAnnot_CountAttachmentPoints(mark)):
                at = pdfium.FS_QUADPOINTSF()
                if pdfium.FPDFAnnot_GetAttachmentPoints(mark, k, ctypes.byref(at)):
                    xs, ys = (at.x1, at.x2, at.x3, at.x4), (at.y1, at.y2, at.y3, at.y4)
                    yield _Stroke(min(xs), max(xs), min(ys) + 0.4 * (max(ys) - min(ys)))
        pdfium.FPDFPage_CloseAnnot(mark)
