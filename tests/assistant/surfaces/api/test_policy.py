from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from fastapi.testclient import TestClient

from assistant.surfaces.api.policy import HEADER, Policy

PAGE = "<!doctype html>\n<title>x</title><script>a()</script><script type='module' src='x.js'></script>&lt;script&gt;"


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    app.add_middleware(Policy)
    app.add_api_route("/page", lambda: HTMLResponse(PAGE))
    app.add_api_route("/part", lambda: HTMLResponse("<p>x<script>a()</script></p>"))
    app.add_api_route("/text", lambda: PlainTextResponse("<script>"))
    app.add_api_route("/own", lambda: HTMLResponse(PAGE, headers={HEADER: "default-src 'none'"}))
    app.add_api_route("/head", lambda: Response(status_code=204))
    return TestClient(app)


def test_a_page_names_the_scripts_it_came_with_and_no_two_answers_the_same(client: TestClient) -> None:
    first, second = client.get("/page"), client.get("/page")
    nonces = [re.findall(r"'nonce-([\w-]+)'", reply.headers[HEADER]) for reply in (first, second)]
    assert len({nonce for (nonce,) in nonces}) == 2
    (nonce,) = nonces[0]
    assert first.text.count(f'<script nonce="{nonce}"') == 2
    assert first.text.endswith("&lt;script&gt;")
    assert int(first.headers["content-length"]) == len(first.content)
    directives = dict(part.strip().split(" ", 1) for part in first.headers[HEADER].split(";"))
    assert "'unsafe-inline'" not in directives["script-src"]
    assert directives["script-src-attr"] == directives["object-src"] == "'none'"
    assert not re.search(r"\*|http:|https:", first.headers[HEADER])


@pytest.mark.parametrize("path", ["/part", "/text", "/head"])
def test_what_is_no_page_may_load_and_run_nothing(client: TestClient, path: str) -> None:
    reply = client.get(path)
    assert reply.headers[HEADER].startswith("default-src 'none'")
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "nonce" not in reply.text


def test_a_policy_of_its_own_stands(client: TestClient) -> None:
    reply = client.get("/own")
    assert reply.headers[HEADER] == "default-src 'none'"
    assert reply.text == PAGE
