"""An address -> the scope that it takes."""

from __future__ import annotations

import re
from typing import Final

from assistant.people import Scope

OPEN: Final = frozenset({"/healthz", "/readyz", "/login", "/favicon.ico"})
_ADMIN: Final = frozenset({"/metrics"})
_PROGRAMS: Final = ("/api/", "/v1/", "/mcp")
_CHANGING: Final = re.compile(r"/api/(?:v1/)?documents(?:/|$)")
_LOOKING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def scope_of(method: str, path: str) -> Scope | None:
    """What somebody must be able to do; None where nobody is asked.

    Asking, and keeping one's own conversations, is reading; adding and removing documents
    is writing, and so is the chat, whose page does both.
    """
    if path in OPEN:
        return None
    if path in _ADMIN:
        return "admin"
    if for_programs(path):
        return "write" if method not in _LOOKING and _CHANGING.match(path) else "read"
    return "read" if path in ("/docs", "/openapi.json", "/logout") else "write"


def for_programs(path: str) -> bool:
    """Whether programs ask there, who are told in JSON what is missing, and not led to a page."""
    return path.startswith(_PROGRAMS) or path in _ADMIN
