"""What a server has acknowledged, and what it is later held to: nothing lost, nothing half, nothing wrong."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlencode

from eval.service.asking import NOTHING, STATEMENT, Caller, Said, document

QUESTION: Final = "第40段落を見せて"


@dataclass
class Ledger:
    """What was asked of a server, and what it said to that; safe to use from several threads.

    Attributes:
        documents: The versions that each document may be in; "" stands for none. One of
            them where the last change was acknowledged, several where it was not.
        turns: How many turns of each conversation were acknowledged.
        failures: How often each kind of answer came that was no success.
        unclear: Failures that say neither what is wrong nor what to do, or came too late.
        slowest_s: What takes longer than that came too late.
    """

    documents: dict[str, set[str]] = field(default_factory=dict)
    turns: dict[str, int] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)
    unclear: list[str] = field(default_factory=list)
    done: int = 0
    slowest_s: float = 60.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, caller: Caller, number: int, version: int) -> None:
        """Add a document, or replace it by another version."""
        name, content = document(number, paragraphs=20 + version)
        self._may_be(name, digest(content))
        if self.note(caller.upload(name, content)):
            self._is(name, digest(content))

    def remove(self, caller: Caller, number: int) -> None:
        """Take a document out, where it is there."""
        name, _ = document(number)
        self._may_be(name, "")
        said = caller.request("DELETE", f"/api/v1/documents/{name}")
        if said.status == 404 or self.note(said):
            self._is(name, "")

    def ask(self, caller: Caller, *, stream: bool = False) -> None:
        """Ask in a conversation; what was answered whole is there for good."""
        conversation = next(iter(self.turns), "")
        if not conversation:
            said = caller.post("/api/v1/conversations", {})
            if not self.note(said):
                return
            conversation = str(said.json["id"])
            self.turns[conversation] = 0
        body = {"question": QUESTION, "documents": [STATEMENT], "conversation": conversation}
        said = caller.post("/api/v1/ask/stream" if stream else "/api/v1/ask", body)
        whole = not stream or b"event: finished" in said.body
        if self.note(said) and whole:
            with self._lock:
                self.turns[conversation] += 1

    def note(self, said: Said) -> bool:
        """Whether something was done; what was not is counted, and judged."""
        with self._lock:
            self.done += said.good
            if said.took_s > self.slowest_s:
                self.unclear.append(f"{said.status} after {said.took_s:.0f} s")
            if not said.good:
                kind = str(said.status) if said.status != NOTHING else "no answer"
                self.failures[kind] = self.failures.get(kind, 0) + 1
                if said.status != NOTHING and not clear(said):
                    self.unclear.append(f"{said.status} {said.body[:200]!r}")
            return said.good

    def _may_be(self, name: str, version: str) -> None:
        with self._lock:
            self.documents.setdefault(name, {""}).add(version)

    def _is(self, name: str, version: str) -> None:
        with self._lock:
            self.documents[name] = {version}

    def wrong(self, caller: Caller, claims: Any) -> list[str]:  # noqa: ANN401 - as the server's JSON has them
        """What a server holds other than it acknowledged; what it holds is then what is certain."""
        listed = caller.get("/api/v1/documents")
        if not listed.good:
            return [f"the list of documents: {listed.status} {listed.body[:200]!r}"]
        there = {entry["id"]: entry for entry in listed.json}
        found = [f"{name} came from nowhere" for name in there.keys() - self.documents.keys() - {STATEMENT}]
        for name, versions in list(self.documents.items()):
            now = there[name]["sha256"] if name in there else ""
            if now not in versions:
                found.append(f"{name} is {now[:8] or 'gone'}, not {sorted(v[:8] for v in versions)}")
            if now:
                found += _half(caller, there[name])
            self.documents[name] = {now}
        for conversation, turns in self.turns.items():
            kept = caller.get(f"/api/v1/conversations/{conversation}")
            count = len(kept.json) if kept.good else -1
            if count < turns:
                found.append(f"{count} turns of {turns}: {kept.status}")
            self.turns[conversation] = max(count, turns)
        asked = caller.post("/api/v1/ask", {"question": QUESTION, "documents": [STATEMENT]})
        if not asked.good or asked.json["claims"] != claims:
            found.append(f"another answer: {asked.status} {asked.body[:200]!r}")
        return found


def _half(caller: Caller, entry: dict[str, Any]) -> list[str]:
    """What of a document is not found where it must be: every label, its last paragraph by its words."""
    name = quote(entry["id"])
    labels = caller.get(f"/api/v1/documents/{name}")
    if not labels.good:
        return [f"{name}: {labels.status}"]
    last = str(entry["paragraphs"])
    found = [] if [*labels.json["labels"]][-1] == last else [f"{name} ends at {labels.json['labels'][-1]}, not {last}"]
    text = caller.get(f"/api/v1/documents/{name}/paragraphs/{last}")
    for scope in ({"document": entry["id"]}, {}):
        query = urlencode({"query": text.json["text"], "k": 1, **scope})
        hits = caller.get(f"/api/v1/search?{query}")
        at = [(hit["document"], hit["label"]) for hit in hits.json] if hits.good else hits.body[:200]
        if at != [(entry["id"], last)]:
            found.append(f"{name} {last} is found as {at!r}")
    return found


def clear(said: Said) -> bool:
    """Whether a failure says what is wrong, what to do and whether to come again, and is no bug's."""
    try:
        told = json.loads(said.body)
    except ValueError:
        return False
    return said.status != 500 and isinstance(told, dict) and {"error", "hint", "retryable"} <= told.keys()


def digest(content: bytes) -> str:
    """As the library knows a file by."""
    return hashlib.sha256(content).hexdigest()
