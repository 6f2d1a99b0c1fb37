"""A page: its parser, the element that holds its own text, the menus around it, its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.document import Finding
from index.reading.source import Source, compose
from index.reading.web.elements import EDGES, FRAMES, styled
from index.reading.web.walk import Walk

if TYPE_CHECKING:
    from lxml.html import HtmlElement, HTMLParser

_SPACE = re.compile(r"[ \t\r\n\f]+")
_LEAST_MAIN_SHARE = 0.2
_LEAST_LINKS, _LINKED_SHARE = 3, 0.8


def read_html(text: str) -> Source:
    """The readable text of a page; navigation, scripts and forms are left out, and that is reported."""
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root = html.document_fromstring(f"<html>{text}".encode("utf-8", "replace"), parser=parser)
    sheets = " ".join(style.text or "" for style in root.iter("style"))
    walk = Walk(_frames(root), *styled(sheets))
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
    """Elements that are mostly links (menus, breadcrumbs, tables of contents), and forms to be filled in."""
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
        least = 1 if element.tag in EDGES else _LEAST_LINKS
        if element.tag in FRAMES and links >= least and linked >= _LINKED_SHARE * chars:
            found.add(element)
        if element.tag == "form" and chars < _LEAST_MAIN_SHARE * (len(root.text_content()) or 1):
            found.add(element)
    return found
