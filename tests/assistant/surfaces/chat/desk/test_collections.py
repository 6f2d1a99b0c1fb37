"""Collections over HTTP."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.records import Conversations
from assistant.surfaces.chat.desk import collection_routes
from index.library import Library
from tests.assistant.surfaces.chat.conftest import SAMPLE
from tests.index.library_parts import document


def test_a_collection_shows_the_documents_that_are_there(library: Library, conversations: Conversations) -> None:
    app = FastAPI()
    app.include_router(collection_routes(library, conversations))
    client = TestClient(app)
    assert "collect" not in client.get("/chat/collections").text, "one document is no choice"
    library.add_document(document("別の文書。", id="other.md"))
    put = {"name": "<二国間>", "documents": [SAMPLE.name, "gone.md"]}
    assert client.put("/chat/collections", json=put).status_code == 204
    shown = client.get("/chat/collections?language=ja").text
    assert f"[&#34;{SAMPLE.name}&#34;]" in shown
    assert "&lt;二国間&gt; <small>1</small>" in shown
    client.put("/chat/collections", json=put | {"documents": []})
    assert "二国間" not in client.get("/chat/collections").text
