"""Who sends a request: a key in its header or a session in its cookie; nobody else comes in."""

from __future__ import annotations

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import quote

from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.people import PERSON, People, Person, present
from assistant.surfaces.api.access.scopes import for_programs, scope_of
from assistant.surfaces.api.failures import failure_of, response_of, status_of
from assistant.surfaces.api.models import Failure
from assistant.surfaces.api.proxies import path_of
from index.errors import DanrakuError

COOKIE: Final = "danraku_session"


@dataclass(frozen=True)
class Entry:
    """ASGI middleware."""

    app: ASGIApp
    people: People

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        refused = await self._refused(scope) if scope["type"] == "http" else None
        token = present.set(scope.get(PERSON))
        try:
            await (refused or self.app)(scope, receive, send)
        finally:
            present.reset(token)

    async def _refused(self, scope: Scope) -> Response | None:
        path = path_of(scope)
        needed = scope_of(scope["method"], path)
        try:
            person = await run_in_threadpool(known, self.people, Headers(scope=scope))
        except DanrakuError as error:
            return None if needed is None else response_of(path, status_of(error), failure_of(error))
        scope[PERSON] = person
        if needed is None:
            return None
        if person is None:
            return _stranger(scope)
        if not person.may(needed):
            said = f"{person.name} may {person.scope}, and this takes {needed}"
            return response_of(path, 403, Failure(error=said, hint="Ask an administrator for a key", retryable=False))
        return None


def known(people: People, headers: Headers) -> Person | None:
    """Who sends these headers; a key that opens nothing is not made up for by a session."""
    kind, _, key = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and key.strip():
        return people.by_key(key.strip())
    if key := headers.get("x-api-key", ""):
        return people.by_key(key)
    token = session_in(headers)
    return people.by_session(token) if token else None


def session_in(headers: Headers) -> str:
    """The session's token; "" where there is none."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _stranger(scope: Scope) -> Response:
    path = path_of(scope)
    if for_programs(path) or scope["method"] != "GET":
        hint = "Send a key: Authorization: Bearer KEY; danraku people key NAME makes one"
        response = response_of(path, 401, Failure(error="nobody is known by this request", hint=hint, retryable=False))
        response.headers["WWW-Authenticate"] = "Bearer"
        return response
    return RedirectResponse(f"{scope.get('root_path', '')}/login?next={quote(scope['path'])}", status_code=303)
