"""The reader's notes: an answer or a passage kept, remarked on, read again and exported."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Query, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from assistant.answer import Citation, Claim
from assistant.records import Conversations, as_turns, by_document, export_bytes
from assistant.surfaces.chat.desk.kinds import MEDIA, Kind
from assistant.surfaces.chat.templating import render
from assistant.surfaces.chat.texts import LANGUAGES, load_texts
from index.library import Library

MOST_CHARS = 4000


class Answered(BaseModel):
    """One turn of a conversation, `turn` from 0."""

    conversation: str = Field(min_length=1, max_length=64)
    turn: int = Field(ge=0)


class Passage(BaseModel):
    """Some words of a paragraph; all of them where no end is given."""

    document: str = Field(min_length=1, max_length=1000)
    label: str = Field(min_length=1, max_length=400)
    edition: str = Field(default="", max_length=64)
    start_char: int = Field(default=0, ge=0)
    end_char: int = Field(default=0, ge=0)


class Remark(BaseModel):
    """What the reader says of it."""

    remark: str = Field(max_length=MOST_CHARS)


class Made(BaseModel):
    """The note that was made."""

    id: str


def note_routes(library: Library, conversations: Conversations) -> APIRouter:
    """The routes under /chat/notes."""
    router = APIRouter(prefix="/chat/notes", include_in_schema=False)
    notes = conversations.notes

    @router.get("")
    def listed(language: str = "en") -> HTMLResponse:
        """Every note, by document."""
        known = language if language in LANGUAGES else "en"
        return HTMLResponse(render("notes.html", language=known, documents=by_document(notes.list())))

    @router.post("/answers", status_code=201)
    def answered(given: Answered) -> Made:
        """Keep the claims of an answer, in the versions that they cite."""
        turns = conversations.turns(given.conversation, as_cited=True)
        if given.turn >= len(turns) or not turns[given.turn].answer.claims:
            raise HTTPException(404, f"turn {given.turn + 1} of the conversation has no answer to keep")
        turn = turns[given.turn]
        return Made(id=notes.add(turn.answer.claims, question=turn.question))

    @router.post("/passages", status_code=201)
    def passage(given: Passage) -> Made:
        """Keep some words of a document."""
        document = library.document(given.document, given.edition)
        paragraph = document[given.label]
        end_char = given.end_char or len(paragraph.text)
        if not given.start_char < end_char <= len(paragraph.text):
            raise HTTPException(422, f"{given.start_char} to {end_char} is no part of paragraph {given.label}")
        words = paragraph.quote(given.start_char, end_char)
        return Made(id=notes.add([Claim(words.text, (Citation(document, words),))]))

    @router.put("/{note}", status_code=204)
    def remarked(note: str, given: Remark) -> None:
        notes.remark(note, given.remark)

    @router.delete("/{note}", status_code=204)
    def deleted(note: str) -> None:
        notes.delete(note, recoverable=True)

    @router.post("/{note}/back", status_code=204)
    def put_back(note: str) -> None:
        notes.put_back(note)

    @router.get("/export.{kind}")
    def export(kind: Kind, language: Annotated[str, Query(max_length=8)] = "en") -> Response:
        """All notes as a file, by document."""
        known = language if language in LANGUAGES else "en"
        title = load_texts(known)["tab_notes"]
        content = export_bytes(as_turns(notes.list(), known), f".{kind}", language=known, title=title)
        named = {"Content-Disposition": f"attachment; filename*=utf-8''{quote(title)}.{kind}"}
        return Response(content, media_type=MEDIA[kind], headers=named)

    return router
