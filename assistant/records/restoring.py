"""An answer kept as JSON, rebuilt as a real Answer against the documents of today.

A quote that no longer stands, because its document was changed or removed, cannot be
rebuilt: its claim is shown as unverified and says so; nothing is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final, Protocol

from assistant.answer import Answer, Citation, Claim, Scan, Written
from index.document import Document, Paragraph
from index.errors import UnknownDocument, UnknownLabel

NO_LONGER_STANDS: Final = "the document was changed or removed since"


class Documents(Protocol):
    """Where answers find their documents again: a library."""

    def document(self, id: str, /, edition: str = "") -> Document:
        """The document, or the version of that edition; raises UnknownDocument."""


FindDocument = Callable[[str], Document]
Kept = Mapping[str, Any]


def restore(kept: Kept, find: FindDocument) -> Answer:
    """The answer whose `as_dict()` was kept; `find` gives a document or raises UnknownDocument.

    Older shapes are brought to the present one in the database (`database/migrations`).
    """
    scanned = kept["scanned"]
    relevant = tuple((place["document"], place["label"]) for place in scanned["relevant"])
    return Answer(
        status=kept["status"],
        claims=tuple(restore_claim(claim, find) for claim in kept["claims"]),
        language=kept["language"],
        question=kept["question"],
        query=kept["query"],
        reason=kept["reason"],
        message=kept["message"],
        scanned=Scan(scanned["checked"], scanned["total"], relevant),
        nearest=restore_citation(kept["nearest"], find) if kept["nearest"] else None,
        retrieved=tuple(_paragraphs(kept["retrieved"], find)),
        left_out=tuple(_paragraphs(kept["left_out"], find)),
        notes=tuple(kept["notes"]),
        documents=tuple(kept["documents"]),
        written=_written(kept["written"]),
        sure=kept["state"] != "nearest",
    )


def editions(answer: Answer) -> dict[str, str]:
    """Which version of each document an answer cites or names as near, by the document's id."""
    cited = [*answer.citations, *([answer.nearest] if answer.nearest else [])]
    return {citation.document_id: citation.document.edition for citation in cited}


def as_it_was(documents: Documents, versions: Mapping[str, str]) -> FindDocument:
    """Finds documents in the versions named, and in the present one where such a version is not kept; each once."""

    @cache
    def find(id: str) -> Document:
        try:
            return documents.document(id, versions.get(id, ""))
        except UnknownDocument:
            return documents.document(id)

    return find


def restore_claim(kept: Kept, find: FindDocument) -> Claim:
    """A claim with the citations that still stand; unverified when one does not."""
    citations = [restore_citation(citation, find) for citation in kept["citations"]]
    standing = tuple(citation for citation in citations if citation)
    lost = len(standing) < len(citations)
    return Claim(
        text=kept["text"],
        citations=standing,
        support="unverified" if lost else kept["support"],
        rule=NO_LONGER_STANDS if lost else kept["rule"],
        marked=tuple((start, end) for start, end in kept["marked"]),
    )


def restore_citation(kept: Kept, find: FindDocument) -> Citation | None:
    """The citation, its quote found again where it moved within its paragraph; None where it no longer stands."""
    paragraph = _paragraph(kept, find)
    if paragraph is None:
        return None
    words, start = kept["quote"], kept["start_char"]
    if paragraph.text[start : start + len(words)] != words:
        start = paragraph.text.find(words)
    if start < 0 or not words:
        return None
    return Citation(find(kept["document"]), paragraph.quote(start, start + len(words)))


def _written(kept: Kept | None) -> Written | None:
    """None also for answers that were kept before this was recorded."""
    return Written(**{**kept, "prompts": tuple(kept["prompts"])}) if kept else None


def _paragraph(place: Kept, find: FindDocument) -> Paragraph | None:
    try:
        return find(place["document"])[place["label"]]
    except (UnknownDocument, UnknownLabel):
        return None


def _paragraphs(places: Iterable[Kept], find: FindDocument) -> Iterable[Paragraph]:
    return filter(None, (_paragraph(place, find) for place in places))
