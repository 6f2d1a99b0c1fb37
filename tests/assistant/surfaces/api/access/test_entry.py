from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.people import Scope
from assistant.samples import SAMPLE
from tests.assistant.surfaces.api.access.conftest import PASSWORD, Asking

NAME = SAMPLE.name
MEMO = {"file": ("memo.md", "- 1 会議。\n- 2 費用。\n- 3 次回。\n".encode())}
ASK = "/api/v1/ask"


@pytest.fixture(autouse=True)
def nobody_logged_in(asking: Asking) -> Iterator[None]:
    asking.client.cookies.clear()
    yield
    asking.client.cookies.clear()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", ASK),
        ("POST", "/api/ask"),
        ("GET", "/api/v1/documents"),
        ("DELETE", f"/api/v1/documents/{NAME}"),
        ("GET", "/api/v1/conversations"),
        ("POST", "/v1/chat/completions"),
        ("GET", "/v1/models"),
        ("POST", "/mcp/"),
        ("GET", "/metrics"),
        ("GET", "/api/nowhere"),
    ],
)
def test_a_stranger_is_told_to_send_a_key(asking: Asking, method: str, path: str) -> None:
    wrong: list[dict[str, str]] = [
        {},
        {"Authorization": "Bearer wrong"},
        {"X-API-Key": "wrong"},
        {"Cookie": "danraku_session=x"},
    ]
    for headers in wrong:
        reply = asking.client.request(method, path, headers=headers)
        assert (reply.status_code, reply.headers["WWW-Authenticate"]) == (401, "Bearer")
        assert "Bearer KEY" in reply.text
        assert NAME not in reply.text


@pytest.mark.parametrize("path", ["/", "/ja/", "/docs", "/openapi.json", "/chat/drafts.jsonl"])
def test_a_stranger_at_a_page_is_led_to_the_login(asking: Asking, path: str) -> None:
    reply = asking.client.get(path, follow_redirects=False)
    assert (reply.status_code, reply.headers["location"]) == (303, f"/login?next={path}")


def test_health_is_told_to_everybody(asking: Asking) -> None:
    assert asking.client.get("/healthz").status_code == 200


@pytest.mark.parametrize(("scope", "added"), [("read", 403), ("write", 201), ("admin", 201)])
def test_a_key_opens_what_its_scope_says(asking: Asking, scope: Scope, added: int) -> None:
    headers = asking.by(scope)
    assert asking.client.post(ASK, json={"question": "第40段落"}, headers=headers).status_code == 200
    reply = asking.client.post("/api/v1/documents", files=MEMO, headers=headers)
    assert reply.status_code == added, reply.text
    removed = asking.client.delete("/api/v1/documents/memo.md", headers=headers)
    assert removed.status_code == (204 if added == 201 else 403)


def test_a_key_is_also_taken_from_a_header_of_its_own(asking: Asking) -> None:
    headers = {"X-API-Key": asking.keys["read"]}
    assert asking.client.get("/api/v1/documents", headers=headers).status_code == 200


def test_a_password_opens_a_session_that_no_script_can_read(asking: Asking) -> None:
    wrong = asking.client.post("/login", data={"name": "may-read", "password": "wrong"}, follow_redirects=False)
    assert (wrong.status_code, "set-cookie" in wrong.headers) == (401, False)
    given = {"name": "may-read", "password": PASSWORD}
    reply = asking.client.post("/login?next=/docs", data=given, follow_redirects=False)
    assert (reply.status_code, reply.headers["location"]) == (303, "/docs")
    cookie = reply.headers["set-cookie"].lower()
    assert ("httponly" in cookie, "samesite=lax" in cookie, "secure" in cookie) == (True, True, False)
    assert asking.client.get("/docs").status_code == 200
    assert asking.client.post("/logout", follow_redirects=False).status_code == 303
    assert asking.client.get("/docs", follow_redirects=False).status_code == 303


def test_behind_tls_the_cookie_stays_on_it(asking: Asking) -> None:
    given = {"name": "may-read", "password": PASSWORD}
    headers = {"X-Forwarded-Proto": "https"}
    reply = asking.client.post("/login", data=given, headers=headers, follow_redirects=False)
    assert "secure" in reply.headers["set-cookie"].lower()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_the_login_leads_nowhere_else(asking: Asking, elsewhere: str) -> None:
    given = {"name": "may-read", "password": PASSWORD}
    reply = asking.client.post("/login", params={"next": elsewhere}, data=given, follow_redirects=False)
    assert reply.headers["location"] == "/"


def test_another_page_cannot_log_anybody_in(asking: Asking) -> None:
    given = {"name": "may-read", "password": PASSWORD}
    reply = asking.client.post("/login", data=given, headers={"origin": "https://evil.example"})
    assert reply.status_code == 403


@pytest.mark.parametrize("prefix", ["/danraku", "/healthz", "/login", "/api", "/metrics"])
def test_a_sub_path_of_a_proxy_opens_nothing(asking: Asking, prefix: str) -> None:
    said = {"X-Forwarded-Prefix": prefix}
    for path in ("/api/v1/documents", f"{prefix}/api/v1/documents", "/mcp/", "/metrics"):
        stopped = asking.client.get(path, headers=said, follow_redirects=False)
        assert stopped.status_code == 401 or stopped.headers["location"].startswith(f"{prefix}/login?"), path
    posted = asking.client.post(f"{prefix}/api/v1/documents", headers=asking.by("read") | said)
    assert posted.status_code == 403


def test_under_a_sub_path_a_stranger_is_led_to_its_login(asking: Asking) -> None:
    said = {"X-Forwarded-Prefix": "/danraku"}
    led = asking.client.get("/docs", headers=said, follow_redirects=False)
    assert led.headers["location"] == "/danraku/login?next=/danraku/docs"
    assert asking.client.get("/login", headers=said).status_code == 200
    session = {"name": "may-read", "password": PASSWORD}
    entered = asking.client.post("/login", data=session, headers=said, follow_redirects=False)
    assert entered.headers["location"] == "/danraku/"


def test_conversations_are_their_owner_s_alone_and_go_with_them(asking: Asking) -> None:
    asking.people.add("guest", "write")
    guest = {"X-API-Key": asking.people.issue_key("guest", "write")}
    url = "/api/v1/conversations"
    kept = asking.client.post(url, json={"title": "mine"}, headers=guest).json()["id"]
    asked = {"question": "第40段落を見せて", "conversation": kept}
    assert asking.client.post(ASK, json=asked, headers=guest).status_code == 200
    for stranger in (asking.by("read"), asking.by("admin")):
        assert asking.client.get(url, headers=stranger).json() == []
        assert asking.client.get(f"{url}/{kept}", headers=stranger).status_code == 404
        assert asking.client.get(f"{url}/{kept}/export", headers=stranger).status_code == 404
        assert asking.client.delete(f"{url}/{kept}", headers=stranger).status_code == 404
        assert asking.client.post(ASK, json=asked, headers=stranger).status_code == 404
        streamed = asking.client.post(f"{ASK}/stream", json=asked, headers=stranger)
        assert streamed.status_code == 404
    assert [turn["question"] for turn in asking.client.get(f"{url}/{kept}", headers=guest).json()] == [
        asked["question"]
    ]
    asking.people.remove("guest")
    asking.people.add("guest", "write")
    again = {"X-API-Key": asking.people.issue_key("guest", "write")}
    assert asking.client.get(url, headers=again).json() == []
