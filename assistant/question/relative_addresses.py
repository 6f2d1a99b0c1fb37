"""Addresses that lean on the last answer: その次の段落, "the paragraph before", 最後の文は？ of the one shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.address import Address, select
from index.document import Document

if TYPE_CHECKING:
    from assistant.answer import Turn

_UNIT = r"(?:段落|項目?|条文?|パラグラフ|パラ|paragraph|article|para)"
_NEXT = re.compile(rf"(?:その|この)?\s*(?:次|直後|すぐ後|一つ後)の{_UNIT}|(?:the )?(?:next|following) {_UNIT}", re.I)
_BEFORE = re.compile(
    rf"(?:その|この)?\s*(?:前|直前|すぐ前|一つ前)の{_UNIT}|(?:the )?(?:previous|preceding) {_UNIT}", re.I
)


def counted_from_last(text: str, documents: Sequence[Document], turns: Sequence[Turn]) -> str:
    """A question with the paragraph that it counts from the last answer's written out.

    Left as it is where nothing was cited before, or nothing stands there.
    """
    cited = turns[-1].answer.citations if turns else ()
    if not cited:
        return text
    for pattern, step, from_ in ((_NEXT, 1, cited[-1]), (_BEFORE, -1, cited[0])):
        document = next((d for d in documents if d.id == from_.document_id), None)
        at = from_.quote.paragraph.position + step
        if document and pattern.search(text) and 0 <= at < len(document):
            return pattern.sub(_address(document.paragraphs[at].label), text, count=1)
    return text


def counts_from_last(text: str) -> bool:
    """Whether a question may mean a paragraph next to those of the last answer."""
    return bool(_NEXT.search(text) or _BEFORE.search(text))


def _address(label: str) -> str:
    return f"第{label}段落" if label.isdigit() else label


def inside_last(
    addresses: Sequence[tuple[Document, Address]], turns: Sequence[Turn]
) -> tuple[tuple[Document, Address], ...]:
    """Addresses with the paragraph of the last answer filled in where only a place inside one is named.

    One that waits in vain (nothing was cited before, or several paragraphs were) is left out.
    """
    cited = {(citation.document_id, citation.label) for citation in turns[-1].answer.citations} if turns else set()
    return tuple(
        placed for document, address in addresses if (placed := _placed(document, address, [*cited])) is not None
    )


def _placed(document: Document, address: Address, cited: Sequence[tuple[str, str]]) -> tuple[Document, Address] | None:
    if address.labels or address.missing or address.selector is None:
        return document, address
    if len(cited) != 1 or cited[0][0] != document.id:
        return None
    label = cited[0][1]
    place = select(document[label], address.selector)
    if place is None:
        return document, replace(address, missing=(f"{label} {address.text}",))
    return document, replace(address, labels=(label,), selections=(place,))
