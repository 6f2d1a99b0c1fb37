from __future__ import annotations

import asyncio
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from assistant.surfaces.api.access import Load
from assistant.surfaces.api.access import load as clock


async def quick(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("done")(scope, receive, send)


async def asked(load: Load, path: str = "/api/v1/ask") -> int:
    """The status that a request gets."""
    statuses: list[int] = []

    async def send(message: Any) -> None:  # noqa: ANN401 - ASGI
        statuses.extend([message["status"]] if message["type"] == "http.response.start" else [])

    async def receive() -> dict[str, object]:
        return {"type": "http.request"}

    await load({"type": "http", "path": path, "client": ("127.0.0.1", 1), "headers": []}, receive, send)
    return statuses[0]


def test_more_than_can_be_answered_at_once_is_told_to_come_again() -> None:
    async def tried() -> None:
        go = asyncio.Event()

        async def slow(scope: Scope, receive: Receive, send: Send) -> None:
            await go.wait()
            await quick(scope, receive, send)

        load = Load(slow, at_once=2, per_minute=0)
        running = [asyncio.create_task(asked(load)) for _ in range(2)]
        await asyncio.sleep(0)
        assert await asked(load) == 503
        go.set()
        assert await asyncio.gather(*running) == [200, 200]
        assert await asked(load) == 200
        assert await asked(load, "/healthz") == 200

    asyncio.run(tried())


def test_who_asks_too_often_is_told_when_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(clock, "monotonic", lambda: now[0])
    client = TestClient(Load(quick, at_once=0, per_minute=6))
    assert [client.get("/api/v1/search").status_code for _ in range(7)] == [200] * 6 + [429]
    refused = client.get("/v1/models")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "11")
    assert "11 s" in refused.json()["error"]["message"]
    assert client.get("/healthz").status_code == 200
    now[0] = 11.0  # a sixth of a minute gives one request back
    assert [client.get("/api/v1/search").status_code for _ in range(2)] == [200, 429]
