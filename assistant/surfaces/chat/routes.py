"""What the page fetches by itself: documents to read, exports, feedback."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from assistant.records import export_bytes, export_name
from assistant.surfaces.chat.desk.kinds import MEDIA, Kind
from assistant.surfaces.chat.document_view import document_view, overview_view
from assistant.surfaces.chat.feedback import Verdict, keep_draft
from assistant.surfaces.chat.finding import labelled, results_view
from assistant.surfaces.chat.parts import Parts, Views
from assistant.surfaces.chat.shelf.original import page_picture
from assistant.surfaces.chat.texts import LANGUAGES, preferred_language
from index.document import Document

Edition = Annotated[str, Query(max_length=64)]
STATIC = Path(__file__).parent / "static"


class Feedback(BaseModel):
    """A reader's verdict on one turn; `turn` from 0."""

    conversation: str = Field(min_length=1, max_length=64)
    turn: int = Field(ge=0)
    verdict: Verdict
    words: str = Field(default="", max_length=2000)


def routes(parts: Parts) -> APIRouter:
    """The routes beside the Gradio pages; errors take the API's shape."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def home(request: Request) -> RedirectResponse:
        known = request.cookies.get("language", "")
        language = known if known in LANGUAGES else preferred_language(request.headers.get("accept-language", ""))
        query = f"?{request.url.query}" if request.url.query else ""
        under = request.scope.get("root_path", "")
        return RedirectResponse(f"{under}/{language}/{query}" if under else f"{language}/{query}")

    router.get("/favicon.ico")(_icon)

    @router.get("/chat/documents/{document_id}")
    def read(document_id: str, language: str = "en", edition: Edition = "") -> HTMLResponse:
        document = parts.library.document(document_id, edition)
        known = language if language in LANGUAGES else "en"
        pictured = (parts.originals / f"{document.sha256}.pdf").exists()
        versions = parts.library.versions(document.id) if not document.until else ()
        return HTMLResponse(document_view(document, language=known, pictured=pictured, versions=versions))

    @router.get("/chat/documents/{document_id}/overview")
    def overview(document_id: str, language: str = "en") -> HTMLResponse:
        document = parts.library.document(document_id)
        return HTMLResponse(overview_view(document, language=language if language in LANGUAGES else "en"))

    @router.get("/chat/documents/{document_id}/questions")
    def questions(document_id: str, language: str = "en") -> HTMLResponse:
        """Questions that the document answers; worked out once for each of its versions."""
        known = language if language in LANGUAGES else "en"
        return HTMLResponse(parts.questions(document_id, known))

    @router.get("/chat/documents/{document_id}/address")
    def address(document_id: str, typed: Annotated[str, Query(max_length=200)]) -> dict[str, str]:
        """The first paragraph that a label or written address names, "" where it is none, and which version has it."""
        return _addressed(parts.library.document(document_id), typed)

    @router.get("/chat/documents/{document_id}/pages/{page}.png")
    def original(
        document_id: str, page: int, words: Annotated[str, Query(max_length=4000)] = "", edition: Edition = ""
    ) -> Response:
        """A page of the PDF as it was given, with words marked on it."""
        file = parts.originals / f"{parts.library.document(document_id, edition).sha256}.pdf"
        picture = page_picture(file, page, words) if file.exists() else None
        if picture is None:
            raise HTTPException(404, f"there is no picture of page {page} of {document_id}")
        return Response(picture, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})

    @router.get("/chat/adding")
    def adding(language: str = "en", brief: bool = True) -> HTMLResponse:
        """The files on their way into the library, and what became of those before where not brief."""
        return HTMLResponse(Views(parts, language if language in LANGUAGES else "en").adding(brief=brief))

    @router.post("/chat/adding/{job}/stop", status_code=204)
    def stop(job: int) -> None:
        parts.adding.stop(job)

    @router.get("/chat/search")
    def found(typed: Annotated[str, Query(max_length=400)], language: str = "en") -> HTMLResponse:
        """The paragraphs of all documents that come nearest to some words."""
        return HTMLResponse(results_view(parts, typed, language if language in LANGUAGES else "en"))

    @router.get("/chat/conversations/{conversation}.{kind}")
    def export(conversation: str, kind: Kind, turn: Annotated[int, Query(ge=0)] = 0, language: str = "") -> Response:
        """A conversation as a file, or one of its turns (from 1)."""
        turns = parts.conversations.turns(conversation, as_cited=True)
        if turn > len(turns):
            raise HTTPException(404, f"the conversation has {len(turns)} turns")
        chosen = turns[turn - 1 : turn] if turn else turns
        spoken = language if language in LANGUAGES else ""
        name = quote(f"{export_name(chosen, language=spoken)}.{kind}")
        named = {"Content-Disposition": f"attachment; filename*=utf-8''{name}"}
        return Response(export_bytes(chosen, f".{kind}", language=spoken), media_type=MEDIA[kind], headers=named)

    router.post("/chat/conversations/{conversation_id}/back", status_code=204)(parts.conversations.put_back)

    @router.get("/chat/drafts.jsonl")
    def drafts() -> FileResponse:
        return _file(parts.drafts)

    @router.get("/chat/evaluation")
    def report() -> FileResponse:
        return _file(parts.drafts.parent / "evaluation" / "report.html")

    @router.post("/chat/feedback", status_code=201)
    def feedback(given: Feedback) -> None:
        turns = parts.conversations.turns(given.conversation)
        if given.turn >= len(turns):
            raise HTTPException(404, f"the conversation has {len(turns)} turns")
        judged = turns[: given.turn + 1]
        keep_draft(parts.drafts, judged, given.verdict, conversation=given.conversation, words=given.words)

    return router


def _addressed(document: Document, typed: str) -> dict[str, str]:
    return {"label": labelled(document, typed), "edition": document.edition}


def _icon() -> FileResponse:
    return FileResponse(STATIC / "icon.svg", media_type="image/svg+xml")


def _file(path: Path) -> FileResponse:
    if not path.exists():
        raise HTTPException(404, f"there is no {path.name} yet")
    return FileResponse(path)
