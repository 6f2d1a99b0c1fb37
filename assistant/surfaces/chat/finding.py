"""What the find box does beyond finding words: going to a number, searching all documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from assistant.surfaces.chat.templating import render
from assistant.surfaces.search import Found, search
from assistant.surfaces.showing import paragraphs_at
from index.address import find_addresses
from index.document import Document
from index.errors import DanrakuError

if TYPE_CHECKING:
    from assistant.surfaces.chat.parts import Parts

_MOST_HITS = 24


def labelled(document: Document, typed: str) -> str:
    """The label of the first paragraph that is named and nothing else: 16, 第3条, para. 12; "" for other words.

    >>> from index.parsing import parse
    >>> labelled(parse("- 1 A.\\n- 2 B.\\n- 3 C."), "para. 2")
    '2'
    """
    spans = [(address.start_char, address.end_char) for address in find_addresses(typed, document)]
    beside = (char for at, char in enumerate(typed) if not any(start <= at < end for start, end in spans))
    if spans and any(char.isalnum() for char in beside):
        return ""
    try:
        return next(iter(paragraphs_at(document, typed))).label
    except (DanrakuError, StopIteration):
        return ""


def results_view(parts: Parts, words: str, language: str) -> Markup:
    """Hits over all documents, by document, in the order of its best."""
    found: dict[str, list[Found]] = {}
    try:
        for hit in search(parts.library, words, k=_MOST_HITS):
            found.setdefault(hit.hit.paragraph.document_id, []).append(hit)
    except DanrakuError:
        found = {}
    return render("found.html", language=language, words=words, found=found, titles=parts.titles())
