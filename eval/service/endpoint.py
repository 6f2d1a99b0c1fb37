"""A language model's address that refuses, hangs, drips or answers rubbish, as it is told."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar, Literal

Mood = Literal["refusing", "hanging", "dripping", "rubbish"]
_HANGS_S = 120.0


@dataclass
class Endpoint:
    """The server; it refuses at first."""

    mood: Mood = "refusing"
    closed: threading.Event = field(default_factory=threading.Event)
    server: ThreadingHTTPServer = field(init=False)

    def __post_init__(self) -> None:
        class Bound(_Handler):
            endpoint = self

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Bound)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """As DANRAKU_LLM_BASE_URL takes it."""
        return f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def close(self) -> None:
        """Listen no more, and let go of who waits."""
        self.closed.set()
        self.server.shutdown()
        self.server.server_close()


class _Handler(BaseHTTPRequestHandler):
    endpoint: ClassVar[Endpoint]

    def do_POST(self) -> None:
        """Be as moody as told."""
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        match self.endpoint.mood:
            case "refusing":
                self.send_error(400)
            case "hanging":
                self.endpoint.closed.wait(_HANGS_S)
            case "rubbish":
                self._begin()
                self.wfile.write(b"data: {]\n\ndata: \xff\xfe\n\n")
            case "dripping":
                self._begin()
                ends = time.monotonic() + _HANGS_S
                while time.monotonic() < ends and not self.endpoint.closed.wait(0.2):
                    self.wfile.write(b": \n\n")
                    self.wfile.flush()

    def do_GET(self) -> None:
        """Nothing is known here."""
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
