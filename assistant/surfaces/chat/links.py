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
    dated = f"（{written_date(document.date, 'ja')}）" if document.date else ""
    place = f"第{paragraph.label}段落" if paragraph.label.isdigit() else paragraph.label
    return f"{document.title}{dated}、{place}"


def _english(document: Document, paragraph: Paragraph) -> str:
    dated = f" ({written_date(document.date, 'en')})" if document.date else ""
    place = f"para. {paragraph.label}" if paragraph.label.isdigit() else paragraph.label
    return f"“{document.title}”{dated}, {place}"


def written_date(iso: str, language: str) -> str:
    """A date as people write it; what is no whole date stays as it is.

    >>> written_date("2017-05-01", "ja"), written_date("2017-05-01", "en"), written_date("2017", "en")
    ('2017年5月1日', '1 May 2017', '2017')
    """
    day = _day(iso)
    if day is None:
        return iso
    return f"{day.year}年{day.month}月{day.day}日" if language == "ja" else f"{day.day} {day:%B} {day.year}"


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
