from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mcp
import pytest
from fastmcp import Client
from fastmcp.exceptions import ToolError

from assistant.answering import Assistant
from assistant.records import Conversations
from assistant.samples import SAMPLE
from assistant.settings import Settings
from assistant.surfaces.api import create_app
from assistant.surfaces.api.services import Services
from assistant.surfaces.mcp import build_mcp
from tests.index.library_parts import open_library
from tests.serving import serving
from tests.shared_reader import shared_reader

ROOT = Path(__file__).parents[3]


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


def test_a_tool_checks_a_text(services: Services) -> None:
    text = "ODAの総額は5,690億円以上にのぼる（第3段落）。パリ協定は2016年に発効した（26）。"
    report = call(services, "check", text=text, document=SAMPLE.name)
    assert (report["passed"], report["failed"]) == (1, 1)
    assert [sentence["labels"] for sentence in report["sentences"]] == [["3"], ["26"]]


def test_a_tool_lists_documents_with_their_labels(services: Services) -> None:
    (document,) = call(services, "documents")["result"]
    assert (document["id"], len(document["labels"])) == (SAMPLE.name, 43)


@pytest.mark.parametrize(
    ("tool", "arguments", "named"),
    [
        ("ask", {"question": " "}, "empty"),
        ("ask", {"question": "いつ？", "documents": ["absent.md"]}, "absent.md"),
        ("check", {"text": "会議（1）。", "document": "absent.md"}, "absent.md"),
        ("show", {"labels": "52", "document": SAMPLE.name}, "52"),
    ],
)
def test_a_tool_says_what_was_wrong(services: Services, tool: str, arguments: dict[str, object], named: str) -> None:
    with pytest.raises(ToolError, match=named):
        call(services, tool, **arguments)


TOOLS = {"ask", "ask_each", "check", "search", "show", "documents"}


def used(server: Any) -> tuple[set[str], Any, Any]:  # noqa: ANN401 - whatever the official client connects to
    """What the official client finds there: the tools, what one gives, and what another complains of."""

    async def connected() -> tuple[set[str], Any, Any]:
        async with mcp.Client(server) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            shown = await client.call_tool("show", {"labels": "16", "document": SAMPLE.name})
            refused = await client.call_tool("show", {"labels": "52", "document": SAMPLE.name})
            return tools, shown, refused

    return asyncio.run(connected())


def expect_tools(found: tuple[set[str], Any, Any]) -> None:
    tools, shown, refused = found
    assert tools == TOOLS
    assert "エネルギー憲章" in shown.structured_content["result"][0]["text"]
    assert (refused.is_error, "52" in refused.content[0].text) == (True, True)


def test_the_official_client_uses_them_over_http(services: Services) -> None:
    app = create_app(
        services.assistant, services.library, services.conversations, settings=services.settings, chat=False
    )
    with serving(app) as url:
        expect_tools(used(f"{url}/mcp/"))


def test_the_official_client_uses_them_over_standard_input_and_output(services: Services) -> None:
    home = {"DANRAKU_DATA": str(services.settings.data), "PATH": os.environ["PATH"]}
    command = ["-m", "assistant.surfaces.cli", "mcp"]
    server = mcp.StdioServerParameters(command=sys.executable, args=command, env=home, cwd=ROOT)
    expect_tools(used(mcp.stdio_client(server)))
