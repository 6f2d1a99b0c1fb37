"""Text of a page that a reader does not see: not drawn, in the paper's colour, or a watermark across the page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.reading.shown.left_out import Kind, LeftOut

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pypdfium2 import PdfObject, PdfPage, PdfTextPage

_INVISIBLE = (3, 7)
_PALE = 245
_UPRIGHT = 0.05
_UNIFORM = 12


class Unseen:
    """The text objects of a page that are not its text.

    None where they are most of it: that is a picture of a page with what was recognised on it.
    """

    def __init__(self, page: PdfPage, text: PdfTextPage) -> None:
        self._text = text
        self._kinds = _kinds(page)
        self._words: dict[int, list[str]] = {}
        self.recognised = bool(self._kinds) and 2 * len(self._kinds) >= len(list(_texts(page)))
        self.any = bool(self._kinds) and not self.recognised

    def holds(self, char: int, word: str) -> bool:
        """Whether a word, by its first character's index, is one of them."""
        import pypdfium2.raw as pdfium

        key = _address(pdfium.FPDFText_GetTextObject(self._text.raw, char))
        if key not in self._kinds:
            return False
        self._words.setdefault(key, []).append(word)
        return True

    def tell(self, left_out: LeftOut) -> None:
        """Say what was left out of the page."""
        for key, words in self._words.items():
            left_out.add(self._kinds[key], " ".join(words))


def _texts(page: PdfPage) -> Iterator[PdfObject]:
    import pypdfium2.raw as pdfium

    found: Iterator[PdfObject] = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    return found


def _address(raw: object) -> int:
    return ctypes.cast(raw, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def _kinds(page: PdfPage) -> dict[int, Kind]:
    import pypdfium2.raw as pdfium

    found: dict[int, Kind] = {}
    pale: list[PdfObject] = []
    for drawn in _texts(page):
        if pdfium.FPDFTextObj_GetTextRenderMode(drawn.raw) in _INVISIBLE:
            found[_address(drawn.raw)] = "invisible"
        elif _askew(drawn):
            found[_address(drawn.raw)] = "watermark"
        elif _is_pale(drawn):
            pale.append(drawn)
    if pale:
        shown = page.render(scale=1, grayscale=True).to_numpy()
        found |= {_address(drawn.raw): "invisible" for drawn in pale if not _stands_out(drawn, shown)}
    return found


def _askew(drawn: PdfObject) -> bool:
    """Whether text is set neither along nor across the lines."""
    matrix = drawn.get_matrix()
    along, across = abs(matrix.a), abs(matrix.b)
    return bool(min(along, across) > _UPRIGHT * max(along, across))


def _is_pale(drawn: PdfObject) -> bool:
    import pypdfium2.raw as pdfium

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = pdfium.FPDFPageObj_GetFillColor(drawn.raw, red, green, blue, alpha)
    return bool(known) and (min(red.value, green.value, blue.value) >= _PALE or alpha.value <= 255 - _PALE)


def _stands_out(drawn: PdfObject, shown: NDArray[np.uint8]) -> bool:
    """Whether anything can be seen where text is drawn; `shown` is the page's lightness, one a point."""
    left, bottom, right, top = drawn.get_bounds()
    height = shown.shape[0]
    area = shown[max(0, int(height - top)) : int(height - bottom) + 1, max(0, int(left)) : int(right) + 1]
    return area.size == 0 or int(area.max()) - int(area.min()) > _UNIFORM
