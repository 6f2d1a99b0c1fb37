"""A two-paragraph memo and answers about it, for the tests of what shows and keeps answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answer import Answer, Citation, Claim, Scan
from assistant.answering import Assistant
from assistant.samples import SAMPLE
from index.document import Document, Paragraph
from index.errors import UnknownDocument
from index.library import Library
from index.model import Embedder
from tests.shared_reader import shared_reader

FIRST = "会議は東京で開かれた。"
SECOND = "費用は*5億円*である。"


class Shelf:
    """Documents by id, as a library gives them; behind one stand the former versions of that id."""

    def __init__(self, documents: list[Document]) -> None:
        self.documents = documents

    def document(self, id: str, edition: str = "") -> Document:
        for document in self.documents:
            if document.id == id and edition in {"", document.edition}:
                return document
        raise UnknownDocument(f"the library has no document {id}")


def make_memo(name: str = "memo.md", second: str = SECOND) -> Document:
    paragraphs = (Paragraph(name, "1", FIRST, 0, 0), Paragraph(name, "2", second, len(FIRST) + 1, 1))
    return Document(name, "覚書", f"{FIRST}\n{second}", paragraphs, sha256="ab" * 32)


def cite(document: Document, label: str) -> Citation:
    return Citation(document, document[label].quote(0, len(document[label].text)))


@pytest.fixture(scope="session")
def statement_library(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    """The sample statement alone in a library."""
    with Library(tmp_path_factory.mktemp("library"), lambda: embedder) as library:
        library.add(SAMPLE)
        yield library


@pytest.fixture(scope="session")
def assistant(statement_library: Library) -> Assistant:
    return Assistant(statement_library, shared_reader)


@pytest.fixture(scope="session")
def statement(statement_library: Library) -> Document:
    return statement_library.documents[0]


@pytest.fixture
def memo() -> Document:
    return make_memo()


@pytest.fixture
def changed_memo() -> Document:
    """The memo with another second paragraph."""
    return make_memo(second="費用は未定である。")


@pytest.fixture
def on_shelf(memo: Document) -> list[Document]:
    """What the shelf holds; change it to change the library."""
    return [memo]


@pytest.fixture
def shelf(on_shelf: list[Document]) -> Shelf:
    return Shelf(on_shelf)


@pytest.fixture
def answered(memo: Document) -> Answer:
    """費用は？ answered by both paragraphs."""
    claims = tuple(Claim(memo[label].text, (cite(memo, label),)) for label in ("1", "2"))
    return Answer(
        "answered",
        claims,
        question="費用は？",
        query="会議の費用は？",
        scanned=Scan(2, 2, (("memo.md", "2"),)),
        retrieved=(memo["2"], memo["1"]),
    )


@pytest.fixture
def abstained(memo: Document) -> Answer:
    """議長は？, which the memo does not answer."""
    return Answer(
        "abstained",
        question="議長は？",
        query="会議の議長は？",
        reason="not stated",
        scanned=Scan(2, 2),
        nearest=cite(memo, "1"),
        retrieved=(memo["1"],),
    )
