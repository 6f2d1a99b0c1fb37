"""What a server acknowledged is held against what it has: tried with one that forgets, halves and errs on purpose."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from eval.service.asking import NOTHING, STATEMENT, Caller, Said, document
from eval.service.ledger import Ledger, clear, digest

CLAIMS: list[Any] = [{"text": "x"}]


@dataclass
class Told(Caller):
    """A server that says what it is told to."""

    port: int = 0
    says: dict[str, tuple[int, Any]] = field(default_factory=dict)

    def request(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Said:
        status, told = next(
            (said for start, said in self.says.items() if f"{method} {path}".startswith(start)), (404, {})
        )
        return Said(status, json.dumps(told).encode(), 0.1, 0.0)


def holding(name: str, content: bytes, *, labels: int = 20, found: str = "20", turns: int = 1) -> Told:
    entry = {"id": name, "sha256": digest(content), "paragraphs": 20}
    return Told(
        says={
            "POST /api/v1/documents": (201, {}),
            "POST /api/v1/conversations": (201, {"id": "c"}),
            "POST /api/v1/ask": (200, {"claims": CLAIMS}),
            "GET /api/v1/conversations/c": (200, [{}] * turns),
            f"GET /api/v1/documents/{name}/paragraphs/20": (200, {"text": "words"}),
            f"GET /api/v1/documents/{name}": (200, {"labels": [str(n + 1) for n in range(labels)]}),
            "GET /api/v1/documents": (200, [{"id": STATEMENT}, entry]),
            "GET /api/v1/search": (200, [{"document": name, "label": found}]),
        }
    )


def filled(server: Told) -> Ledger:
    ledger = Ledger()
    ledger.add(server, 1, 0)
    ledger.ask(server)
    return ledger


def test_a_server_that_holds_what_it_acknowledged_is_right() -> None:
    server = holding(*document(1, paragraphs=20))
    assert filled(server).wrong(server, CLAIMS) == []


def test_what_is_lost_half_or_wrong_is_said() -> None:
    name, content = document(1, paragraphs=20)
    right = holding(name, content)
    for wrong, word in (
        (holding(name, b"other"), "not"),
        (holding(name, content, labels=19), "ends at 19"),
        (holding(name, content, found="3"), "is found as"),
        (holding(name, content, turns=0), "0 turns of 1"),
    ):
        found = filled(right).wrong(wrong, CLAIMS)
        assert found and word in found[0], found
    assert "another answer" in filled(right).wrong(right, [])[0]


def test_a_change_that_was_not_acknowledged_may_have_happened_or_not() -> None:
    name, content = document(1, paragraphs=20)
    ledger, silent = Ledger(), Told(says={"POST /api/v1/documents": (NOTHING, {})})
    ledger.add(silent, 1, 0)
    assert ledger.documents == {name: {"", digest(content)}}
    assert ledger.failures == {"no answer": 1}
    assert ledger.unclear == []


def test_failures_say_what_is_wrong_and_what_to_do() -> None:
    told = json.dumps({"error": "e", "hint": "h", "retryable": True}).encode()
    assert clear(Said(503, told, 0, 0))
    assert not clear(Said(500, told, 0, 0))
    assert not clear(Said(503, b"<html>", 0, 0))
    assert not clear(Said(503, b'{"detail": "x"}', 0, 0))
