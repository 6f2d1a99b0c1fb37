"""Requests from other web pages, under other host names or with too large a body are refused.

A browser lets any page send requests to 127.0.0.1; without this, a page one happens to
visit could upload or delete documents here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.settings import LOCAL_HOSTS, Settings
from assistant.surfaces.api.failures import response_of
from assistant.surfaces.api.models import Failure
from assistant.surfaces.api.proxies import path_of

_EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})
_ENVELOPE_BYTES: Final = 2**16
_MEASURED: Final = ("/api/", "/v1/")
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Guard:
    """ASGI middleware.

    `hosts` None means any name, for a server that listens everywhere and names none. A
    body is judged by the length announced, before any of it is read.
    """

    app: ASGIApp
    hosts: frozenset[str] | None
    max_body_mb: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = self._refused(scope) if scope["type"] == "http" else None
        await (refused or self.app)(scope, receive, send)

    def _refused(self, scope: Scope) -> JSONResponse | None:
        headers = Headers(scope=scope)
        host = _name(f"//{headers.get('host', '')}")
        if self.hosts is not None and host not in self.hosts:
            return _failure(
                scope, 400, f"this server is not {host or 'nameless'}", "Add the name to DANRAKU_ALLOWED_HOSTS"
            )
        if scope["method"] in _READING:
            return None
        origin = headers.get("origin")
        if origin is not None and _name(origin) not in {host, *(self.hosts or ())}:
            return _failure(scope, 403, f"a page of {origin} may not do this", "Do it from the page of Danraku itself")
        return self._too_large(scope, headers) if path_of(scope).startswith(_MEASURED) else None

    def _too_large(self, scope: Scope, headers: Headers) -> JSONResponse | None:
        announced = headers.get("content-length", "0")
        if "chunked" in headers.get("transfer-encoding", "") or not announced.isdecimal():
            return _failure(scope, 411, "the request does not say how long it is", "Send it with a Content-Length")
        if int(announced) > self.max_body_mb * 2**20 + _ENVELOPE_BYTES:
            said = f"{int(announced):,} bytes are too many"
            return _failure(scope, 413, said, "Send a smaller file, or raise DANRAKU_MAX_UPLOAD_MB")
        return None


def hosts_of(settings: Settings) -> frozenset[str] | None:
    """The names that requests may use: the local ones, the one listened on and those set."""
    named = frozenset(filter(None, (name.strip().lower() for name in settings.allowed_hosts.split(","))))
    if settings.host in _EVERYWHERE and not named:
        return None
    return LOCAL_HOSTS | named | {settings.host.lower()}


def _name(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _failure(scope: Scope, status: int, error: str, hint: str) -> JSONResponse:
    return response_of(path_of(scope), status, Failure(error=error, hint=hint, retryable=False))
