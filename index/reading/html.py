"""HTML: the text of a page line by line, with its headings and the numbers of its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.document import Finding
from index.reading.counting import shown
from index.reading.source import Piece, Source, compose

if TYPE_CHECKING:
    from lxml.html import HtmlElement, HTMLParser

_DROPPED = {"script", "style", "noscript", "template", "nav", "form", "button", "select", "textarea", "iframe", "head"}
_DROPPED |= {"svg", "canvas", "object", "embed", "audio", "video"}
_APART = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "blockquote",
    "table",
    "section",
    "article",
    "hr",
    "ol",
    "ul",
    "dl",
}
_BLOCKS = _APART | {
    "address",
    "aside",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dt",
    "fieldset",
    "figcaption",
}
_BLOCKS |= {"figure", "footer", "header", "html", "li", "main", "summary", "tbody", "td", "tfoot", "th", "thead", "tr"}
_FRAMES = {"div", "ul", "ol", "dl", "table", "header", "footer", "aside", "section"}
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_LIST_STYLES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lowerRoman", "I": "upperRoman"}
_CSS_STYLES = {
    "lower-alpha": "lower-alpha",
    "lower-latin": "lower-alpha",
    "upper-alpha": "upper-alpha",
    "upper-latin": "upper-alpha",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
    "cjk-decimal": "ideographDigital",
    "cjk-ideographic": "chineseCountingThousand",
    "japanese-informal": "japaneseCounting",
    "hiragana": "aiueoFullWidth",
    "katakana": "aiueoFullWidth",
    "katakana-iroha": "irohaFullWidth",
    "hangul": "ganada",
    "thai": "thaiNumbers",
    "devanagari": "hindiNumbers",
    "none": "",
}
_CSS_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b(" + "|".join(_CSS_STYLES) + r")\b", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LEAST_MAIN_SHARE = 0.2
_LEAST_LINKS, _LINKED_SHARE = 3, 0.8


def read_html(text: str) -> Source:
    """The readable text of a page; navigation, scripts and forms are left out, and that is reported."""
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root = html.document_fromstring(f"<html>{text}".encode("utf-8", "replace"), parser=parser)
    walk = _Walk(_frames(root))
    pieces = list(walk.pieces(_main(root)))
    heads = [piece.text for piece in pieces if piece.level == 1]
    title = heads[0] if len(heads) == 1 else _SPACE.sub(" ", root.findtext(".//title") or "").strip()
    return compose(pieces, title=title, findings=[*walk.findings(), *_cut_off(parser)])


def _cut_off(parser: HTMLParser) -> list[Finding]:
    """The report that elements were nested too deeply to be read."""
    deep = any("depth" in error.message.lower() for error in parser.error_log)
    return [Finding("leftover", "Elements nested too deeply: what they hold was not read")] if deep else []


def _main(root: HtmlElement) -> HtmlElement:
    """The one element that holds the page's own text, or all of it."""
    found = [element for element in root.iter() if element.tag == "main" or element.get("role") == "main"]
    whole = len(root.text_content()) or 1
    return found[0] if len(found) == 1 and len(found[0].text_content()) >= _LEAST_MAIN_SHARE * whole else root


def _frames(root: HtmlElement) -> set[HtmlElement]:
    """Elements that are mostly links: menus, breadcrumbs, tables of contents."""
    from lxml import etree

    read: dict[HtmlElement, tuple[int, int, int]] = {}
    found = set()
    for _, element in etree.iterwalk(root, events=("end",)):
        inner = [read.pop(child, (0, 0, 0)) for child in element]
        own = len((element.text or "").strip()) + sum(len((child.tail or "").strip()) for child in element)
        chars, linked, links = own + sum(i[0] for i in inner), sum(i[1] for i in inner), sum(i[2] for i in inner)
        if element.tag == "a" and element.get("href"):
            linked, links = chars, 1
        read[element] = (chars, linked, links)
        if element.tag in _FRAMES and links >= _LEAST_LINKS and linked >= _LINKED_SHARE * chars:
            found.add(element)
    return found


def _counting(ordered: HtmlElement) -> str:
    """How an ordered list shows its numbers; "" where it shows none."""
    css = _CSS_STYLE.search(ordered.get("style") or "")
    return _CSS_STYLES[css.group(1).lower()] if css else _LIST_STYLES.get(ordered.get("type") or "", "decimal")


@dataclass
class _List:
    """A list being read: how it counts, and how far it has counted."""

    style: str = ""
    count: int = 0


@dataclass
class _Walk:
    """One pass over the elements, gathering the line under way."""

    frames: set[HtmlElement]
    buffer: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    level: int = 0
    gap: bool = False
    number: tuple[str, int, int] = ("", 0, 0)
    verbatim: int = 0
    left_out: list[str] = field(default_factory=list)

    def pieces(self, root: HtmlElement) -> Iterator[Piece]:
        """The lines under an element."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in walk:
            if event == "start":
                if self._dropped(element):
                    walk.skip_subtree()
                    skipped = element
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
        chars = sum(len(text) for text in self.left_out)
        excerpt = " ".join(self.left_out)[:60]
        return (
            [Finding("leftover", f"Menus and forms left out: {chars:,} characters", excerpt=excerpt)] if chars else []
        )

    def _dropped(self, element: HtmlElement) -> bool:
        hidden = element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
        dropped = element.tag in _DROPPED or hidden or element in self.frames
        if dropped and element.tag not in {"script", "style", "head"}:
            self.left_out.append(_SPACE.sub(" ", element.text_content()).strip())
        return dropped

    def _open(self, element: HtmlElement) -> Iterator[Piece]:
        tag = element.tag
        if tag in _BLOCKS:
            yield from self._line()
            self.gap = self.gap or tag in _APART
        if tag in _HEADINGS:
            self.level = _HEADINGS[tag]
        elif tag == "pre":
            self.verbatim += 1
        elif tag in {"ol", "ul"}:
            start = element.get("start") or "1"
            style = _counting(element) if tag == "ol" else ""
            self.lists.append(_List(style, (int(start) if start.lstrip("-").isdigit() else 1) - 1))
        elif tag == "li" and self.lists:
            self._count(element)
        elif tag in {"td", "th"} and element.getprevious() is not None:
            self.buffer.append(" ")

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
        if tag in _BLOCKS:
            yield from self._line()
            self.gap = self.gap or tag in _APART
        if tag in _HEADINGS:
            self.level = 0
        elif tag == "pre":
            self.verbatim -= 1
        elif tag in {"ol", "ul"} and self.lists:
            self.lists.pop()

    def _line(self) -> Iterator[Piece]:
        raw, self.buffer = "".join(self.buffer), []
        lines = raw.splitlines() if self.verbatim else [_SPACE.sub(" ", raw).strip(" ")]
        for line in lines:
            if line.strip():
                number, count, depth = self.number
                yield Piece(line, self.gap, self.level, None, number, count, depth)
                self.gap, self.number = False, ("", 0, 0)
