"""One pass over the elements of a page, gathering its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.document import Finding
from index.reading.counting import shown
from index.reading.shown.equations import in_one_line
from index.reading.shown.left_out import Kind, LeftOut
from index.reading.shown.raised import raised
from index.reading.shown.tables import Cell, readable
from index.reading.source import Piece
from index.reading.web import elements

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SPACE = re.compile(r"[ \t\r\n\f]+")
_NUMBER = re.compile(r"\s*(?:§\s?)?[(（\[]?(?:\d{1,4}(?:\.\d{1,3})*[A-Za-z]?|[a-zA-Z]|[ivxlIVXL]{1,6})[)）\].]?\s*")
_WORDED = re.compile(r"\s*(?:[^\W\d_]{2,12}\.?[ \u00a0]|§[ \u00a0]?)\d{1,4}[a-z]?\.?\s*")
_FORMULA = re.compile(r"\b(?:tex|math|equation|formula)", re.IGNORECASE)
_COUNTED = re.compile(r"\s*(?:\D{0,16}\d{1,4}\D{0,16}|第?[〇一二三四五六七八九十百]{1,5}[条條項号]?)\s*")
_JOINED = ".,;:)]、。，．：；）〕】・"
_INLINE = frozenset({"span", "b", "strong", "a", "em", "i", "u", "font", "label"})


@dataclass
class _List:
    """A list being read: how it counts, and how far it has counted."""

    style: str = ""
    count: int = 0


@dataclass
class Walk:
    """One pass over the elements, gathering the line under way.

    Attributes:
        frames: Elements that are no text of the page.
        hidden: Classes and ids that its style sheets hide.
        struck: Those that they strike out.
    """

    frames: set[HtmlElement]
    hidden: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    left_out: LeftOut = field(default_factory=LeftOut)
    framed: list[str] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    above: list[int] = field(default_factory=list)
    level: int = 0
    gap: bool = False
    number: tuple[str, int, int] = ("", 0, 0)
    verbatim: int = 0

    def pieces(self, root: HtmlElement) -> Iterator[Piece]:
        """The lines under an element."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in walk:
            if event == "start":
                if self._dropped(element):
                    skipped = element
                elif element.tag == "math":
                    self._equation(element)
                    skipped = element
                elif element.tag == "table" and (rows := self._table(element)):
                    yield from self._line()
                    yield from rows
                    self.gap, skipped = True, element
                if skipped is element:
                    walk.skip_subtree()
                    continue
                yield from self._open(element)
                self.buffer.append(element.text or "")
            else:
                if element is skipped:
                    skipped = None
                else:
                    yield from self._close(element)
                if element is not root:
                    self.buffer.append(element.tail or "")
        yield from self._line()

    def findings(self) -> list[Finding]:
        """What of the page was left out."""
        chars = sum(len(text) for text in self.framed)
        excerpt = " ".join(self.framed)[:60]
        menus = (
            [Finding("leftover", f"Menus and forms left out: {chars:,} characters", excerpt=excerpt)] if chars else []
        )
        return [*menus, *self.left_out.findings()]

    def _dropped(self, element: HtmlElement) -> bool:
        """Whether an element is no text of the page; what it holds is kept for the report."""
        kind = self._unshown(element)
        if kind is None and elements.leads_back(element):
            self.framed.append(element.text_content().strip())
            return True
        text = _SPACE.sub(" ", element.text_content()).strip() if kind or element in self.frames else ""
        if kind and (text or kind == "ruby"):
            self.left_out.add(kind, text)
        elif element in self.frames or element.tag in {"nav", "button", "select", "textarea"}:
            self.framed.append(_SPACE.sub(" ", element.text_content()).strip())
        return kind is not None or element in self.frames or element.tag in elements.DROPPED

    def _unshown(self, element: HtmlElement) -> Kind | None:
        css = element.get("style") or ""
        names = {f".{name}" for name in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
        if element.tag in elements.READINGS:
            return "ruby"
        if element.tag in elements.STRUCK or elements.strikes(css) or names & self.struck:
            return "struck out"
        if element.get("hidden") is not None or elements.hides(css) or names & self.hidden:
            return "hidden"
        twin = element.get("aria-hidden") == "true" and element.getparent() is not None
        return "hidden" if twin and element.getparent().find(".//math") is not None else None

    def _open(self, element: HtmlElement) -> Iterator[Piece]:
        tag = element.tag
        if tag in elements.BLOCKS:
            yield from self._line()
            self.gap = self.gap or tag in elements.APART
        if tag in elements.HEADINGS:
            self.level = elements.HEADINGS[tag]
        elif tag == "pre":
            self.verbatim += 1
        elif tag in {"ol", "ul"}:
            start = element.get("start") or "1"
            style = elements.counting(element.get("type"), element.get("style")) if tag == "ol" else ""
            self.lists.append(_List(style, (int(start) if start.lstrip("-").isdigit() else 1) - 1))
        elif tag == "li" and self.lists:
            self._count(element)
        elif tag in {"td", "th"} and element.getprevious() is not None:
            self.buffer.append(" ")
        elif tag == "sup":
            self.above.append(len(self.buffer))
        elif tag == "img":
            self._picture(element)

    def _count(self, item: HtmlElement) -> None:
        current = self.lists[-1]
        value = item.get("value") or ""
        current.count = int(value) if value.isdigit() and len(value) < 7 else current.count + 1
        if current.style:
            self.number = (f"{shown(current.count, current.style)}.", current.count, len(self.lists))

    def _close(self, element: HtmlElement) -> Iterator[Piece]:
        tag = element.tag
        if tag == "br":
            yield from self._line()
        if tag in elements.BLOCKS:
            yield from self._line()
            self.gap = self.gap or tag in elements.APART
        if tag in elements.HEADINGS:
            self.level = 0
        elif tag == "pre":
            self.verbatim -= 1
        elif tag in {"ol", "ul"} and self.lists:
            self.lists.pop()
        elif tag == "sup" and self.above:
            self._raise(element, self.above.pop())
        elif tag in _INLINE and self._is_number(element):
            self.buffer.append(" ")

    def _is_number(self, element: HtmlElement) -> bool:
        """Whether an element holds a number at the line's start, to which the words after it are not joined."""
        after = element.getnext()
        beside = after.text_content() if after is not None and after.tag in _INLINE else ""
        words = (element.tail or beside)[:1]
        whole = "".join(self.buffer)
        if element.text_content().strip() != whole.strip() or words.isspace():
            return False
        if not element.tail and words and words not in _JOINED and not words.islower() and _COUNTED.fullmatch(whole):
            return True
        if not words.isalpha():
            return False
        return bool(_NUMBER.fullmatch(whole)) or (not words.islower() and bool(_WORDED.fullmatch(whole)))

    def _raise(self, element: HtmlElement, start: int) -> None:
        """Set what stands above the line into the line."""
        text, before = "".join(self.buffer[start:]), "".join(self.buffer[:start])
        link = next((a.get("href") or "" for a in element.iter("a")), "")
        around = element.getparent()
        outer = around.get("href") or "" if around is not None and around.tag == "a" else ""
        note = link.startswith("#") or outer.startswith("#")
        self.buffer[start:] = [raised(text, before, self.left_out, note=note)]

    def _equation(self, element: HtmlElement) -> None:
        line = in_one_line(element)
        self.left_out.add("equation", line)
        before = "".join(self.buffer)[-1:]
        self.buffer.append(f"{'' if not before or before.isspace() else ' '}{line} ")

    def _picture(self, element: HtmlElement) -> None:
        """A picture: an equation by the words it is given, any other only told of where it has some."""
        words = (element.get("alt") or "").strip()
        if words and _FORMULA.search(element.get("class") or ""):
            self.left_out.add("equation", words)
            self.buffer.append(f" {words} ")
        elif words:
            self.left_out.add("picture", words)

    def _table(self, table: HtmlElement) -> list[Piece]:
        """The lines of a table of data; none for one that only sets text in columns."""
        if len(list(table.iter("table", "ol", *elements.HEADINGS))) > 1:
            return []
        aside = LeftOut()
        rows = [[self._cell(cell, aside) for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
        lines = readable(rows)
        if lines is None:
            return []
        self.left_out.take(aside)
        caption = next((_SPACE.sub(" ", c.text_content()).strip() for c in table.iter("caption")), "")
        whole = [caption, *lines] if caption else lines
        return [Piece(line, n == 0, table=True) for n, line in enumerate(whole)]

    def _cell(self, cell: HtmlElement, aside: LeftOut) -> Cell:
        walk = Walk(self.frames, self.hidden, self.struck, aside)
        text = " ".join(piece.text for piece in walk.pieces(cell))
        head = cell.tag == "th" or any(above.tag == "thead" for above in cell.iterancestors("thead"))
        return Cell(text, _span(cell.get("colspan")), _span(cell.get("rowspan")), head)

    def _line(self) -> Iterator[Piece]:
        raw, self.buffer = "".join(self.buffer), []
        lines = raw.splitlines() if self.verbatim else [_SPACE.sub(" ", raw).strip(" ")]
        for line in lines:
            if line.strip():
                number, count, depth = self.number
                yield Piece(line, self.gap, self.level, None, number, count, depth)
                self.gap, self.number = False, ("", 0, 0)


def _span(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 4 else 1
