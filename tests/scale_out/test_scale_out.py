"""Two replicas, a Chroma server and PostgreSQL, asked without a pause while one is killed and one adds.

nginx stands in front with deploy/nginx.conf; where it is not installed, the test goes on to the
other replica by itself. Each replica has a folder of its own, or both have one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.samples import SAMPLE
from eval.service.servers import QUICK, Danraku, Nginx, NotHere
from tests.chroma import chroma_server
from tests.postgres import Postgres

SEEN_WITHIN_S = 5.0
PEOPLE = 4
QUESTIONS = ["第40段落を見せて", "第3段落を見せて", "第52段落を見せて"]
MEMO = "- 1 会議は東京で開かれた。\n- 2 費用は5億円。\n- 3 次回は京都。\n".encode()


@dataclass
class Front:
    """Asks nginx, or the replicas in turn, going round one that is away."""

    urls: list[str]
    turn: Iterator[int] = field(default_factory=count)

    def post(self, path: str, body: dict[str, Any], *, source: str = "127.0.0.1") -> httpx.Response:
        """What the first one says that says something; nginx chooses by the address that somebody comes from."""
        at = next(self.turn)
        with httpx.Client(transport=httpx.HTTPTransport(local_address=source), timeout=60) as client:
            for step in range(len(self.urls)):
                try:
                    return client.post(self.urls[(at + step) % len(self.urls)] + path, json=body)
                except httpx.HTTPError:
                    continue
        raise AssertionError("no replica answers")


@dataclass
class Asked:
    """What somebody was told without a pause: acknowledged turns, and what was wrong."""

    conversation: str
    source: str
    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass
class Replicas:
    """Two servers, and what stands in front of them."""

    one: Danraku
    other: Danraku
    front: Front


@pytest.fixture(params=["a folder each", "one folder"])
def replicas(request: pytest.FixtureRequest, tmp_path: Path, postgres: Postgres) -> Iterator[Replicas]:
    """As deploy/ has them."""
    env = {"DANRAKU_DATABASE_URL": postgres.database(), "DANRAKU_LOG_FORMAT": "json"}
    folders = ("one", "other") if request.param == "a folder each" else ("both", "both")
    with ExitStack() as ending:
        env["DANRAKU_CHROMA_URL"] = ending.enter_context(chroma_server(tmp_path / "chroma"))
        servers = [Danraku(tmp_path / folder, tmp_path / "log", env, QUICK) for folder in folders]
        for server in servers:
            ending.callback(server.stop)
            server.start()
        urls, nginx = [server.url for server in servers], Nginx(tmp_path, (servers[0].port, servers[1].port))
        try:
            nginx.start()
        except NotHere:
            yield Replicas(servers[0], servers[1], Front(urls))
        else:
            ending.callback(nginx.stop)
            yield Replicas(servers[0], servers[1], Front([nginx.url]))


def ask_without_pause(front: Front, asked: Asked, expected: dict[str, Any], stop: threading.Event) -> None:
    for at in count():
        if stop.is_set():
            return
        question = QUESTIONS[at % len(QUESTIONS)]
        body = {"question": question, "documents": [SAMPLE.name], "conversation": asked.conversation}
        reply = front.post("/api/v1/ask", body, source=asked.source)
        if reply.status_code != 200 or reply.json()["claims"] != expected[question]:
            asked.wrong.append(f"{reply.status_code} {reply.text[:300]}")
        asked.acknowledged += reply.status_code == 200


def test_one_is_killed_and_one_adds_and_nothing_is_lost_or_wrong(replicas: Replicas) -> None:
    one, other, front = replicas.one.url, replicas.other.url, replicas.front
    statement = {"file": (SAMPLE.name, SAMPLE.read_bytes())}
    httpx.post(f"{one}/api/v1/documents", files=statement, timeout=60).raise_for_status()
    expected = {
        question: front.post("/api/v1/ask", {"question": question, "documents": [SAMPLE.name]}).json()["claims"]
        for question in QUESTIONS
    }
    assert expected[QUESTIONS[0]]
    people = [Asked(front.post("/api/v1/conversations", {}).json()["id"], f"127.0.{n}.1") for n in range(PEOPLE)]
    stop = threading.Event()
    threads = [threading.Thread(target=ask_without_pause, args=(front, asked, expected, stop)) for asked in people]
    for thread in threads:
        thread.start()
    try:
        httpx.post(f"{one}/api/v1/documents", files={"file": ("memo.md", MEMO)}, timeout=60).raise_for_status()
        deadline = time.monotonic() + SEEN_WITHIN_S
        found: list[str] = []
        while found != ["2"] and time.monotonic() < deadline:
            query = {"query": "費用は5億円", "document": "memo.md", "k": "1"}
            reply = httpx.get(f"{other}/api/v1/search", params=query, timeout=60)
            assert reply.status_code in (200, 404), reply.text
            found = [hit["label"] for hit in reply.json()] if reply.status_code == 200 else []
        assert found == ["2"]
        time.sleep(2)
        replicas.other.kill()
        time.sleep(2)
        httpx.delete(f"{one}/api/v1/documents/memo.md", timeout=60).raise_for_status()
        time.sleep(1)
    finally:
        stop.set()
        for thread in threads:
            thread.join(60)
    assert [asked.wrong for asked in people] == [[]] * PEOPLE
    for asked in people:
        kept = httpx.get(f"{one}/api/v1/conversations/{asked.conversation}", timeout=60).json()
        assert asked.acknowledged
        assert len(kept) >= asked.acknowledged
    names = [document["id"] for document in httpx.get(f"{one}/api/v1/documents", timeout=60).json()]
    assert names == [SAMPLE.name]
