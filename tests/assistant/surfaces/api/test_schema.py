"""What /openapi.json promises, and that it is kept."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

from assistant.samples import SAMPLE
from assistant.surfaces.api import examples
from assistant.surfaces.api.failures import failure_of, status_of
from assistant.surfaces.telling import told
from index.errors import ServerUnavailable, StorageFailed

NAME = SAMPLE.name
JSON = "application/json"


@pytest.fixture
def schema(statement_client: TestClient) -> dict[str, Any]:
    document: dict[str, Any] = statement_client.get("/openapi.json").json()
    return document


def operations(schema: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(method, path): made for path, methods in schema["paths"].items() for method, made in methods.items()}


def resolved(schema: dict[str, Any], shape: dict[str, Any]) -> dict[str, Any]:
    """A shape with its reference followed, or that of the items of a list."""
    shape = shape["items"] if shape.get("type") == "array" else shape
    return schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]] if "$ref" in shape else shape


def test_every_body_has_an_example_that_fits(schema: dict[str, Any]) -> None:
    seen = 0
    for (_, path), made in operations(schema).items():
        bodies = [*made["responses"].values(), made.get("requestBody", {})] if path.startswith("/api/v1") else []
        for shape in (body["content"][JSON]["schema"] for body in bodies if JSON in body.get("content", {})):
            found = resolved(schema, shape)
            for example in found["examples"]:
                jsonschema.validate(example, {**found, "components": schema["components"]})
                seen += 1
    assert seen > 20


def test_the_example_s_quote_stands_where_it_says(statement_client: TestClient) -> None:
    cited = examples.ANSWER["claims"][0]["citations"][0]
    text = statement_client.get(f"/api/v1/documents/{cited['document']}/paragraphs/{cited['label']}").json()["text"]
    assert text[cited["start_char"] : cited["end_char"]] == cited["quote"]


def test_what_was_there_before_versions_is_there_and_marked(
    schema: dict[str, Any], statement_client: TestClient
) -> None:
    made = operations(schema)
    present = {(method, path): said for (method, path), said in made.items() if path.startswith("/api/v1/")}
    former = {key: said for key, said in made.items() if key[1].startswith("/api/") and key not in present}
    assert {(method, path.replace("/v1", "", 1)) for method, path in present} == set(former)
    assert all(said["deprecated"] for said in former.values())
    assert not any(said.get("deprecated") for said in present.values())
    reply = statement_client.get(f"/api/documents/{NAME}")
    assert reply.headers["Link"] == f'</api/v1/documents/{NAME}>; rel="successor-version"'
    assert reply.headers["Deprecation"].startswith("@")
    assert "Deprecation" not in statement_client.get(f"/api/v1/documents/{NAME}").headers


def test_a_former_address_may_hold_any_letters(statement_client: TestClient) -> None:
    reply = statement_client.get(f"/api/documents/{NAME}/paragraphs/前文")
    assert reply.json()["label"] == "前文"
    assert f"</api/v1/documents/{NAME}/paragraphs/%E5%89%8D%E6%96%87>" in reply.headers["Link"]


def test_errors_have_the_content_type_that_is_published(schema: dict[str, Any], statement_client: TestClient) -> None:
    for key, said in operations(schema).items():
        if key[1] != "/healthz":
            assert {status: set(said["responses"][status]["content"]) for status in ("4XX", "5XX")} == {
                "4XX": {JSON},
                "5XX": {JSON},
            }, key
    refused = statement_client.post("/api/v1/ask/stream", json={})
    assert (refused.status_code, refused.headers["content-type"]) == (422, JSON)


def test_a_stream_is_published_as_what_it_is(schema: dict[str, Any], statement_client: TestClient) -> None:
    said = operations(schema)["post", "/api/v1/ask/stream"]["responses"]["200"]
    assert list(said["content"]) == ["text/event-stream"]
    events = said["content"]["text/event-stream"]["itemSchema"]["properties"]["event"]["enum"]
    assert {"ResolvedModel", "SearchingModel", "ClaimModel", "AnswerModel"} <= set(schema["components"]["schemas"])
    reply = statement_client.post("/api/v1/ask/stream", json={"question": "第40段落を見せて"})
    assert reply.headers["content-type"].startswith("text/event-stream")
    told = [line.removeprefix("event: ") for line in reply.text.splitlines() if line.startswith("event: ")]
    assert set(told) <= set(events)
    assert told[-1] == "finished"


def test_times_are_dates_with_a_zone(schema: dict[str, Any], client: TestClient) -> None:
    client.post("/api/v1/conversations", json={})
    (line,) = client.get("/api/v1/conversations").json()
    shape = schema["components"]["schemas"]["ConversationModel"]["properties"]
    for name in ("created_at", "updated_at"):
        assert shape[name]["format"] == "date-time"
        assert line[name].endswith("Z")


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("/home/me/data/library.sqlite3 cannot be used: full", "library.sqlite3 cannot be used: full"),
        ("/data is in use by process 7", "/data is in use by process 7"),
        ("the conversations of sqlite:////var/lib/kept.sqlite3 cannot", "the conversations of sqlite:///kept.sqlite3 cannot"),
        (r"C:\Users\me\library.sqlite3 is full", "library.sqlite3 is full"),
        ("the Chroma server at http://127.0.0.1:8000 does", "the Chroma server at http://127.0.0.1:8000 does"),
        ("the conversations of postgresql://me:sesame@db cannot", "the conversations of postgresql://db cannot"),
        ("a.md cannot be read: 3/4 of it", "a.md cannot be read: 3/4 of it"),
    ],
)  # fmt: skip
def test_an_error_names_no_path_of_the_server(message: str, shown: str) -> None:
    assert told(StorageFailed(message)) == shown


def test_a_server_that_is_away_is_told_to_be_asked_again() -> None:
    error = ServerUnavailable("the Chroma server does not answer")
    assert (status_of(error), failure_of(error).retryable) == (503, True)
    assert status_of(StorageFailed("the disk is full")) == 507
