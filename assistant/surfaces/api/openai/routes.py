"""`/v1/chat/completions` and `/v1/models`: whatever speaks to OpenAI can ask the documents."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final
from urllib.parse import quote
from uuid import uuid4

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from fastapi.sse import format_sse_event
from starlette.responses import StreamingResponse

from assistant.answer import Answer, Claim, Turn
from assistant.answers import as_text, several_documents
from assistant.answers.text import marker
from assistant.events import ClaimReady, Finished
from assistant.surfaces.api.failures import failure_of, status_of
from assistant.surfaces.api.models import AnswerModel, OpenAIFailure
from assistant.surfaces.api.openai.messages import question_of, turns_of
from assistant.surfaces.api.openai.shapes import (
    Annotation,
    Choice,
    Chunk,
    ChunkChoice,
    Completion,
    CompletionRequest,
    Delta,
    Model,
    Models,
    Reply,
    UrlCitation,
)
from assistant.surfaces.api.services import Services
from assistant.surfaces.api.streams import stream_of
from index.errors import DanrakuError, UnknownDocument

ALL: Final = "danraku"
_ERRORS: Final[dict[int | str, dict[str, Any]]] = {"4XX": {"model": OpenAIFailure}, "5XX": {"model": OpenAIFailure}}
_STREAM: Final = stream_of("The completion, or its chunks where `stream` is set.", "data: [DONE]\n\n")


class UnknownModel(UnknownDocument):
    """A model was named that stands for nothing."""

    hint = "Use danraku for all documents or danraku/NAME for one; GET /v1/models lists them"


@dataclass(frozen=True)
class Asked:
    """A request as read."""

    model: str
    question: str
    documents: tuple[str, ...]
    turns: list[Turn]
    base_url: str


def openai_routes(services: Services) -> APIRouter:
    """The routes under /v1."""
    router = APIRouter(prefix="/v1", tags=["openai"], responses=_ERRORS)

    @router.post("/chat/completions", response_model=Completion, responses=_STREAM)
    async def completions(sent: CompletionRequest, request: Request) -> Completion | Response:
        """Answer the last question of a conversation, as a chat completion or, with `stream`, as its chunks."""
        asked = await run_in_threadpool(_read, services, sent, str(request.base_url))
        if sent.stream:
            return StreamingResponse(_chunks(services, asked), media_type="text/event-stream")
        ask = partial(services.assistant.ask, asked.question, turns=asked.turns, documents=asked.documents)
        return _completion(asked, await run_in_threadpool(ask))

    @router.get("/models")
    def models() -> Models:
        """What can be asked: `danraku` is all documents, `danraku/NAME` one."""
        documents = [f"{ALL}/{summary.id}" for summary in services.library.summaries]
        return Models(data=[Model(id=name) for name in (ALL, *documents)])

    @router.get("/models/{model:path}")
    def one(model: str) -> Model:
        """One of them."""
        services.check_documents(_documents(model))
        return Model(id=model)

    return router


def _read(services: Services, sent: CompletionRequest, base_url: str) -> Asked:
    question, documents = question_of(sent.messages), _documents(sent.model)
    services.check(question, documents)
    turns = turns_of(sent.messages, services.assistant, services.library, documents)
    return Asked(sent.model, question, documents, turns, base_url)


def _documents(model: str) -> tuple[str, ...]:
    """The documents that a model's name stands for; () are all."""
    name, slash, document = model.partition("/")
    if name != ALL or (slash and not document):
        raise UnknownModel(f"there is no model {model.encode(errors='replace').decode()}")
    return (document,) if document else ()


def _completion(asked: Asked, answer: Answer) -> Completion:
    text = as_text(answer)
    reply = Reply(content=text, annotations=annotated(answer, text, asked.base_url))
    shape = AnswerModel.model_validate(answer.as_dict())
    return Completion(
        id=_id(), created=int(time.time()), model=asked.model, choices=[Choice(message=reply)], answer=shape
    )


async def _chunks(services: Services, asked: Asked) -> AsyncIterator[bytes]:
    """The role at once, a sign of life for each step, each claim as soon as it stands, then what follows them."""
    chunk = partial(Chunk, id=_id(), created=int(time.time()), model=asked.model)
    yield _sse(chunk(choices=[ChunkChoice(delta=Delta(role="assistant", content=""))]))
    try:
        claims: tuple[Claim, ...] = ()
        said = ""
        telling = services.assistant.stream(asked.question, turns=asked.turns, documents=asked.documents)
        async for event in telling:
            if isinstance(event, ClaimReady) and event.answer:
                claims += (event.claim,)
                before, said = said, as_text(replace(event.answer, claims=claims, notes=()))
                yield _sse(chunk(choices=[ChunkChoice(delta=Delta(content=said[len(before) :]))]))
            if not isinstance(event, Finished):
                yield format_sse_event(comment=type(event).__name__.lower())
                continue
            text = as_text(event.answer)
            assert text.startswith(said), "a claim was told in other words than the answer has"
            if text != said:
                yield _sse(chunk(choices=[ChunkChoice(delta=Delta(content=text[len(said) :]))]))
            marks = Delta(annotations=annotated(event.answer, text, asked.base_url))
            shape = AnswerModel.model_validate(event.answer.as_dict())
            yield _sse(chunk(choices=[ChunkChoice(delta=marks, finish_reason="stop")], answer=shape))
    except DanrakuError as error:
        failed = OpenAIFailure.of(status_of(error), failure_of(error))
        yield format_sse_event(data_str=failed.model_dump_json())
    yield format_sse_event(data_str="[DONE]")


def annotated(answer: Answer, text: str, base_url: str) -> list[Annotation]:
    """One for each citation, with the place in the text where its paragraph is named."""
    several, at, found = several_documents(answer), 0, []
    for claim in answer.claims:
        at = text.index(claim.text, at) + len(claim.text)
        for citation in claim.citations:
            mark = marker(citation, with_document=several)
            start = text.index(mark, at)
            document, label = (quote(part, safe="") for part in (citation.document_id, citation.label))
            place = UrlCitation(
                start_index=start,
                end_index=start + len(mark),
                title=f"{citation.document_id} {citation.label}",
                url=f"{base_url}api/v1/documents/{document}/paragraphs/{label}",
                **citation.as_dict(),
            )
            found.append(Annotation(url_citation=place))
    return found


def _id() -> str:
    return f"chatcmpl-{uuid4().hex}"


def _sse(chunk: Chunk) -> bytes:
    return format_sse_event(data_str=chunk.model_dump_json())
