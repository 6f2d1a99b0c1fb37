"""What a proxy in front needs: addresses under its sub-path, and streams that it does not hold back.

The sub-path is DANRAKU_ROOT_PATH, or what the proxy says in X-Forwarded-Prefix; the proxy may cut
it off the addresses that it passes on, or leave it there. It only changes where pages and
documents say that they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PREFIX: Final = re.compile(r"(?:/[\w.~-]+)+")
_UNHELD: Final = {"X-Accel-Buffering": "no", "Cache-Control": "no-cache"}


@dataclass(frozen=True)
class Proxied:
    """ASGI middleware; `root_path` wins over what requests say, "" leaves it to them."""

    app: ASGIApp
    root_path: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def unheld(message: Message) -> None:
            if message["type"] == "http.response.start" and _streams(message):
                MutableHeaders(raw=message["headers"]).update(_UNHELD)
            await send(message)

        await self.app(_under(self.root_path or _said(scope), scope), receive, unheld)


def path_of(scope: Scope) -> str:
    """The path asked for, without the sub-path."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))


def _said(scope: Scope) -> str:
    """The sub-path that a proxy says; "" where it says none, or no path at all."""
    said = Headers(scope=scope).get("x-forwarded-prefix", "").split(",")[0].strip().rstrip("/")
    return said if _PREFIX.fullmatch(said) else ""


def _under(prefix: str, scope: Scope) -> Scope:
    """The scope with its path under a prefix, as ASGI wants it, whether the proxy cut that off or not."""
    if not prefix:
        return scope
    path: str = scope["path"]
    cut = "" if path == prefix or path.startswith(f"{prefix}/") else prefix
    return {**scope, "root_path": prefix, "path": cut + path, "raw_path": cut.encode() + scope["raw_path"]}


def _streams(message: Message) -> bool:
    return Headers(raw=message["headers"]).get("content-type", "").startswith("text/event-stream")
