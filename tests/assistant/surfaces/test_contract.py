"""The same questions through every surface: the same claims, labels and quotes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import mcp
import openai
import pytest

from assistant import Assistant
from assistant.answer import Turn
from assistant.records import Conversations, export_bytes
from assistant.samples import SAMPLE
from assistant.settings import Settings
from assistant.surfaces.api import create_app
from tests.index.library_parts import open_library
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
    assistant: Assistant
    conversations: Conversations


@pytest.fixture(scope="module")
def surfaces(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surfaces]:
    folder = tmp_path_factory.mktemp("contract")
    settings = Settings(data=folder)
    with open_library(folder) as library:
        library.add(SAMPLE)
        assistant = Assistant(library, GramReader)
        conversations = Conversations(settings.conversations_url, library)
        with serving(create_app(assistant, library, conversations, settings=settings, chat=False)) as url:
            yield Surfaces(url, assistant, conversations)
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


WAYS = [by_rest, by_the_path_of_before, by_stream, by_each, by_openai, by_mcp, by_conversation]


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
