"""Questions, documents and conversations over HTTP."""

from __future__ import annotations

import json
import tempfile
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Query, Response, UploadFile
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event

from assistant import side_by_side
from assistant.answer import Answer, Turn
from assistant.cite_check import check_memo, tally
from assistant.events import ClaimReady, Event, Finished, Resolved, Searching
from assistant.limits import check_draft
from assistant.surfaces.api.failures import failure_of
from assistant.surfaces.api.models import (
    AddedModel,
    AnswerModel,
    Ask,
    Check,
    CheckedModel,
    CheckReport,
    ConversationModel,
    DocumentModel,
    EachModel,
    Health,
    HitModel,
    NewConversation,
    OutlineModel,
    ParagraphModel,
    TurnModel,
)
from assistant.surfaces.api.services import Services
from assistant.surfaces.search import search as search_library
from index.errors import DanrakuError

_LONGEST_NAME = 255


def routes(services: Services) -> APIRouter:
    """Every route of the API."""
    router = APIRouter()
    for group in (_asking, _documents, _conversations):
        group(router, services)

    @router.get("/healthz", tags=["health"])
    def healthz() -> Health:
        return Health(status="ok", documents=services.library.size.documents)

    return router


def _asking(router: APIRouter, services: Services) -> None:
    @router.post("/api/ask", tags=["questions"])
    def ask(asked: Ask) -> AnswerModel:
        """Answer a question with the document's own words, or say that it does not say."""
        services.check(asked.question, asked.documents)
        answer = services.assistant.ask(asked.question, turns=_turns(services, asked), documents=asked.documents)
        _keep(services, asked, answer)
        return AnswerModel.model_validate(answer.as_dict())

    @router.post("/api/ask/each", tags=["questions"])
    def ask_each(asked: Ask) -> list[EachModel]:
        """The same question to each of the documents by itself, side by side; empty: each of the library."""
        services.check(asked.question, asked.documents)
        documents = asked.documents or [summary.id for summary in services.library.summaries]
        earlier = _turns(services, asked)
        turns = side_by_side.ask_each(services.assistant, asked.question, documents=documents, turns=earlier)
        for turn in turns if asked.conversation else ():
            services.conversations.append(asked.conversation, turn)
        return [
            EachModel(document=t.documents[0], answer=AnswerModel.model_validate(t.answer.as_dict())) for t in turns
        ]

    @router.post("/api/check", tags=["questions"])
    def check(asked: Check) -> CheckReport:
        """Hold each sentence of a text against the paragraphs that it cites."""
        checked = check_memo(check_draft(asked.text), services.library.document(asked.document), services.checker)
        sentences = [CheckedModel.model_validate(sentence.as_dict()) for sentence in checked]
        return CheckReport(**asdict(tally(checked)), sentences=sentences)

    @router.post("/api/ask/stream", tags=["questions"], response_class=_EventStream)
    def stream(asked: Ask) -> _EventStream:
        """The same as server-sent events while it happens: resolved, searching, claim, finished, failed."""
        services.check(asked.question, asked.documents)
        return _EventStream(_events(services, asked, _turns(services, asked)))

    @router.get("/api/search", tags=["questions"])
    def search(
        query: str = Query(max_length=2000), document: tuple[str, ...] = Query(()), k: int = Query(5, ge=1, le=100)
    ) -> list[HitModel]:
        """Paragraphs by rank, without an answer, each with those it refers to and that refer to it."""
        found = search_library(services.library, query, k=k, documents=document)
        return [HitModel.model_validate(each.as_dict()) for each in found]


class _EventStream(StreamingResponse):
    media_type = "text/event-stream"


async def _events(services: Services, asked: Ask, turns: list[Turn]) -> AsyncIterator[bytes]:
    """The status is sent before the first event, so that an error becomes an event too."""
    try:
        async for event in services.assistant.stream(asked.question, turns=turns, documents=asked.documents):
            if isinstance(event, Finished):
                _keep(services, asked, event.answer)
            yield _sse(*_named(event))
    except DanrakuError as error:
        yield _sse("failed", failure_of(error).model_dump())


def _named(event: Event) -> tuple[str, dict[str, Any]]:
    match event:
        case Resolved(query):
            return "resolved", {"query": query}
        case Searching():
            return "searching", {}
        case ClaimReady(claim):
            return "claim", claim.as_dict()
        case Finished(answer):
            return "finished", answer.as_dict()


def _sse(name: str, data: dict[str, Any]) -> bytes:
    return format_sse_event(data_str=json.dumps(data, ensure_ascii=False), event=name)


def _turns(services: Services, asked: Ask) -> list[Turn]:
    return services.conversations.turns(asked.conversation) if asked.conversation else []


def _keep(services: Services, asked: Ask, answer: Answer) -> None:
    if asked.conversation:
        services.conversations.append(asked.conversation, Turn(asked.question, answer.query, answer, asked.documents))


def _documents(router: APIRouter, services: Services) -> None:
    library = services.library

    @router.get("/api/documents", tags=["documents"])
    def documents() -> list[DocumentModel]:
        """What the library holds."""
        return [DocumentModel.listed(summary) for summary in library.summaries]

    @router.post("/api/documents", tags=["documents"], status_code=201)
    def add(file: UploadFile) -> AddedModel:
        """Add a file (md, txt, html, pdf, docx), or replace the document of that name."""
        with tempfile.TemporaryDirectory() as folder:
            name = _file_name(file)
            path = Path(folder) / f"upload{Path(name).suffix[:10]}"  # a name may be longer than a file's
            path.write_bytes(_content(file, services.settings.max_upload_mb))
            added = library.add(path, id=name)
        return AddedModel(state=added.state, document=OutlineModel.of(added.document))

    @router.get("/api/documents/{document_id}", tags=["documents"])
    def outline(document_id: str) -> OutlineModel:
        """A document's labels, sections and numbering audit."""
        return OutlineModel.of(library.document(document_id))

    @router.delete("/api/documents/{document_id}", tags=["documents"], status_code=204)
    def remove(document_id: str) -> None:
        """Take a document out of the library."""
        library.remove(document_id)

    @router.get("/api/documents/{document_id}/paragraphs/{label}", tags=["documents"])
    def paragraph(document_id: str, label: str) -> ParagraphModel:
        """One paragraph, verbatim."""
        return ParagraphModel.of(library.document(document_id)[label])


def _file_name(file: UploadFile) -> str:
    """The last part of the name sent, so that no upload leaves its folder."""
    name = (file.filename or "").replace("\\", "/").rpartition("/")[2].strip().replace("\0", "")
    if name in {"", ".", ".."}:
        raise HTTPException(422, f"the file's name {file.filename!r} cannot be used")
    if len(name) > _LONGEST_NAME:
        raise HTTPException(422, f"the file's name has {len(name)} characters; at most {_LONGEST_NAME} can be used")
    return name


def _content(file: UploadFile, max_mb: int) -> bytes:
    content = file.file.read(max_mb * 2**20 + 1)
    if len(content) > max_mb * 2**20:
        raise HTTPException(413, f"{file.filename} is larger than {max_mb} MB")
    return content


def _conversations(router: APIRouter, services: Services) -> None:
    kept = services.conversations

    @router.post("/api/conversations", tags=["conversations"], status_code=201)
    def create(new: NewConversation) -> dict[str, str]:
        """Begin a conversation; name its id in /api/ask."""
        return {"id": kept.create(new.title)}

    @router.get("/api/conversations", tags=["conversations"])
    def conversations(search: str = Query("", max_length=200)) -> list[ConversationModel]:
        """Conversations kept, the one used last first; `search` looks in questions and answers."""
        return [ConversationModel.model_validate(line, from_attributes=True) for line in kept.search(search)]

    @router.get("/api/conversations/{conversation_id}", tags=["conversations"])
    def turns(conversation_id: str) -> list[TurnModel]:
        """Its turns."""
        return [
            TurnModel(
                question=t.question,
                query=t.query,
                documents=t.documents,
                beside=t.beside,
                answer=AnswerModel.model_validate(t.answer.as_dict()),
            )
            for t in kept.turns(conversation_id)
        ]

    @router.delete("/api/conversations/{conversation_id}", tags=["conversations"], status_code=204)
    def delete(conversation_id: str) -> None:
        """Forget it."""
        kept.delete(conversation_id)

    @router.get("/api/conversations/{conversation_id}/export", tags=["conversations"], response_class=Response)
    def export(conversation_id: str, format: str = Query("md", pattern="^(md|docx|json)$")) -> Response:
        """A file with its answers, quotes, document hashes and the date."""
        from assistant.records import export_bytes

        content = export_bytes(kept.turns(conversation_id), f".{format}")
        name = quote(f"danraku-{conversation_id}.{format}")
        headers = {"Content-Disposition": f"attachment; filename*=utf-8''{name}"}
        return Response(content, media_type="application/octet-stream", headers=headers)
