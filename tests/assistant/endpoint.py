"""A scripted OpenAI-compatible endpoint over real HTTP, which behaves as badly as it is told."""

from __future__ import annotations

import json
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Script:
    """What to answer: one text or status per request, the last one for all that follow.

    `cut_after_chars` ends the stream in the middle; `wait_s` comes before the first piece.
    """

    replies: list[str | int]
    cut_after_chars: int | None = None
    wait_s: float = 0.0
    asked: list[dict[str, Any]] = field(default_factory=list)

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


def _handler(endpoint: Endpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            script = endpoint.script
            script.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            reply = script.next()
            time.sleep(script.wait_s)
            if isinstance(reply, int):
                self._send(reply, "application/json", json.dumps({"error": {"message": "no"}}).encode())
                return
            cut = script.cut_after_chars
            pieces = [reply[n : n + 7] for n in range(0, len(reply), 7)] if cut is None else [reply[:cut]]
            events = b"".join(_event(piece) for piece in pieces)
            self._send(200, "text/event-stream", events + (b"data: [DONE]\n\n" if cut is None else b""))

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(BrokenPipeError):
                self.wfile.write(body)

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
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode()
