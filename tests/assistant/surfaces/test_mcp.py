from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastmcp import Client
from fastmcp.exceptions import ToolError

from assistant.answering import Assistant
from assistant.records import Conversations
from assistant.samples import SAMPLE
from assistant.settings import Settings
from assistant.surfaces.api.services import Services
from assistant.surfaces.mcp import build_mcp
from tests.index.library_parts import open_library
from tests.shared_reader import shared_reader


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    settings = Settings(data=tmp_path)
    with open_library(tmp_path) as library:
        library.add(SAMPLE)
        yield Services(
            Assistant(library, shared_reader), library, Conversations(settings.conversations_url, library), settings
        )


def call(services: Services, tool: str, **arguments: object) -> Any:  # noqa: ANN401 - what a tool gives
    async def called() -> Any:  # noqa: ANN401
        async with Client(build_mcp(services)) as client:
            return (await client.call_tool(tool, arguments)).structured_content

    return asyncio.run(called())


def test_a_tool_answers_with_labels_and_quotes(services: Services) -> None:
    answer = call(services, "ask", question="第40段落を見せて")
    assert answer["status"] == "answered"
    assert "〔40〕" in answer["text"]


def test_a_tool_shows_paragraphs(services: Services) -> None:
    shown = call(services, "show", labels="16-17", document=SAMPLE.name)["result"]
    assert [paragraph["label"] for paragraph in shown] == ["16", "17"]


def test_a_tool_asks_each_document(services: Services) -> None:
    (answer,) = call(services, "ask_each", question="第40段落を見せて")["result"]
    assert (answer["document"], answer["status"]) == (SAMPLE.name, "answered")


def test_a_tool_searches(services: Services) -> None:
    hits = call(services, "search", words="湿地", k=2)["result"]
    assert ("湿地" in hits[0]["text"], [hit["rank"] for hit in hits]) == (True, [1, 2])


def test_a_tool_lists_documents_with_their_labels(services: Services) -> None:
    (document,) = call(services, "documents")["result"]
    assert (document["id"], len(document["labels"])) == (SAMPLE.name, 43)


@pytest.mark.parametrize(
    ("tool", "arguments", "named"),
    [
        ("ask", {"question": " "}, "empty"),
        ("ask", {"question": "いつ？", "documents": ["absent.md"]}, "absent.md"),
        ("show", {"labels": "52", "document": SAMPLE.name}, "52"),
    ],
)
def test_a_tool_says_what_was_wrong(services: Services, tool: str, arguments: dict[str, object], named: str) -> None:
    with pytest.raises(ToolError, match=named):
        call(services, tool, **arguments)
