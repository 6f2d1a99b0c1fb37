"""What the page fetches by itself: documents to read, exports, feedback."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field

from assistant.chat.document_view import document_view
from assistant.chat.feedback import Verdict, keep_draft
from assistant.chat.parts import Parts
from assistant.chat.texts import LANGUAGES, preferred_language

STATIC = Path(__file__).parent / "static"


class Feedback(BaseModel):
    """A reader's verdict on one turn; `turn` from 0."""

    conversation: str = Field(min_length=1, max_length=64)
    turn: int = Field(ge=0)
    verdict: Verdict


def routes(parts: Parts) -> APIRouter:
    """The routes beside the Gradio pages; errors take the API's shape."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def home(request: Request) -> RedirectResponse:
        known = request.cookies.get("language", "")
        language = known if known in LANGUAGES else preferred_language(request.headers.get("accept-language", ""))
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{language}/{query}")

    @router.get("/chat/documents/{document_id}")
    def read(document_id: str, language: str = "en") -> HTMLResponse:
        document = parts.library.document(document_id)
        return HTMLResponse(document_view(document, language=language if language in LANGUAGES else "en"))

    @router.post("/chat/feedback", status_code=201)
    def feedback(given: Feedback) -> None:
        turns = parts.conversations.turns(given.conversation)
        keep_draft(parts.drafts, turns[: given.turn + 1], given.verdict)

    return router
