"""Every request gets an id, a line in the log and a place in the figures; none of them tells what was asked."""

from __future__ import annotations

import logging
import re
from asyncio import CancelledError
from time import perf_counter
from typing import Final
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.people import PERSON
from assistant.surfaces.api.failures import response_of
from assistant.surfaces.api.models import Failure
from assistant.surfaces.api.observing.logs import request_id
from assistant.surfaces.api.observing.metrics import Metrics
from assistant.surfaces.api.proxies import path_of

HEADER: Final = "X-Request-ID"
_QUIET: Final = frozenset({"/healthz", "/readyz", "/metrics"})
_MOUNTED: Final = frozenset({"mcp", "chat", "ja", "en"})
_ID = re.compile(r"[\w.:-]{1,64}", re.ASCII)
_STOPPING: Final = Failure(
    error="the server is stopping", hint="Look in a moment whether it was done, else send it again", retryable=True
)
log = logging.getLogger("danraku.requests")


class Requests:
    """ASGI middleware, around all that answers."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        named = given if _ID.fullmatch(given) else uuid4().hex
        path = path_of(scope)  # a mounted application changes what the scope says of it
        token, started, status, begun = request_id.set(named), perf_counter(), 500, False

        async def told(message: Message) -> None:
            nonlocal status, begun
            if message["type"] == "http.response.start":
                status, begun = message["status"], True
                MutableHeaders(scope=message)[HEADER] = named
            await send(message)

        try:
            await self._app(scope, receive, told)
        except CancelledError:  # what a server that stops does to what takes too long
            if begun:
                raise
            await response_of(path, 503, _STOPPING)(scope, receive, told)
        finally:
            self._ended(scope, path, status, perf_counter() - started)
            request_id.reset(token)

    def _ended(self, scope: Scope, path: str, status: int, seconds: float) -> None:
        """The route and not the path is told: a path may hold words of a question."""
        route = _route(scope, path)
        self._metrics.requested(scope["method"], route, status, seconds)
        if path not in _QUIET:
            person = scope.get(PERSON)
            beside = {"status": status, "ms": round(seconds * 1000, 1)} | ({"person": person.name} if person else {})
            log.info("%s %s", scope["method"], route, extra=beside)


def _route(scope: Scope, path: str) -> str:
    """The path without the values in it; of what is no route of ours its first part: their number stays small."""
    first = path.split("/")[1] if "/" in path else ""
    if first in _MOUNTED or "endpoint" not in scope:
        return f"/{first}/…" if first in _MOUNTED else "other"
    for name, value in reversed(scope.get("path_params", {}).items()):
        before, found, behind = path.rpartition(f"/{value}")
        path = f"{before}/{{{name}}}{behind}" if found else path
    return path
