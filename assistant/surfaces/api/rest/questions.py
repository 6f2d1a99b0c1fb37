"""Questions and drafts over HTTP: asked, asked of each document, streamed, checked and searched for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Final

from fastapi import APIRouter, Query
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event
from pydantic import BaseModel

from assistant import side_by_side
from assistant.answer import Answer, Turn
from assistant.cite_check import check_memo, tally
from assistant.events import ClaimReady, Event, Finished, Resolved, Searching
from assistant.limits import check_draft
from assistant.surfaces.api.failures import failure_of
from assistant.surfaces.api.models import (
    AnswerModel,
    Ask,
    Check,
    CheckedModel,
    CheckReport,
    ClaimModel,
    EachModel,
    HitModel,
    ResolvedModel,
    SearchingModel,
)
from assistant.surfaces.api.services import Services
from assistant.surfaces.api.streams import stream_of
from assistant.surfaces.search import search as search_library
from index.errors import DanrakuError

_EVENTS: Final = """event: resolved
data: {"query": "第40段落を見せて"}

event: searching
data: {}

event: claim
data: {"text": "...", "support": "verbatim", "rule": "", "marked": [], "citations": []}

event: finished
data: {"status": "answered", "claims": [], "...": "as /ask gives it"}

"""
_STREAM: Final = stream_of(
    "Events `resolved` (ResolvedModel), `searching` (SearchingModel), `claim` (ClaimModel) and"
    " `finished` (AnswerModel), or `failed` (Failure); the data of each is one line of JSON.",
    _EVENTS,
    events=("resolved", "searching", "claim", "finished", "failed"),
)


class _EventStream(StreamingResponse):
    """Without a media type of its own, since the route's errors are JSON."""

    media_type = None


def question_routes(services: Services) -> APIRouter:
    """The routes /ask, /check and /search."""
    router = APIRouter(tags=["questions"])

    @router.post("/ask")
    def ask(asked: Ask) -> AnswerModel:
        """Answer a question with the document's own words, or say that it does not say."""
        services.check(asked.question, asked.documents)
        answer = services.assistant.ask(asked.question, turns=_turns(services, asked), documents=asked.documents)
        _keep(services, asked, answer)
        return AnswerModel.model_validate(answer.as_dict())

    @router.post("/ask/each")
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

    @router.post("/ask/stream", response_class=_EventStream, responses=_STREAM)
    def stream(asked: Ask) -> _EventStream:
        """The same as server-sent events while it happens."""
        services.check(asked.question, asked.documents)
        return _EventStream(_events(services, asked, _turns(services, asked)), media_type="text/event-stream")

    @router.post("/check")
    def check(asked: Check) -> CheckReport:
        """Hold each sentence of a text against the paragraphs that it cites."""
        checked = check_memo(check_draft(asked.text), services.library.document(asked.document), services.checker)
        sentences = [CheckedModel.model_validate(sentence.as_dict()) for sentence in checked]
        return CheckReport(**asdict(tally(checked)), sentences=sentences)

    @router.get("/search")
    def search(
        query: str = Query(max_length=2000), document: tuple[str, ...] = Query(()), k: int = Query(5, ge=1, le=100)
    ) -> list[HitModel]:
        """Paragraphs by rank, without an answer, each with those it refers to and that refer to it."""
        found = search_library(services.library, query, k=k, documents=document)
        return [HitModel.model_validate(each.as_dict()) for each in found]

    return router


async def _events(services: Services, asked: Ask, turns: list[Turn]) -> AsyncIterator[bytes]:
    """The status is sent before the first event, so that an error becomes an event too."""
    try:
        async for event in services.assistant.stream(asked.question, turns=turns, documents=asked.documents):
            if isinstance(event, Finished):
                await run_in_threadpool(_keep, services, asked, event.answer)
            yield _sse(*_named(event))
    except DanrakuError as error:
        yield _sse("failed", failure_of(error))


def _named(event: Event) -> tuple[str, BaseModel]:
    match event:
        case Resolved(query):
            return "resolved", ResolvedModel(query=query)
        case Searching():
            return "searching", SearchingModel()
        case ClaimReady(claim):
            return "claim", ClaimModel.model_validate(claim.as_dict())
        case Finished(answer):
            return "finished", AnswerModel.model_validate(answer.as_dict())


def _sse(name: str, data: BaseModel) -> bytes:
    return format_sse_event(data_str=data.model_dump_json(), event=name)


def _turns(services: Services, asked: Ask) -> list[Turn]:
    return services.conversations.turns(asked.conversation) if asked.conversation else []


def _keep(services: Services, asked: Ask, answer: Answer) -> None:
    if asked.conversation:
        services.conversations.append(asked.conversation, Turn(asked.question, answer.query, answer, asked.documents))
