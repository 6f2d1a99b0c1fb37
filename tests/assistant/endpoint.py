"""A scripted OpenAI-compatible endpoint over real HTTP, which behaves as badly as it is told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from assistant.answering import Assistant
from assistant.records import Conversations
from assistant.samples import SAMPLE
from assistant.settings import Settings
from assistant.writing import Writer
from assistant.writing.llm import TokenCounter, connect
from assistant.writing.material import Budget
from index.library import Library
from tests.index.library_parts import open_library
from tests.shared_reader import shared_reader


@dataclass
class Script:
    """What to answer: one text or status per request, the last one for all that follow.

    `cut_after_chars` ends the stream in the middle; `wait_s` comes before the first piece
    and `between_s` before each other one; `headers` go with a status; `tokens_a_char`
    makes it offer a tokenizer.
    """

    replies: list[str | int]
    cut_after_chars: int | None = None
    wait_s: float = 0.0
    between_s: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)
    tokens_a_char: float = 0.0
    asked: list[dict[str, Any]] = field(default_factory=list)
    ended: int = 0
    counted: list[str] = field(default_factory=list)

    def next(self) -> str | int:
        """The reply to the request that came last."""
        return self.replies[min(len(self.asked), len(self.replies)) - 1]


def claims(*drafted: tuple[str, list[str]], answerable: bool = True) -> str:
    """Structured output that holds some claims."""
    return json.dumps(
        {"answerable": answerable, "claims": [{"text": text, "paragraphs": labels} for text, labels in drafted]},
        ensure_ascii=False,
    )


class Endpoint:
    """The server; `script` may be exchanged between requests."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.base_url = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Endpoint:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@dataclass(frozen=True)
class Written:
    """The product over the statement, its answers worded by a scripted endpoint."""

    library: Library
    conversations: Conversations
    assistant: Assistant
    endpoint: Endpoint
    settings: Settings


@contextmanager
def written(folder: Path, *, timeout_s: float = 60) -> Iterator[Written]:
    """Everything that the API and the chat need, in one folder; what is imported late is imported."""
    settings = Settings(data=folder)
    with open_library(folder) as library, Endpoint(Script([""])) as endpoint:
        library.add(SAMPLE)
        conversations = Conversations(settings.conversations_url, library)
        writer = Writer(connect(endpoint.base_url, "scripted"), "scripted", timeout_s=timeout_s, budget=Budget(32_000))
        assistant = Assistant(library, shared_reader, writer=writer)
        assistant.ask("ODAの総額は？")
        yield Written(library, conversations, assistant, endpoint, settings)
        conversations.close()


def counting(endpoint: Endpoint) -> TokenCounter:
    """A counter that asks the endpoint."""
    return TokenCounter(endpoint.base_url, "scripted")


def _handler(endpoint: Endpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with suppress(BrokenPipeError, ConnectionResetError):
                self._count(body["content"]) if self.path == "/tokenize" else self._answer(body)

        def _answer(self, body: dict[str, Any]) -> None:
            script = endpoint.script
            script.asked.append(body)
            reply = script.next()
            time.sleep(script.wait_s)
            if isinstance(reply, int):
                self._send(reply, {"error": {"message": "HACKED"}}, script.headers)
                return
            cut = script.cut_after_chars
            size = 7 if len(reply) < 5000 else 500
            pieces = [reply[n : n + size] for n in range(0, len(reply), size)] if cut is None else [reply[:cut]]
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for piece in pieces:
                self.wfile.write(_event(piece))
                time.sleep(script.between_s)
            if cut is None:
                self.wfile.write(b"data: [DONE]\n\n")
                script.ended += 1

        def _count(self, text: str) -> None:
            script = endpoint.script
            script.counted.append(text)
            if not script.tokens_a_char:
                self._send(404, {"error": {"message": "no"}}, {})
                return
            self._send(200, {"tokens": [1] * int(len(text) * script.tokens_a_char)}, {})

        def _send(self, status: int, body: dict[str, Any], headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    return Handler


def _event(piece: str) -> bytes:
    chunk = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}],
    }
    return f"data: {json.dumps(chunk)}\n\n".encode()
