"""What was typed to be shown ("16", "16-18", 前文, "section II") -> paragraphs of a document."""

from __future__ import annotations

import re

from index.document import Document, Paragraph
from index.errors import UnknownLabel
from index.text import fold

_RANGE = re.compile(r"(.+?)[-~](.+)")


def paragraphs_at(document: Document, typed: str) -> list[Paragraph]:
    """The paragraphs that labels, ranges of labels or written addresses name, in the order typed.

    Words that are labels, or ranges between two, are taken as such; anything else is
    read as an address in a question would be (第16段落, section II, Article 9).

    Raises:
        UnknownLabel: nothing of the document is named, or a label that it lacks.
    """
    by_form = {fold(paragraph.label): paragraph for paragraph in document}
    if fold(typed.strip()) in by_form:
        return [by_form[fold(typed.strip())]]
    plain = [_plain(document, by_form, fold(word)) for word in typed.split()]
    if plain and all(plain):
        return list(dict.fromkeys(paragraph for found in plain for paragraph in found))
    return _addressed(document, typed)


def _plain(document: Document, by_form: dict[str, Paragraph], word: str) -> tuple[Paragraph, ...]:
    if word in by_form:
        return (by_form[word],)
    ends = _RANGE.fullmatch(word)
    first, last = (by_form.get(end) for end in ends.groups()) if ends else (None, None)
    return document.paragraphs[first.position : last.position + 1] if first and last else ()


def _addressed(document: Document, typed: str) -> list[Paragraph]:
    from index.address import find_addresses

    addresses = find_addresses(typed, document)
    missing = [label for address in addresses for label in address.missing]
    labels = dict.fromkeys(label for address in addresses for label in address.labels)
    if missing or not labels:
        raise UnknownLabel((missing or [typed])[0], document=document.id, last=document.last_label)
    return [document[label] for label in labels]
