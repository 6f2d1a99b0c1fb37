from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from assistant.samples import SAMPLE

NAME = SAMPLE.name
MEMO = "- 1 会議は東京で開かれた。\n- 2 費用は5億円。\n- 3 次回は京都。\n".encode()


def events(body: str) -> list[tuple[str, Any]]:
    parts = [dict(line.split(": ", 1) for line in part.splitlines()) for part in body.strip().split("\n\n")]
    return [(part["event"], json.loads(part["data"])) for part in parts]


def test_an_answer_quotes_the_paragraphs_that_it_names(statement_client: TestClient) -> None:
    answer = statement_client.post("/api/v1/ask", json={"question": "第40段落には何と書いてありますか"}).json()
    assert (answer["status"], answer["question"]) == ("answered", "第40段落には何と書いてありますか")
    for claim in answer["claims"]:
        for cited in claim["citations"]:
            url = f"/api/v1/documents/{quote(cited['document'])}/paragraphs/{quote(cited['label'])}"
            text = statement_client.get(url).json()["text"]
            assert text[cited["start_char"] : cited["end_char"]] == cited["quote"]


def test_an_abstention_is_an_answer(statement_client: TestClient) -> None:
    reply = statement_client.post("/api/v1/ask", json={"question": "第52段落を見せて"})
    assert (reply.status_code, reply.json()["status"], reply.json()["claims"]) == (200, "abstained", [])


def test_a_streamed_answer_ends_in_what_ask_gives(statement_client: TestClient) -> None:
    asked = {"question": "第40段落を見せて", "documents": [NAME]}
    told = events(statement_client.post("/api/v1/ask/stream", json=asked).text)
    assert [name for name, _ in told][:2] == ["resolved", "searching"]
    assert told[-1] == ("finished", statement_client.post("/api/v1/ask", json=asked).json())
    assert [data for name, data in told if name == "claim"] == told[-1][1]["claims"]


def test_a_conversation_is_kept_exported_and_forgotten(client: TestClient) -> None:
    kept = client.post("/api/v1/conversations", json={}).json()["id"]
    client.post("/api/v1/ask", json={"question": "第40段落を見せて", "conversation": kept})
    (turn,) = client.get(f"/api/v1/conversations/{kept}").json()
    assert turn["answer"]["claims"]
    assert [line["id"] for line in client.get("/api/v1/conversations", params={"search": "40段落"}).json()] == [kept]
    exported = client.get(f"/api/v1/conversations/{kept}/export", params={"format": "md"})
    assert "共同声明（2017年5月1日）、第40段落。" in exported.text
    assert client.delete(f"/api/v1/conversations/{kept}").status_code == 204
    assert client.get(f"/api/v1/conversations/{kept}").status_code == 404


def test_numbers_are_corrected_with_the_upload_and_stay_so(client: TestClient) -> None:
    file = {
        "file": (
            "plan.txt",
            "1. 甲。\n2. 乙。\n3. 丙。\n\n規則\n1. 東へ行く。\n2. 西へ行く。\n3. 北へ行く。\n".encode(),
        )
    }
    assert client.post("/api/v1/documents", files=file).status_code == 201
    shown = client.get("/api/v1/documents/plan.txt/lines", params={"first": 6, "count": 1}).json()
    assert shown == [{"line": 6, "text": "1. 東へ行く。"}]
    said = client.post("/api/v1/documents", files=file, data={"begins": 6}).json()
    assert said["document"]["labels"][-3:] == ["1", "2", "3"]
    assert client.get("/api/v1/documents/plan.txt/paragraphs/2").json()["text"] == "西へ行く。"
    assert client.post("/api/v1/documents", files=file).json()["state"] == "unchanged"
    assert client.post("/api/v1/documents", files=file, data={"uncorrected": True}).json()["state"] == "replaced"
    for wrong, value in (({"contents": "3~4"}, "3~4"), ({"no_number": 99}, "99")):
        refused = client.post("/api/v1/documents", files=file, data=wrong)
        assert (refused.status_code, value in refused.json()["error"]) == (422, True)


def test_a_document_is_uploaded_outlined_and_removed(client: TestClient) -> None:
    added = client.post("/api/v1/documents", files={"file": ("../../覚書 1.md", MEMO)})
    assert (added.status_code, added.json()["state"]) == (201, "added")
    assert added.json()["document"]["labels"] == ["1", "2", "3"]
    assert client.post("/api/v1/documents", files={"file": ("覚書 1.md", MEMO)}).json()["state"] == "unchanged"
    assert [document["id"] for document in client.get("/api/v1/documents").json()] == [NAME, "覚書 1.md"]
    assert client.get(f"/api/v1/documents/{quote('覚書 1.md')}").json()["findings"] == []
    assert client.delete(f"/api/v1/documents/{quote('覚書 1.md')}").status_code == 204
    assert client.get("/healthz").json() == {"status": "ok", "documents": 1}


@pytest.mark.parametrize(
    ("method", "url", "body", "status", "named"),
    [
        ("POST", "/api/v1/ask", {"question": ""}, 422, "empty"),
        ("POST", "/api/v1/ask", {"question": "あ" * 100_000}, 422, "100,000"),
        ("POST", "/api/v1/ask/stream", {"question": " "}, 422, "empty"),
        ("POST", "/api/v1/ask", {"question": "いつ？", "documents": ["absent.md"]}, 404, "absent.md"),
        ("POST", "/api/v1/ask", {"question": "いつ？", "conversation": "absent"}, 404, "absent"),
        ("POST", "/api/v1/ask", {"query": "いつ？"}, 422, "question"),
        ("POST", "/api/v1/ask", {"question": "いつ？", "k": 3}, 422, "k"),
        ("GET", "/api/v1/documents/absent.md", None, 404, "absent.md"),
        ("GET", f"/api/v1/documents/{NAME}/paragraphs/52", None, 404, "41"),
        ("DELETE", "/api/v1/documents/absent.md", None, 404, "absent.md"),
        ("GET", "/api/v1/conversations/absent", None, 404, "absent"),
        ("GET", "/api/v1/conversations/absent/export?format=exe", None, 422, "format"),
        ("GET", "/api/v1/nowhere", None, 404, "/api/v1/nowhere"),
        ("PUT", "/api/v1/ask", None, 405, "PUT"),
    ],
)
def test_every_error_has_one_shape_and_names_the_value(
    statement_client: TestClient, method: str, url: str, body: dict[str, Any] | None, status: int, named: str
) -> None:
    reply = statement_client.request(method, url, json=body)
    assert reply.status_code == status, reply.text
    assert set(reply.json()) == {"error", "hint", "retryable"}
    assert named in reply.json()["error"]
    assert reply.json()["hint"]


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [("empty.md", b"", 422), ("large.md", b"a" * 2**21, 413), ("..", MEMO, 422)],
)
def test_an_upload_that_cannot_be_read_leaves_the_library_as_it_was(
    statement_client: TestClient, name: str, content: bytes, status: int
) -> None:
    reply = statement_client.post("/api/v1/documents", files={"file": (name, content)})
    assert reply.status_code == status, reply.text
    assert set(reply.json()) == {"error", "hint", "retryable"}
    assert [document["id"] for document in statement_client.get("/api/v1/documents").json()] == [NAME]


def test_each_document_answers_by_itself_and_the_conversation_keeps_it(client: TestClient) -> None:
    client.post("/api/v1/documents", files={"file": ("memo.md", MEMO)})
    conversation = client.post("/api/v1/conversations", json={}).json()["id"]
    asked = {"question": "第2段落を見せて", "documents": ["memo.md", NAME], "conversation": conversation}
    memo, statement = client.post("/api/v1/ask/each", json=asked).json()
    assert (memo["document"], memo["answer"]["claims"][0]["text"]) == ("memo.md", "費用は5億円。")
    assert (statement["document"], statement["answer"]["documents"]) == (NAME, [NAME])
    turns = client.get(f"/api/v1/conversations/{conversation}").json()
    assert [(turn["documents"], turn["beside"]) for turn in turns] == [(["memo.md"], False), ([NAME], True)]
    assert client.post("/api/v1/ask/each", json={"question": "x", "documents": ["no.md"]}).status_code == 404


def test_a_document_tells_its_sizes(client: TestClient) -> None:
    added = client.post("/api/v1/documents", files={"file": ("memo.md", MEMO)}).json()["document"]
    listed = client.get("/api/v1/documents").json()[1]
    sizes = {"size_bytes": len(MEMO), "chars": len(MEMO.decode()), "paragraphs": 3, "sections": 0}
    assert {name: added[name] for name in sizes} == {name: listed[name] for name in sizes} == sizes


def test_a_search_ranks_paragraphs_and_names_their_neighbours(client: TestClient) -> None:
    memo = "- 1 会議は東京で開かれた。\n- 2 費用は第1段落の会議のため5億円。\n- 3 次回は京都。\n".encode()
    client.post("/api/v1/documents", files={"file": ("memo.md", memo)})
    asked: dict[str, str | int] = {"query": "費用は5億円", "document": "memo.md", "k": 3}
    hits = client.get("/api/v1/search", params=asked).json()
    assert [hit["rank"] for hit in hits] == [1, 2, 3]
    assert (hits[0]["label"], hits[0]["refers_to"], hits[0]["referred_by"]) == ("2", ["1"], [])
    assert next(hit["referred_by"] for hit in hits if hit["label"] == "1") == ["2"]
    assert client.get("/api/v1/search", params={"query": "x", "document": "no.md"}).status_code == 404


def test_the_documentation_loads_nothing_from_elsewhere(statement_client: TestClient) -> None:
    page = statement_client.get("/docs").text
    assert "http" not in page.replace("https://json-schema.org", "")
    paths = statement_client.get("/openapi.json").json()["paths"]
    assert {"/api/v1/ask", "/api/v1/ask/stream", "/api/v1/documents", "/healthz"} <= set(paths)


def test_a_draft_is_checked_and_its_counts_add_up(statement_client: TestClient) -> None:
    text = "ODAの総額は5,690億円以上にのぼる（第3段落）。パリ協定は2016年に発効した（26）。"
    report = statement_client.post("/api/v1/check", json={"text": text, "document": NAME}).json()
    assert [sentence["state"] for sentence in report["sentences"]] == ["drifted", "supported"]
    assert (report["passed"], report["failed"], report["unchecked"], report["uncited"]) == (1, 1, 0, 0)


@pytest.mark.parametrize(("text", "document", "status"), [(" ", NAME, 422), ("会議（1）。", "gone.md", 404)])
def test_a_draft_that_cannot_be_checked_is_refused(
    statement_client: TestClient, text: str, document: str, status: int
) -> None:
    reply = statement_client.post("/api/v1/check", json={"text": text, "document": document})
    assert (reply.status_code, set(reply.json())) == (status, {"error", "hint", "retryable"})


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/ask", '{"question": "いつ\\ud800？"}'),
        ("/api/v1/ask", '{"question": "いつ？", "documents": ["\\ud800.md"]}'),
        ("/api/v1/ask", '{"question": "いつ？", "conversation": "\\ud800"}'),
        ("/api/v1/check", '{"text": "x 〔1〕", "document": "\\ud800"}'),
        ("/api/v1/conversations", '{"title": "\\ud800"}'),
        ("/api/v1/check", f'{{"text": "会議（1）\\ud83d。", "document": "{NAME}"}}'),
    ],
)
def test_half_a_character_is_refused(statement_client: TestClient, path: str, body: str) -> None:
    reply = statement_client.post(path, content=body.encode(), headers={"content-type": "application/json"})
    assert reply.status_code in (404, 422)
    assert set(reply.json()) == {"error", "hint", "retryable"}


@pytest.mark.parametrize(("name", "status"), [("a" * 250 + ".md", 201), ("漢" * 100 + ".md", 201), ("a" * 300, 422)])
def test_a_long_name_is_a_name(client: TestClient, name: str, status: int) -> None:
    reply = client.post("/api/v1/documents", files={"file": (name, MEMO)})
    assert reply.status_code == status
