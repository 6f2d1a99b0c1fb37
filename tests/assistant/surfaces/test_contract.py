"""The same questions through every surface: the same claims, labels and quotes."""

from __future__ import annotations

import asyncio
import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import mcp
import openai
import pytest
from bs4 import BeautifulSoup

from assistant import Assistant, building
from assistant.answer import Turn
from assistant.records import Conversations, export_bytes
from assistant.samples import SAMPLE
from assistant.settings import Settings
from assistant.surfaces.api import create_app
from assistant.surfaces.chat.answer_view import Seen, answer_view
from assistant.surfaces.cli import run
from index.document import Document
from tests.index.library_parts import GramEmbedder, open_library
from tests.quick_reader import GramReader
from tests.serving import serving

QUESTIONS = [
    "第40段落を見せて",
    "第3段落から第5段落まで",
    "第52段落を見せて",
    "湿地について述べた段落を挙げてください",
    "次のエネルギー憲章会議はどこで開かれますか",
    "What does paragraph 16 say?",
    "？",
]
Given = dict[str, Any]


@dataclass(frozen=True)
class Surfaces:
    """The server's address and the parts behind it."""

    url: str
    folder: Path
    assistant: Assistant
    conversations: Conversations
    document: Document


@pytest.fixture(scope="module")
def surfaces(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surfaces]:
    folder = tmp_path_factory.mktemp("contract")
    settings = Settings(data=folder)
    with open_library(folder) as library:
        library.add(SAMPLE)
        assistant = Assistant(library, GramReader)
        conversations = Conversations(settings.conversations_url, library)
        with serving(create_app(assistant, library, conversations, settings=settings, chat=False)) as url:
            yield Surfaces(url, folder, assistant, conversations, library.document(SAMPLE.name))
        conversations.close()


def by_python(surfaces: Surfaces, question: str) -> Given:
    return surfaces.assistant.ask(question).as_dict()


def by_rest(surfaces: Surfaces, question: str) -> Given:
    return dict(httpx.post(f"{surfaces.url}/api/v1/ask", json={"question": question}, timeout=60).json())


def by_the_path_of_before(surfaces: Surfaces, question: str) -> Given:
    return dict(httpx.post(f"{surfaces.url}/api/ask", json={"question": question}, timeout=60).json())


def by_stream(surfaces: Surfaces, question: str) -> Given:
    told = httpx.post(f"{surfaces.url}/api/v1/ask/stream", json={"question": question}, timeout=60).text
    return dict(json.loads(told.strip().rpartition("data: ")[2]))


def by_each(surfaces: Surfaces, question: str) -> Given:
    (only,) = httpx.post(f"{surfaces.url}/api/v1/ask/each", json={"question": question}, timeout=60).json()
    return dict(only["answer"])


def by_openai(surfaces: Surfaces, question: str) -> Given:
    with openai.OpenAI(base_url=f"{surfaces.url}/v1", api_key="any", max_retries=0) as client:
        completion = client.chat.completions.create(model="danraku", messages=[{"role": "user", "content": question}])
    answer: Given = (completion.model_extra or {})["answer"]
    noted = [note.url_citation.model_extra or {} for note in completion.choices[0].message.annotations or ()]
    cited = [citation for claim in answer["claims"] for citation in claim["citations"]]
    assert noted == cited
    return answer


def by_mcp(surfaces: Surfaces, question: str) -> Given:
    async def called() -> Given:
        async with mcp.Client(f"{surfaces.url}/mcp/") as client:
            return dict((await client.call_tool("ask", {"question": question})).structured_content or {})

    return asyncio.run(called())


def by_conversation(surfaces: Surfaces, question: str) -> Given:
    url = f"{surfaces.url}/api/v1/conversations"
    kept = httpx.post(url, json={}, timeout=60).json()["id"]
    asked = {"question": question, "conversation": kept}
    httpx.post(f"{surfaces.url}/api/v1/ask", json=asked, timeout=60).raise_for_status()
    (turn,) = httpx.get(f"{url}/{kept}", timeout=60).json()
    return dict(turn["answer"])


def by_command_line(surfaces: Surfaces, question: str) -> Given:
    """Beside the server that has the folder open."""
    with pytest.MonkeyPatch.context() as patched, redirect_stdout(io.StringIO()) as told:
        patched.setenv("DANRAKU_DATA", str(surfaces.folder))
        patched.setattr(building, "build_embedder", lambda _: GramEmbedder())
        patched.setattr(building, "build_reader", lambda _: GramReader())
        run(["ask", "--json", question])
    return dict(json.loads(told.getvalue()))


WAYS = [by_command_line, by_rest, by_the_path_of_before, by_stream, by_each, by_openai, by_mcp, by_conversation]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_surface_gives_the_same_claims_labels_and_quotes(
    surfaces: Surfaces, way: Callable[[Surfaces, str], Given]
) -> None:
    told = set()
    for question in QUESTIONS:
        expected, found = by_python(surfaces, question), way(surfaces, question)
        compared = ("status", "state", "reason", "message", "claims", "nearest", "question", "query", "documents")
        assert {name: found[name] for name in compared} == json.loads(
            json.dumps({name: expected[name] for name in compared})
        )
        told.add(expected["state"])
    assert len(told) >= 3


def test_an_export_says_the_same(surfaces: Surfaces) -> None:
    for question in QUESTIONS:
        answer = surfaces.assistant.ask(question)
        (turn,) = json.loads(export_bytes([Turn(question, answer.query, answer)], ".json"))["turns"]
        cited = [(c["document"], c["label"], c["quote"]) for claim in turn["claims"] for c in claim["citations"]]
        assert cited == [(c.document_id, c.label, c.quote.text) for c in answer.citations]
        assert [claim["text"] for claim in turn["claims"]] == [claim.text for claim in answer.claims]


def test_the_chat_shows_the_same(surfaces: Surfaces) -> None:
    for question in QUESTIONS:
        answer, seen = surfaces.assistant.ask(question), asyncio.run(followed(surfaces.assistant, question))
        assert seen.answer is not None
        assert seen.claims == answer.claims
        page = BeautifulSoup(answer_view(seen.answer, [surfaces.document], language="ja", name="q1"), "html.parser")
        shown = []
        for claim in page.select("li.claim"):
            chips = [(chip["data-quote"], place_of(str(chip["href"]))) for chip in claim.select(".chip")]
            shown.append((claim.select(".words")[0].get_text(), claim["class"][1], chips))
        assert [(text, support, chips) for text, support, chips in shown] == [
            (c.text, c.support, [(q.quote.text, (q.document_id, q.label, q.quote.start_char)) for q in c.citations])
            for c in answer.claims
        ]
        assert bool(page.select(".abstained")) == (answer.status == "abstained")


async def followed(assistant: Assistant, question: str) -> Seen:
    """What the page has seen at the end."""
    seen = Seen()
    async for event in assistant.stream(question):
        seen = seen.after(event)
    return seen


def place_of(link: str) -> tuple[str, str, int]:
    """Document, label and first character of a link of the page."""
    found = re.fullmatch(r"#read=(.+)/(.+)/(\d+)-\d+", link)
    assert found
    return unquote(found[1]), unquote(found[2]), int(found[3])
