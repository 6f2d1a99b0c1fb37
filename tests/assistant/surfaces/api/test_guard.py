from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from assistant.surfaces.api.guard import hosts_of


@pytest.mark.parametrize("host", ["evil.example", "evil.example:7860", "", "[::1"])
def test_a_name_that_is_not_ours_is_refused(statement_client: TestClient, host: str) -> None:
    reply = statement_client.get("/healthz", headers={"host": host})
    assert reply.status_code == 400
    assert "DANRAKU_ALLOWED_HOSTS" in reply.json()["hint"]


@pytest.mark.parametrize("host", ["localhost:7860", "127.0.0.1", "[::1]:7860"])
def test_local_names_are_ours(statement_client: TestClient, host: str) -> None:
    assert statement_client.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_another_page_may_read_nothing_into_the_library(statement_client: TestClient, origin: str) -> None:
    file = {"file": ("a.md", "- 1 悪。".encode())}
    reply = statement_client.post("/api/v1/documents", files=file, headers={"origin": origin})
    assert reply.status_code == 403
    assert statement_client.delete("/api/v1/documents/a.md", headers={"origin": origin}).status_code == 403


def test_our_own_page_may(statement_client: TestClient) -> None:
    headers = {"origin": "http://localhost:7860"}
    assert statement_client.post("/api/v1/ask", json={"question": "第1段落"}, headers=headers).status_code == 200


def test_listening_everywhere_takes_any_name_until_some_are_set() -> None:
    assert hosts_of(Settings(host="0.0.0.0")) is None
    named = hosts_of(Settings(host="0.0.0.0", allowed_hosts="Ask.example.org, b"))
    assert named is not None
    assert {"ask.example.org", "b", "localhost"} <= named


def test_a_body_that_is_announced_as_too_large_is_not_read(statement_client: TestClient) -> None:
    reply = statement_client.post("/api/v1/ask", content=b"{}", headers={"content-length": str(2**40)})
    assert (reply.status_code, reply.json()["error"]) == (413, "1,099,511,627,776 bytes are too many")


def test_a_body_of_unknown_length_is_not_read(statement_client: TestClient) -> None:
    reply = statement_client.post("/api/v1/ask", content=iter([b"{}"]))
    assert reply.status_code == 411
    assert "Content-Length" in reply.json()["hint"]
