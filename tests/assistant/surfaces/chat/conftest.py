"""The sample in a real library, and an assistant that answers from a script."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Claim, Scan, Turn
from assistant.events import ClaimReady, Event, Finished, Resolved, Searching
from assistant.records import Conversations
from index.document import Document
from index.errors import UnknownDocument
from index.library import Library
from index.parsing import parse, read_document
from tests.index.library_parts import open_library

SAMPLE = Path(__file__).parents[4] / "index/samples/statement-2017-ashgabat.md"

ODA = "日本のODAの総額は？"
ODA_WORDS = "総額5,680億円（約52.5億ドル）以上にのぼる二国間協力の枠内での政府開発援助（ODA）"
AFGHANISTAN = "アフガニスタンに触れている段落をすべて挙げてください。"
WEATHER = "明日の天気は？"
FOLLOW_UP = "それはいつ？"
SLOW = "ゆっくり答えて"
SLOW_S = 3
BROKEN = "失敗して"


class Script:
    """Answers the questions above with the document's own words, and abstains from others."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def stream(
        self, question: str, *, turns: Sequence[Turn] = (), documents: Sequence[str] = ()
    ) -> AsyncIterator[Event]:
        """The events of one answer."""
        query = f"{turns[-1].question}（{question}）" if turns and question == FOLLOW_UP else question
        yield Resolved(query)
        yield Searching()
        if question == BROKEN:
            raise UnknownDocument("there is no document gone.md")
        document = self._library.document(documents[0]) if documents else self._library.documents[0]
        claims = script(document).get(question, ()) if document.id == SAMPLE.name else ()
        for claim in claims:
            yield ClaimReady(claim)
            await asyncio.sleep(SLOW_S if question == SLOW else 0.02)
        asked = documents or [document.id for document in self._library.documents]
        retrieved = tuple(self._library.document(name).paragraphs[0] for name in asked)
        yield Finished(replace(finished(document, question, query, claims), retrieved=retrieved))

    def ask(self, question: str, *, turns: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        """The answer at once: a quote from the first paragraph, whatever is asked."""
        document = self._library.document(documents[0])
        first = next(p for p in document if p.sentences)
        return finished(document, question, question, [cite(document, first.label, first.sentences[0].text)])


def script(document: Document) -> Mapping[str, Sequence[Claim]]:
    """What is answered to which question."""
    oda = cite(document, "3", ODA_WORDS)
    mentions = [p for p in document if "アフガニスタン" in p.text]
    return {
        ODA: [oda],
        SLOW: [oda],
        FOLLOW_UP: [cite(document, "6", "2015年10月")],
        AFGHANISTAN: [cite(document, p.label, p.sentences[0].text) for p in mentions],
    }


def cite(document: Document, label: str, words: str, **claim: object) -> Claim:
    """A claim in the words of a paragraph."""
    start = document[label].text.index(words)
    citation = Citation(document, document[label].quote(start, start + len(words)))
    return Claim(words, (citation,), **claim)  # type: ignore[arg-type]


def finished(document: Document, question: str, query: str, claims: Sequence[Claim]) -> Answer:
    """The answer of these claims; an abstention where there is none."""
    relevant = tuple((document.id, c.label) for claim in claims for c in claim.citations)
    scan = Scan(len(document), len(document), relevant)
    if claims:
        return Answer("answered", tuple(claims), "ja", question, query, scanned=scan, left_out=(document["20"],))
    first = document.paragraphs[1]
    near = Citation(document, first.quote_sentence(first.sentences[0]))
    said = "お尋ねの言葉では見つかりませんでした。"
    return Answer("abstained", (), "ja", question, query, "not stated", said, scan, near)


@pytest.fixture(scope="session")
def statement() -> Document:
    """The sample."""
    return read_document(SAMPLE)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the sample."""
    folder = tmp_path_factory.mktemp("filled")
    with open_library(folder) as library:
        library.add(SAMPLE)
    return folder


@pytest.fixture
def library(filled: Path, tmp_path: Path) -> Iterator[Library]:
    """A library with the sample, to change at will."""
    folder = shutil.copytree(filled, tmp_path / "data")
    with open_library(folder) as opened:
        yield opened


@pytest.fixture
def conversations(library: Library, tmp_path: Path) -> Iterator[Conversations]:
    """Conversations about it, none yet."""
    kept = Conversations(f"sqlite:///{tmp_path / 'conversations.sqlite3'}", library)
    yield kept
    kept.close()


@pytest.fixture(scope="session")
def hostile() -> Document:
    """A document that tries to be more than text."""
    text = (
        "# <img src=x onerror=alert(1)>\n\n"
        "- 1 <script>document.title='broken'</script> **bold** [link](javascript:alert(1)) \"' {{ 7*7 }} ${7*7}\n"
        f"- 2 {'長' * 10_000}\n"
        '- 3 </div></section><iframe src="https://example.com"></iframe> 😀𠮷野家 <b onclick=alert(1)>x</b>\n'
    )
    return parse(text, id='"><svg onload=alert(1)>.md')
