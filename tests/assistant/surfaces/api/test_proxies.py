"""Behind a proxy: addresses under its sub-path, streams that are not held back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.answering import Assistant
from assistant.records import Conversations
from assistant.settings import Settings
from assistant.surfaces.api import create_app
from assistant.surfaces.api.proxies import Proxied
from tests.index.library_parts import document, open_library
from tests.quick_reader import GramReader

SAID = {"X-Forwarded-Prefix": "/danraku/"}
BASE = "http://127.0.0.1:7860"

PAGE = f"""
import sys
from pathlib import Path
from fastapi.testclient import TestClient
from assistant.answering import Assistant
from assistant.records import Conversations
from assistant.settings import Settings
from assistant.surfaces.api import create_app
from index.library import Library
settings = Settings(data=Path(sys.argv[1]))
library = Library(settings.data, lambda: None)
kept = Conversations(settings.conversations_url, library)
app = create_app(Assistant(library), library, kept, settings=settings)
with TestClient(app, base_url="{BASE}", follow_redirects=False) as client:
    said = {SAID}
    print(client.get("/?c=1", headers=said).headers["location"])
    print(client.get("/en/config", headers=said).json()["root"])
    print(client.get("/danraku/chat/static/chat.js", headers=said).status_code)
    print(client.get("/en/config").json()["root"])
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    folder = tmp_path_factory.mktemp("proxied")
    settings = Settings(data=folder, max_upload_mb=1)
    with open_library(folder) as library:
        library.add_document(document("費用は五億円である。", "会議は東京で開く。"))
        conversations = Conversations(settings.conversations_url, library)
        yield create_app(Assistant(library, GramReader), library, conversations, settings=settings, chat=False)
        conversations.close()


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=BASE, follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("path", ["{}", "/danraku{}"])
def test_everything_works_under_the_path_that_is_said_cut_off_or_not(client: TestClient, path: str) -> None:
    def get(address: str) -> str:
        answer = client.get(path.format(address), headers=SAID)
        assert answer.status_code == 200, address
        return answer.text

    assert '"/danraku"' in get("/openapi.json")
    for address in ("/healthz", "/docs", "/api/documents"):
        get(address)
    asked = client.post(path.format("/api/ask"), json={"question": "費用は？"}, headers=SAID)
    assert asked.json()["claims"]


@pytest.mark.parametrize("said", ["https://evil.example", "/a b", "/<x>", "danraku", "//evil.example"])
def test_a_path_that_is_no_path_is_not_heard(client: TestClient, said: str) -> None:
    assert "servers" not in client.get("/openapi.json", headers={"X-Forwarded-Prefix": said}).json()


def test_the_page_finds_itself_under_the_path(tmp_path: Path) -> None:
    """In a process of its own: Gradio leaves event loops open."""
    ran = subprocess.run([sys.executable, "-c", PAGE, tmp_path], capture_output=True, check=True, text=True)
    home, page, script, plain = ran.stdout.split()[-4:]
    assert home == "/danraku/en/?c=1"
    assert page == f"{BASE}/danraku/en"
    assert script == "200"
    assert plain == f"{BASE}/en"


def test_a_path_can_be_set(tmp_path: Path) -> None:
    assert Settings(data=tmp_path, root_path="/papers/danraku").root_path == "/papers/danraku"
    with pytest.raises(ValueError, match="root_path"):
        Settings(data=tmp_path, root_path="danraku/")
    app = FastAPI()
    with TestClient(Proxied(app, "/papers/danraku")) as client:
        assert client.get("/openapi.json").json()["servers"] == [{"url": "/papers/danraku"}]


def test_uploads_are_measured_under_a_path_too(client: TestClient) -> None:
    large = {"file": ("a.md", b"1 " * 2**20)}
    for path in ("/danraku/api/documents", "/danraku/v1/chat/completions"):
        assert client.post(path, files=large, headers=SAID).status_code == 413
    asked = client.post("/v1/chat/completions", json={}, headers=SAID)
    assert (asked.status_code, "message" in asked.json()["error"]) == (422, True)  # in the shape of OpenAI's


def test_a_stream_is_not_held_back_and_an_answer_at_once_is_left_alone(client: TestClient) -> None:
    asked = {"question": "費用は？"}
    streamed = client.post("/api/ask/stream", json=asked)
    assert (streamed.headers["x-accel-buffering"], streamed.headers["cache-control"]) == ("no", "no-cache")
    assert "x-accel-buffering" not in client.post("/api/ask", json=asked).headers
