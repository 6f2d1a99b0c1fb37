"""Where a paragraph stands in the page, and what to write about it in a footnote."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from index.document import Document, Paragraph


def link_to(document_id: str, label: str, start_char: int | None = None, end_char: int | None = None) -> str:
    """The part of the page's address that opens a paragraph and marks a span of it.

    >>> link_to("a b.md", "16", 3, 9)
    '#read=a%20b.md/16/3-9'
    """
    span = "" if start_char is None else f"/{start_char}-{end_char}"
    return f"#read={quote(document_id, safe='')}/{quote(label, safe='')}{span}"


def footnote(document: Document, paragraph: Paragraph, language: str) -> str:
    """A citation of one paragraph as a footnote has it: title, date, number."""
    return (_japanese if language == "ja" else _english)(document, paragraph)


def _japanese(document: Document, paragraph: Paragraph) -> str:
    day = _day(document.date)
    dated = f"（{day.year}年{day.month}月{day.day}日）" if day else f"（{document.date}）" if document.date else ""
    place = f"第{paragraph.label}段落" if paragraph.label.isdigit() else paragraph.label
    return f"{document.title}{dated}、{place}"


def _english(document: Document, paragraph: Paragraph) -> str:
    day = _day(document.date)
    dated = f" ({day.day} {day:%B} {day.year})" if day else f" ({document.date})" if document.date else ""
    place = f"para. {paragraph.label}" if paragraph.label.isdigit() else paragraph.label
    return f"“{document.title}”{dated}, {place}"


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
