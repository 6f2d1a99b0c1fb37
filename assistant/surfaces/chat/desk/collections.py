"""Documents under a name: given, shown above the question, and forgotten."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from assistant.records import Conversations
from assistant.surfaces.chat.templating import render
from assistant.surfaces.chat.texts import LANGUAGES
from index.library import Library


class Collected(BaseModel):
    """Documents to be known by a name; none to forget it."""

    name: str = Field(min_length=1, max_length=200)
    documents: list[str] = Field(max_length=1000)


def collection_routes(library: Library, conversations: Conversations) -> APIRouter:
    """The routes under /chat/collections."""
    router = APIRouter(prefix="/chat/collections", include_in_schema=False)
    collections = conversations.collections

    @router.get("")
    def listed(language: str = "en") -> HTMLResponse:
        """Every collection with those of its documents that are there."""
        there = {summary.id for summary in library.summaries}
        held = {name: [one for one in ids if one in there] for name, ids in collections.all().items()}
        known = language if language in LANGUAGES else "en"
        return HTMLResponse(render("collections.html", language=known, collections=held, several=len(there) > 1))

    @router.put("", status_code=204)
    def put(given: Collected) -> None:
        collections.put(given.name, given.documents)

    return router
