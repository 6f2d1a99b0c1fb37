"""The API under /api/v1; under /api, as it was before it had a version, for one release more."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response

from assistant.surfaces.api.rest.conversations import conversation_routes
from assistant.surfaces.api.rest.documents import document_routes
from assistant.surfaces.api.rest.questions import question_routes
from assistant.surfaces.api.services import Services

PRESENT: Final = "/api/v1"
FORMER: Final = "/api"


def rest_routes(services: Services) -> APIRouter:
    """Every route of the API."""
    router = APIRouter()
    for group in (question_routes, document_routes, conversation_routes):
        router.include_router(group(services), prefix=PRESENT)
        router.include_router(group(services), prefix=FORMER, deprecated=True, dependencies=[Depends(_former)])

    return router


def _former(request: Request, response: Response) -> None:
    """Say in the headers where the route has gone (RFC 9745)."""
    response.headers["Deprecation"] = "@1796083200"  # 1 December 2026
    successor = quote(request.url.path.replace(FORMER, PRESENT, 1))  # a header holds no label such as 前文
    response.headers["Link"] = f'<{successor}>; rel="successor-version"'
