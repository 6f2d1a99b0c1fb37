"""How much is asked at once, and by one caller in a minute; more is told to come again."""

from __future__ import annotations

from collections import OrderedDict
from time import monotonic
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.people import PERSON
from assistant.surfaces.api.failures import response_of
from assistant.surfaces.api.models import Failure
from assistant.surfaces.api.proxies import path_of

_COUNTED: Final = ("/api/", "/v1/", "/mcp", "/login")
_MOST_CALLERS: Final = 10_000


class Load:
    """ASGI middleware; each replica counts for itself."""

    def __init__(self, app: ASGIApp, *, at_once: int, per_minute: int) -> None:
        """Around an application.

        Args:
            app: What is asked.
            at_once: Most requests at the same time; 0 for any number.
            per_minute: Most requests of one caller in a minute, also all in one moment; 0 for any number.
        """
        self._app = app
        self._at_once = at_once
        self._per_minute = per_minute
        self._running = 0
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not path_of(scope).startswith(_COUNTED):
            await self._app(scope, receive, send)
            return
        wait_s = self._wait_s(_caller(scope))
        if wait_s:
            failure = Failure(error="too many requests in a minute", hint=f"Ask again in {wait_s} s", retryable=True)
            await _refuse(scope, receive, send, 429, failure, wait_s)
        elif self._at_once and self._running >= self._at_once:
            said = f"{self._running} requests are being answered"
            failure = Failure(error=said, hint="Ask again in a moment", retryable=True)
            await _refuse(scope, receive, send, 503, failure, 1)
        else:
            self._running += 1
            try:
                await self._app(scope, receive, send)
            finally:
                self._running -= 1

    def _wait_s(self, caller: str) -> int:
        """How long a caller has to wait, in whole seconds; 0 where they need not, and one more is counted."""
        if not self._per_minute:
            return 0
        now = monotonic()
        left, since = self._left.pop(caller, (float(self._per_minute), now))
        left = min(float(self._per_minute), left + (now - since) * self._per_minute / 60)
        allowed = left >= 1
        self._left[caller] = (left - 1 if allowed else left, now)
        if len(self._left) > _MOST_CALLERS:
            self._left.popitem(last=False)
        return 0 if allowed else int((1 - left) * 60 / self._per_minute) + 1


def _caller(scope: Scope) -> str:
    person = scope.get(PERSON)
    return person.name if person else str((scope.get("client") or ("",))[0])


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, failure: Failure, wait_s: int) -> None:
    response = response_of(path_of(scope), status, failure)
    response.headers["Retry-After"] = str(wait_s)
    await response(scope, receive, send)
