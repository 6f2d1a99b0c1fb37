"""What the page fetches beside Gradio: the way in, documents, exports, feedback."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.answer import Turn
from assistant.records import Conversations
from assistant.surfaces.api import failures
from assistant.surfaces.chat.evaluation_tab import evaluate, shipped_sets
from assistant.surfaces.chat.parts import Parts, Views
from assistant.surfaces.chat.routes import routes
from eval import apart
from index.library import Library
from tests.assistant.surfaces.chat.conftest import ODA, SAMPLE, Script, finished, script


@pytest.fixture
def parts(library: Library, conversations: Conversations, tmp_path: Path) -> Parts:
    return Parts(Script(library), library, conversations, tmp_path / "feedback.jsonl")  # type: ignore[arg-type]


@pytest.fixture
def client(parts: Parts) -> TestClient:
    app = FastAPI()
    failures.install(app)
    app.include_router(routes(parts))
    return TestClient(app, follow_redirects=False)


@pytest.fixture
def conversation(parts: Parts) -> str:
    """A conversation of two turns."""
    document = parts.library.documents[0]
    kept = parts.conversations.create()
    for question in (ODA, "明日の天気は？"):
        answer = finished(document, question, question, script(document).get(question, []))
        parts.conversations.append(kept, Turn(question, question, answer))
    return kept


def test_the_way_in_leads_to_the_browser_s_language_and_keeps_the_query(client: TestClient) -> None:
    assert client.get("/?c=1", headers={"accept-language": "ja"}).headers["location"] == "ja/?c=1"
    assert client.get("/", headers={"accept-language": "de"}).headers["location"] == "en/"
    chosen = {"accept-language": "ja", "cookie": "language=en"}
    assert client.get("/", headers=chosen).headers["location"] == "en/"


def test_a_document_that_is_gone_is_a_404_in_the_shape_of_the_api(client: TestClient) -> None:
    gone = client.get("/chat/documents/gone.md")
    assert gone.status_code == 404
    assert set(gone.json()) == {"error", "hint", "retryable"}


@pytest.mark.parametrize("kind", ["md", "docx", "json"])
def test_a_conversation_or_one_turn_is_exported(client: TestClient, conversation: str, kind: str) -> None:
    whole = client.get(f"/chat/conversations/{conversation}.{kind}")
    one = client.get(f"/chat/conversations/{conversation}.{kind}?turn=2")
    assert whole.status_code == one.status_code == 200
    assert unquote(one.headers["content-disposition"]).endswith(f"''明日の天気は？.{kind}")
    if kind == "json":
        assert [turn["question"] for turn in whole.json()["turns"]] == [ODA, "明日の天気は？"]
        assert [turn["question"] for turn in one.json()["turns"]] == ["明日の天気は？"]


def test_feedback_on_a_turn_becomes_a_draft_that_can_be_fetched(client: TestClient, conversation: str) -> None:
    assert client.get("/chat/drafts.jsonl").status_code == 404
    given = {"conversation": conversation, "turn": 0, "verdict": "wrong_paragraph"}
    assert client.post("/chat/feedback", json=given).status_code == 201
    draft = json.loads(client.get("/chat/drafts.jsonl").text)
    assert [turn["question"] for turn in draft["turns"]] == [ODA]


def test_feedback_on_a_turn_that_is_not_there_is_refused(client: TestClient, conversation: str) -> None:
    given = {"conversation": conversation, "turn": 9, "verdict": "helpful"}
    assert client.post("/chat/feedback", json=given).status_code == 404


def test_an_evaluation_that_fails_says_so(parts: Parts, tmp_path: Path) -> None:
    shown = asyncio.run(evaluate(Views(parts, "en"), apart, tmp_path / "no-such-set.jsonl"))
    assert "The evaluation failed (exit code 2)" in shown


def test_the_sets_that_came_along_can_be_chosen() -> None:
    assert "statement-dev" in dict(shipped_sets(apart))


def test_an_old_answer_stands_in_the_version_it_cites_which_can_be_read(
    client: TestClient, parts: Parts, conversation: str, tmp_path: Path
) -> None:
    before = parts.library.documents[0]
    newer = tmp_path / before.id
    newer.write_text(SAMPLE.read_text(encoding="utf-8").replace("5,680億円", "6,000億円"), encoding="utf-8")
    parts.library.add(newer)
    shown = Views(parts, "ja").history(parts.turns(conversation, as_cited=True))
    assert "以前の版（" in shown
    assert f"/{before.edition}" in shown
    assert not [t for t in parts.turns(conversation, as_cited=True) for c in t.answer.claims if c.support != "verbatim"]
    former = client.get(f"/chat/documents/{before.id}?language=ja&edition={before.edition}").text
    assert "5,680億円" in former
    assert "今の版を開く" in former
    present = client.get(f"/chat/documents/{before.id}?language=ja").text
    assert "6,000億円" in present
    assert f"//{before.edition}" in present
    assert client.get(f"/chat/documents/{before.id}?edition=none").status_code == 404
    letter = client.get(f"/chat/conversations/{conversation}.md?language=ja").text
    assert "差替え前の版" in letter


def test_the_page_has_an_icon_where_browsers_look_for_one(client: TestClient) -> None:
    assert client.get("/favicon.ico").headers["content-type"] == "image/svg+xml"


def test_a_deleted_conversation_can_be_had_back(client: TestClient, parts: Parts, conversation: str) -> None:
    parts.conversations.delete(conversation, recoverable=True)
    assert client.post(f"/chat/conversations/{conversation}/back").status_code == 204
    assert client.post(f"/chat/conversations/{conversation}/back").status_code == 404
    assert len(parts.conversations.turns(conversation)) == 2
