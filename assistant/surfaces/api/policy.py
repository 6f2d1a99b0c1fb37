"""What a browser may do with an answer: a page runs the scripts it came with, and loads nothing from elsewhere (CSP).

Every script element of a page gets a number that only this answer has; one that comes into
the page later, by a document's words or a handler in an attribute, has none and does not
run. Gradio makes functions of texts of its own, hence `unsafe-eval`, and styles of its own.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER: Final = "Content-Security-Policy"
_PAGE: Final = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; script-src-attr 'none';"
    " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:;"
    " connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self';"
    " frame-ancestors 'self'"
)
_OTHER: Final = "default-src 'none'; frame-ancestors 'none'"
_SCRIPT = re.compile(rb"<script(?=[\s>])")


@dataclass(frozen=True)
class Policy:
    """ASGI middleware; an answer that brings its own policy keeps it."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, _Answer(send) if scope["type"] == "http" else send)


class _Answer:
    """One answer on its way: pages wait until they are whole, all else goes through."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._begin: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            headers.setdefault("X-Content-Type-Options", "nosniff")
            headers.setdefault("Referrer-Policy", "same-origin")
            if _may_be_page(headers):
                self._begin = message
                return
            headers.setdefault(HEADER, _OTHER)
        elif self._begin is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self._send(self._page(self._begin))
            message = {"type": "http.response.body", "body": self._body}
            self._begin = None
        await self._send(message)

    def _page(self, begin: Message) -> Message:
        """The head of a page, whose scripts are told by their number; of a part of one, which brings none."""
        headers = MutableHeaders(raw=begin["headers"])
        if self._body.lstrip()[:14].lower() != b"<!doctype html":
            headers[HEADER] = _OTHER
            return begin
        nonce = secrets.token_urlsafe(16)
        self._body = _SCRIPT.sub(b'<script nonce="%s"' % nonce.encode(), self._body)
        headers[HEADER] = _PAGE.format(nonce=nonce)
        headers["Content-Length"] = str(len(self._body))
        return begin


def _may_be_page(headers: Headers) -> bool:
    """Whether it is HTML as it stands, without a policy of its own."""
    html = headers.get("content-type", "").startswith("text/html")
    return html and HEADER not in headers and "content-encoding" not in headers
