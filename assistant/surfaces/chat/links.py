"""Where a paragraph stands in the page."""

from __future__ import annotations

from urllib.parse import quote

from index.document import Document


def link_to(
    document_id: str, label: str, start_char: int | None = None, end_char: int | None = None, edition: str = ""
) -> str:
    """The part of the page's address that opens a paragraph and marks a span of it, in a former version where named.

    >>> link_to("a b.md", "16", 3, 9), link_to("a.md", "16", edition="4f")
    ('#read=a%20b.md/16/3-9', '#read=a.md/16//4f')
    """
    span = "" if start_char is None else f"{start_char}-{end_char}"
    place = [quote(part, safe="") for part in (document_id, label)]
    return "#read=" + "/".join([*place, span, edition]).rstrip("/")


def link_in(document: Document, label: str, start_char: int | None = None, end_char: int | None = None) -> str:
    """The same into the very version that is given."""
    return link_to(document.id, label, start_char, end_char, document.edition if document.until else "")
