"""Requests and responses as OpenAI's clients know them; whatever else a client sends is not looked at."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from assistant.surfaces.api.models import AnswerModel


class Part(BaseModel):
    """A piece of a message; only texts can be read."""

    type: str
    text: str = ""


class Message(BaseModel):
    """What one side said. Instructions of a system are kept by nobody: answers are the documents' words."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None


class CompletionRequest(BaseModel):
    """A conversation whose last message of the user is the question."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"model": "danraku", "messages": [{"role": "user", "content": "日本のODAの総額は？"}]}]
        }
    )

    model: str = Field(description="`danraku` asks all documents, `danraku/NAME` the one of that name.")
    messages: list[Message] = Field(min_length=1, max_length=1000)
    stream: bool = False
    n: int | None = Field(None, ge=1, le=1, description="There is one answer.")


class UrlCitation(BaseModel):
    """Words of a paragraph, and where the message names it, half-open; `quote` stands there at these characters."""

    start_index: int
    end_index: int
    title: str
    url: str = Field(description="The paragraph, as the API gives it.")
    document: str
    label: str
    quote: str
    start_char: int
    end_char: int


class Annotation(BaseModel):
    """A citation, as OpenAI's clients read it."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class Reply(BaseModel):
    """The answer as text, each claim ending in the paragraph it stands in."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[Annotation]


class Choice(BaseModel):
    """The one there is."""

    index: int = 0
    message: Reply
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class Completion(BaseModel):
    """A chat completion, and beside it the answer that every other interface gives."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[Choice]
    answer: AnswerModel


class _Sparse(BaseModel):
    """What is None is not sent."""

    @model_serializer(mode="wrap")
    def _said(self, plain: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in plain(self).items() if value is not None}


class Delta(_Sparse):
    """What is new in a chunk."""

    role: Literal["assistant"] | None = None
    content: str | None = None
    annotations: list[Annotation] | None = None


class ChunkChoice(BaseModel):
    """The one there is."""

    index: int = 0
    delta: Delta
    finish_reason: Literal["stop"] | None = None


class Chunk(_Sparse):
    """A piece of a streamed completion; the last one carries the answer."""

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str
    choices: list[ChunkChoice]
    answer: AnswerModel | None = None


class Model(BaseModel):
    """What can be asked: all documents, or one."""

    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: Literal["danraku"] = "danraku"


class Models(BaseModel):
    """Everything that can be asked."""

    object: Literal["list"] = "list"
    data: list[Model]
