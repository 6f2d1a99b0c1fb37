"""Notes over HTTP: made of answers and passages, shown, remarked on, exported, deleted."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.answer import Turn
from assistant.records import Conversations
from assistant.surfaces.api import failures
from assistant.surfaces.chat.desk import note_routes
from index.library import Library
from tests.assistant.surfaces.chat.conftest import ODA, SAMPLE, WEATHER, finished, script


@pytest.fixture
def client(library: Library, conversations: Conversations) -> TestClient:
    app = FastAPI()
    failures.install(app)
    app.include_router(note_routes(library, conversations))
    return TestClient(app)


def test_an_answer_and_a_passage_are_kept_remarked_on_and_exported(
    client: TestClient, library: Library, conversations: Conversations
) -> None:
    document = library.documents[0]
    asked = conversations.create()
    for question in (ODA, WEATHER):
        answer = finished(document, question, question, script(document).get(question, []))
        conversations.append(asked, Turn(question, question, answer))
    made = client.post("/chat/notes/answers", json={"conversation": asked, "turn": 0})
    assert made.status_code == 201
    assert client.post("/chat/notes/answers", json={"conversation": asked, "turn": 1}).status_code == 404
    place = {"document": SAMPLE.name, "label": "28", "start_char": 0, "end_char": 6}
    assert client.post("/chat/notes/passages", json=place).status_code == 201
    assert client.post("/chat/notes/passages", json=place | {"end_char": 9999}).status_code == 422
    assert client.put(f"/chat/notes/{made.json()['id']}", json={"remark": "<b>額を確認"}).status_code == 204
    shown = client.get("/chat/notes?language=ja").text
    assert re.findall(r'class="chip" href="#read=[^/]+/(\d+)', shown) == ["3", "28"]
    assert "&lt;b&gt;額を確認" in shown
    exported = client.get("/chat/notes/export.md?language=ja")
    assert exported.text.startswith("# メモ")
    assert "第28段落" in exported.text
    assert client.get("/chat/notes/export.docx").content[:2] == b"PK"
    assert client.delete(f"/chat/notes/{made.json()['id']}").status_code == 204
    assert client.delete(f"/chat/notes/{made.json()['id']}").status_code == 404
    assert client.get("/chat/notes?language=ja").text.count('class="chip"') == 1
