"""Requests to a server -> what it said, with the time it took: by the standard library, which costs least beside it."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from assistant.samples import SAMPLE
from eval.items import read_set

ROOT: Final = Path(__file__).parents[2]
_IDLE_S: Final = 3.0  # a server of ours closes what is idle for five
NOTHING: Final = 0
"""Stands for a status where there was no answer."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer over HTTP; `status` is `NOTHING` where the connection broke, `body` then says how."""

    status: int
    body: bytes
    took_s: float
    began_s: float

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """The body."""
        return json.loads(self.body)

    @property
    def good(self) -> bool:
        """Whether it did what was asked."""
        return 200 <= self.status < 300


@dataclass
class Caller:
    """Somebody who asks one thing after the other; `source` is the address that they come from."""

    port: int
    timeout_s: float = 120.0
    source: str = "127.0.0.1"
    _connection: HTTPConnection | None = None
    _used_s: float = 0.0

    def get(self, path: str) -> Said:
        """What a path gives."""
        return self.request("GET", path)

    def post(self, path: str, body: object) -> Said:
        """What comes of a body of JSON."""
        return self.request("POST", path, json.dumps(body).encode(), "application/json")

    def upload(self, name: str, content: bytes) -> Said:
        """What comes of a file."""
        edge = uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self.request("POST", "/api/v1/documents", body, f"multipart/form-data; boundary={edge}")

    def request(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Said:
        """What a request gives; no failure is raised, since they are what is counted."""
        began, clock = time.monotonic(), time.monotonic
        try:
            connection = self._connected()
            connection.request(method, path, body, {"Content-Type": kind} if kind else {})
            reply = connection.getresponse()
            said = Said(reply.status, reply.read(), clock() - began, began)
            self._used_s = clock()
            return said
        except (OSError, HTTPException) as error:
            self.close()
            return Said(NOTHING, f"{type(error).__name__}: {error}".encode(), clock() - began, began)

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connected(self) -> HTTPConnection:
        """The connection; another one where it was idle so long that the server may have hung up."""
        if time.monotonic() - self._used_s > _IDLE_S:
            self.close()
        self._used_s = time.monotonic()
        if self._connection is None:
            source = (self.source, 0)
            self._connection = HTTPConnection("127.0.0.1", self.port, timeout=self.timeout_s, source_address=source)
            self._connection.connect()
            self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._connection


def questions() -> list[str]:
    """Different questions about the sample statement: the first turns of the sets shipped about it."""
    sets = sorted((ROOT / "eval/sets").glob("statement-*.jsonl"))
    return list(dict.fromkeys(item.turns[0].question for file in sets for item in read_set(file)))


def document(number: int, *, paragraphs: int = 30) -> tuple[str, bytes]:
    """A generated document, whose sentences no other has: its name, and the file."""
    lines = [
        f"- {n} 第{number}号の{n}番目の措置は、費用を{number * 1000 + n}円とする。" for n in range(1, paragraphs + 1)
    ]
    return f"measure-{number}.md", ("\n".join(lines) + "\n").encode()


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which a share of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


STATEMENT: Final = SAMPLE.name
