"""Conversations over HTTP: begun, read, exported and forgotten."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Response

from assistant.answer import Turn
from assistant.records import export_bytes
from assistant.surfaces.api.models import AnswerModel, ConversationId, ConversationModel, NewConversation, TurnModel
from assistant.surfaces.api.services import Services

_FILE = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}


def conversation_routes(services: Services) -> APIRouter:
    """The routes under /conversations."""
    router = APIRouter(prefix="/conversations", tags=["conversations"])
    kept = services.conversations

    @router.post("", status_code=201)
    def create(new: NewConversation) -> ConversationId:
        """Begin a conversation; name its id when asking."""
        return ConversationId(id=kept.create(new.title))

    @router.get("")
    def conversations(search: str = Query("", max_length=200)) -> list[ConversationModel]:
        """Conversations kept, the one used last first; `search` looks in questions and answers."""
        return [ConversationModel.of(line) for line in kept.search(search)]

    @router.get("/{conversation_id}")
    def turns(conversation_id: str) -> list[TurnModel]:
        """Its turns."""
        return [_shown(turn) for turn in kept.turns(conversation_id)]

    @router.delete("/{conversation_id}", status_code=204)
    def delete(conversation_id: str) -> None:
        """Forget it."""
        kept.delete(conversation_id)

    @router.get("/{conversation_id}/export", response_class=Response, responses={200: _FILE})
    def export(conversation_id: str, format: Literal["md", "docx", "json"] = "md") -> Response:
        """A file with its answers, quotes, document hashes and the date."""
        content = export_bytes(kept.turns(conversation_id), f".{format}")
        name = quote(f"danraku-{conversation_id}.{format}")
        headers = {"Content-Disposition": f"attachment; filename*=utf-8''{name}"}
        return Response(content, media_type="application/octet-stream", headers=headers)

    return router


def _shown(turn: Turn) -> TurnModel:
    return TurnModel(
        question=turn.question,
        query=turn.query,
        documents=turn.documents,
        beside=turn.beside,
        answer=AnswerModel.model_validate(turn.answer.as_dict()),
    )
