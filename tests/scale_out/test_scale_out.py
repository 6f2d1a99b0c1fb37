"""Two replicas over one folder, a Chroma server and PostgreSQL, asked without a pause while one is killed and one adds.

What stands in front goes on to the other replica where one does not answer, as deploy/nginx.conf says.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.samples import SAMPLE
from tests.chroma import chroma_server, until_it_answers
from tests.postgres import Postgres
from tests.serving import free_port

ROOT = Path(__file__).parents[2]
SEEN_WITHIN_S = 5.0
PEOPLE = 4
QUESTIONS = ["第40段落を見せて", "第3段落を見せて", "第52段落を見せて"]
MEMO = "- 1 会議は東京で開かれた。\n- 2 費用は5億円。\n- 3 次回は京都。\n".encode()


@dataclass
class Front:
    """Spreads requests over the replicas, and goes round one that is away."""

    urls: list[str]
    turn: Iterator[int] = field(default_factory=count)

    def post(self, path: str, body: dict[str, Any]) -> httpx.Response:
        """What the first replica says that says something."""
        at = next(self.turn)
        for step in range(len(self.urls)):
            try:
                return httpx.post(self.urls[(at + step) % len(self.urls)] + path, json=body, timeout=60)
            except httpx.HTTPError:
                continue
        raise AssertionError("no replica answers")


@dataclass
class Asked:
    """What somebody was told without a pause: acknowledged turns, and what was wrong."""

    conversation: str
    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)


@pytest.fixture
def replicas(tmp_path: Path, postgres: Postgres) -> Iterator[list[tuple[str, subprocess.Popen[bytes]]]]:
    """Their addresses and processes."""
    database_url, started = postgres.new_database(), []
    with chroma_server(tmp_path / "chroma") as chroma_url:
        try:
            for _ in range(2):
                port = str(free_port())
                program = [sys.executable, "-m", "tests.scale_out.replica", str(tmp_path / "data"), port]
                process = subprocess.Popen([*program, chroma_url, database_url], cwd=ROOT)
                started.append((f"http://127.0.0.1:{port}", process))
                until_it_answers(f"http://127.0.0.1:{port}/readyz")
            yield started
        finally:
            for _, process in started:
                process.kill()
                process.wait()


def ask_without_pause(front: Front, asked: Asked, expected: dict[str, Any], stop: threading.Event) -> None:
    for at in count():
        if stop.is_set():
            return
        question = QUESTIONS[at % len(QUESTIONS)]
        body = {"question": question, "documents": [SAMPLE.name], "conversation": asked.conversation}
        reply = front.post("/api/v1/ask", body)
        if reply.status_code != 200 or reply.json()["claims"] != expected[question]:
            asked.wrong.append(f"{reply.status_code} {reply.text[:300]}")
        asked.acknowledged += reply.status_code == 200


def test_one_is_killed_and_one_adds_and_nothing_is_lost_or_wrong(
    replicas: list[tuple[str, subprocess.Popen[bytes]]],
) -> None:
    (one, _), (other, doomed) = replicas
    front = Front([one, other])
    statement = {"file": (SAMPLE.name, SAMPLE.read_bytes())}
    httpx.post(f"{one}/api/v1/documents", files=statement, timeout=60).raise_for_status()
    expected = {
        question: front.post("/api/v1/ask", {"question": question, "documents": [SAMPLE.name]}).json()["claims"]
        for question in QUESTIONS
    }
    assert expected[QUESTIONS[0]]
    people = [Asked(front.post("/api/v1/conversations", {}).json()["id"]) for _ in range(PEOPLE)]
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
        doomed.kill()
        doomed.wait()
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
