"""What is worked out of a document once."""

from __future__ import annotations

from index.document import Document, once_per_document
from tests.index.library_parts import document


def test_it_is_made_once_for_a_document_and_again_for_another() -> None:
    made: list[str] = []

    @once_per_document
    def size(document: Document) -> int:
        made.append(document.id)
        return len(document)

    first, second = document("一。", id="a.md"), document("一。", "二。", id="b.md")
    assert [size(first), size(first), size(second)] == [1, 1, 2]
    assert made == ["a.md", "b.md"]


def test_it_does_not_make_documents_differ() -> None:
    @once_per_document
    def size(document: Document) -> int:
        return len(document)

    one, same = document("一。"), document("一。")
    size(one)
    assert one == same
