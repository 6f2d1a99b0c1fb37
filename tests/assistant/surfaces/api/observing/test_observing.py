"""Figures, log lines and readiness of a server that is asked a few things."""

from __future__ import annotations

import json
import logging
import threading
from asyncio import CancelledError
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from starlette.types import Receive, Scope, Send

from assistant.answering import Assistant
from assistant.errors import DatabaseUnavailable
from assistant.records import Conversations
from assistant.samples import SAMPLE
from assistant.settings import Settings
from assistant.surfaces.api import create_app
from assistant.surfaces.api.observing import Metrics, health
from assistant.surfaces.api.observing.logs import JsonFormatter, TextFormatter
from assistant.surfaces.api.observing.requests import Requests
from tests.index.library_parts import open_library
from tests.quick_reader import GramReader

SHOW_40 = {"question": "第40段落を見せて"}
ABSENT = {"question": "第52段落を見せて"}


class Away(Conversations):
    """Those of a database that may be away, or not answer."""

    state = "there"
    go = threading.Event()

    def ping(self) -> None:
        if self.state == "away":
            raise DatabaseUnavailable("the database cannot be used")
        if self.state == "frozen":
            self.go.wait(30)


@dataclass(frozen=True)
class Served:
    """The server, and its database."""

    client: TestClient
    kept: Away


@pytest.fixture(scope="module", params=[False])
def served(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("observed")
    settings = Settings(data=folder)
    with open_library(folder) as library:
        library.add(SAMPLE)
        metrics, kept = Metrics(log_questions=request.param), Away(settings.conversations_url, library)
        assistant = Assistant(library, GramReader, watch=metrics)
        app = create_app(assistant, library, kept, settings=settings, chat=False, metrics=metrics)
        with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
            yield Served(client, kept)
        kept.close()


def figures(client: TestClient) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """Every sample by its name and labels."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for family in families for s in family.samples}


def test_answers_steps_and_requests_are_counted(served: Served) -> None:
    before = figures(served.client)
    served.client.post("/api/v1/ask", json=SHOW_40)
    served.client.post("/api/v1/ask/stream", json=ABSENT)
    after = figures(served.client)

    def more(name: str, **labels: str) -> float:
        key = (name, tuple(sorted(labels.items())))
        return after[key] - before.get(key, 0)

    assert more("danraku_answers_total", state="answered", reason="") == 1
    assert more("danraku_answers_total", state="denied", reason="no such paragraph") == 1
    assert more("danraku_claims_total", support="verbatim") >= 1
    for step in ("understand", "find"):
        assert more("danraku_step_seconds_count", step=step) == 2
    assert more("danraku_requests_total", method="POST", route="/api/v1/ask", status="200") == 1
    assert after["danraku_index_documents", ()] == 1
    assert after["danraku_index_paragraphs", ()] == 43


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What the log says, as JSON."""
    told: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.append(self.format(record))

    handler, logger = Kept(), logging.getLogger("danraku")
    handler.setFormatter(JsonFormatter())
    logger.addHandler(handler)
    level = logger.level
    logger.setLevel(logging.INFO)
    yield told
    logger.removeHandler(handler)
    logger.setLevel(level)


@pytest.mark.parametrize("served", [False, True], indirect=True)
def test_lines_name_their_request_and_words_only_where_allowed(
    served: Served, lines: list[str], request: pytest.FixtureRequest
) -> None:
    allowed = request.node.callspec.params["served"]
    reply = served.client.post("/api/v1/ask", json=SHOW_40, headers={"X-Request-ID": "mine-1"})
    served.client.get("/api/v1/search", params={"query": "湿地"})
    assert reply.headers["X-Request-ID"] == "mine-1"
    answered, asked, searched = map(json.loads, lines)
    assert (answered["message"], answered["state"], answered["request_id"]) == ("answered", "answered", "mine-1")
    assert (asked["message"], asked["status"], asked["request_id"]) == ("POST /api/v1/ask", 200, "mine-1")
    assert (searched["message"], len(searched["request_id"])) == ("GET /api/v1/search", 32)
    assert ("40段落" in "".join(lines), "湿地" in "".join(lines)) == (allowed, False)


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/mcp/x", "/mcp/…"),
        ("/nowhere/湿地", "other"),
        (f"/api/v1/documents/{SAMPLE.name}", "/api/v1/documents/{document_id}"),
    ],
)
def test_a_route_is_told_without_what_stands_in_its_place(
    served: Served, lines: list[str], path: str, route: str
) -> None:
    served.client.get(path)
    assert json.loads(lines[-1])["message"] == f"GET {route}"


def test_an_id_that_is_none_is_not_taken(served: Served) -> None:
    reply = served.client.get("/healthz", headers={"X-Request-ID": 'a"\tb' * 100})
    assert len(reply.headers["X-Request-ID"]) == 32


def test_ready_is_what_can_answer(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {"documents": "ok", "vectors": "ok", "conversations": "ok"}
    reply = served.client.get("/readyz")
    assert (reply.status_code, reply.json()) == (200, {"status": "ready", "parts": parts})
    served.kept.state = "away"
    reply = served.client.get("/readyz")
    assert (reply.status_code, reply.json()["parts"]) == (503, {**parts, "conversations": "away"})
    monkeypatch.setattr(health, "_LOOK_S", 0.2)
    served.kept.state = "frozen"
    for _ in range(3):
        reply = served.client.get("/readyz")
        assert (reply.status_code, reply.json()["parts"]["conversations"]) == (503, "late")
    assert served.client.get("/healthz").json() == {"status": "ok", "documents": 1}
    served.kept.go.set()
    served.kept.state = "there"
    assert served.client.get("/readyz").status_code == 200


def test_a_line_for_people_says_the_same() -> None:
    record = logging.makeLogRecord({"name": "danraku.requests", "msg": "GET /x", "levelname": "INFO", "status": 200})
    assert TextFormatter("%(name)s: %(message)s").format(record) == "danraku.requests: GET /x status=200"


def test_a_request_that_the_servers_stop_cuts_off_is_told_so() -> None:
    async def stopped(scope: Scope, receive: Receive, send: Send) -> None:
        raise CancelledError

    told = TestClient(Requests(stopped, Metrics())).post("/api/v1/documents")
    assert told.status_code == 503
    assert told.json()["error"] == "the server is stopping"
    assert told.json()["retryable"]
