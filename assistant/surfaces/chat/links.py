"""Where a paragraph stands in the page."""

from __future__ import annotations

from urllib.parse import quote


def link_to(document_id: str, label: str, start_char: int | None = None, end_char: int | None = None) -> str:
    """The part of the page's address that opens a paragraph and marks a span of it.

    >>> link_to("a b.md", "16", 3, 9)
    '#read=a%20b.md/16/3-9'
    """
    span = "" if start_char is None else f"/{start_char}-{end_char}"
    return f"#read={quote(document_id, safe='')}/{quote(label, safe='')}{span}"
