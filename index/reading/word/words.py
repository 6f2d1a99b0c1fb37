"""The words of a Word paragraph as they are shown: without what is deleted, struck out or hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.reading.shown.equations import in_one_line
from index.reading.shown.left_out import Kind, LeftOut
from index.reading.shown.raised import raised
from index.reading.word.counters import Number
from index.reading.word.fields import Fields
from index.reading.word.markup import MC, W, switched
from index.reading.word.numbering import List
from index.reading.word.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_TAKEN_OUT = {f"{W}del", f"{W}moveFrom"}
_SILENT = {f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}p", f"{W}tbl", f"{W}rt", f"{W}rubyPr"}
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
_EQUATIONS = {f"{_MATH}oMath", f"{_MATH}oMathPara"}
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_PICTURES = {f"{_DRAWING}blip", f"{_VML}imagedata", _CHART, _DIAGRAM}
_UNSHOWN: dict[str, Kind] = {"strike": "struck out", "dstrike": "struck out", "vanish": "hidden", "webHidden": "hidden"}


@dataclass
class _Field:
    """A field being read: its instruction, and where its result begins among the words."""

    instruction: str = ""
    start: int | None = None


@dataclass
class Words:
    """The reader of one story's paragraphs, in order; fields may run over several."""

    styles: Styles
    fields: Fields
    left_out: LeftOut
    _open: list[_Field] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _place: tuple[List, int] | None = None
    _style: str = ""
    led: Number | None = None

    def of(self, paragraph: _Element, place: tuple[List, int] | None = None) -> str:
        """The words of a paragraph, whose list and depth `place` tells; those of boxes in it are not its own.

        `led` is then the number that a field at its beginning counted; None where none did.
        """
        self.led = None
        self._parts, self._place, self._style = [], place, self.styles.of(paragraph)
        for opened in self._open:
            opened.start = 0 if opened.start is not None else None
        for child in paragraph:
            self._read(child)
        return "".join(self._parts)

    def _read(self, element: _Element) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SILENT:
            return
        if tag in _TAKEN_OUT:
            self.left_out.add("deleted", "".join(text.text or "" for text in element.iter(f"{W}delText", f"{W}t")))
        elif tag in _EQUATIONS:
            self._equation(element)
        elif tag == f"{W}r":
            self._run(element)
        elif tag == f"{W}ruby":
            self._ruby(element)
        elif tag == f"{MC}AlternateContent":
            choices = [child for child in element if child.tag in {f"{MC}Choice", f"{MC}Fallback"}]
            self._all(choices[:1])
        elif tag == f"{W}sdt" and switched(element, "sdtPr/showingPlcHdr"):
            self.left_out.add("placeholder", "".join(text.text or "" for text in element.iter(f"{W}t")))
        elif tag == f"{W}fldSimple":
            start = len(self._parts)
            self._all(element)
            self._resolve(_Field(element.get(f"{W}instr") or "", start))
        elif tag in _PICTURES:
            self.left_out.add("picture")
        else:
            self._all(element)

    def _all(self, elements: _Element | list[_Element]) -> None:
        for element in elements:
            self._read(element)

    def _run(self, run: _Element) -> None:
        kind = next((k for name, k in _UNSHOWN.items() if self.styles.on(run, self._style, name)), None)
        kind = kind or ("invisible" if self.styles.white(run, self._style) else None)
        if kind:
            words = "".join(text.text or "" for text in run.iter(f"{W}t"))
            if words.strip():
                self.left_out.add(kind, words)
        above = self.styles.raised(run, self._style)
        for child in run:
            if child.tag == f"{W}t":
                if not kind:
                    self._add(child.text or "", above=above)
            elif child.tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType") or "")
            elif child.tag == f"{W}instrText":
                if self._open:
                    self._open[-1].instruction += child.text or ""
            elif child.tag in _SIGNS:
                if not kind:
                    self._parts.append(_SIGNS[child.tag])
            elif child.tag == f"{W}sym":
                self._parts.append(_symbol(child))
            else:
                self._read(child)

    def _add(self, text: str, *, above: bool) -> None:
        self._parts.append(raised(text, "".join(self._parts[-4:]), self.left_out) if above else text)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].start = len(self._parts)
        elif kind == "end" and self._open:
            self._resolve(self._open.pop())

    def _resolve(self, read: _Field) -> None:
        """Put what a field shows in the place of what the file holds for it."""
        start = len(self._parts) if read.start is None else read.start
        stored = "".join(self._parts[start:])
        shown = self.fields.result(read.instruction, stored, self._place)
        if not "".join(self._parts[:start]).strip():
            self.led = self.led or self.fields.counted
        if shown != stored:
            self._parts[start:] = [shown]

    def _equation(self, element: _Element) -> None:
        line = in_one_line(element)
        self.left_out.add("equation", line)
        blank = " " if self._parts and not self._parts[-1][-1:].isspace() else ""
        self._parts.append(f"{blank}{line} ")

    def _ruby(self, element: _Element) -> None:
        readings = "".join(text.text or "" for above in element.iter(f"{W}rt") for text in above.iter(f"{W}t"))
        self.left_out.add("ruby", readings)
        self._all(element)


def _symbol(element: _Element) -> str:
    """A sign of a symbol font by its code, where that is one of Unicode's."""
    code = int(element.get(f"{W}char") or "0", 16)
    return "" if not code or 0xE000 <= code <= 0xF8FF else chr(code)
