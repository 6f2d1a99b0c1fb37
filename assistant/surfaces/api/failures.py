"""Every error that leaves the API has one shape, {error, hint, retryable}; under /v1 that of OpenAI."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.errors import BadUsage, DatabaseUnavailable, UnknownConversation, UnknownNote
from assistant.surfaces.api.models import Failure, OpenAIFailure
from assistant.surfaces.api.proxies import path_of
from assistant.surfaces.telling import told
from index.errors import (
    DanrakuError,
    LibraryLocked,
    LibraryMismatch,
    ModelUnavailable,
    ServerUnavailable,
    StorageFailed,
    UnknownDocument,
    UnknownLabel,
    UnreadableFile,
)
from index.numbering.corrections import NoLines, NoSuchLine

STATUS: Final[Mapping[type[DanrakuError], int]] = {
    UnknownDocument: 404,
    UnknownLabel: 404,
    UnknownConversation: 404,
    UnknownNote: 404,
    LibraryMismatch: 409,
    BadUsage: 422,
    NoLines: 422,
    NoSuchLine: 422,
    UnreadableFile: 422,
    DatabaseUnavailable: 503,
    LibraryLocked: 503,
    ModelUnavailable: 503,
    ServerUnavailable: 503,
    StorageFailed: 507,
}
_HINTS: Final[Mapping[int, str]] = {
    403: "Send the request from the page of Danraku itself, or without an Origin header",
    404: "Every address of the API is listed at /docs",
    405: "See at /docs which methods this address knows",
    413: "Send a smaller file, or raise DANRAKU_MAX_UPLOAD_MB",
}
log = logging.getLogger("danraku.api")


def install(app: FastAPI) -> None:
    """Handle every kind of error in the one shape."""
    app.exception_handler(DanrakuError)(_on_danraku_error)
    app.exception_handler(HTTPException)(_on_http_error)
    app.exception_handler(RequestValidationError)(_on_misfit)
    app.exception_handler(UnicodeEncodeError)(_on_half_letter)
    app.exception_handler(Exception)(_on_bug)


def failure_of(error: DanrakuError) -> Failure:
    """The shape of an error."""
    return Failure(error=told(error), hint=error.hint, retryable=error.retryable)


def status_of(error: DanrakuError) -> int:
    """Its HTTP status: that of the nearest base class that has one."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


async def _on_danraku_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DanrakuError)
    return response_of(path_of(request.scope), status_of(error), failure_of(error))


async def _on_http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    said = f"{request.method} {request.url.path}: {error.detail}"
    failure = Failure(error=said, hint=_HINTS.get(error.status_code, ""), retryable=False)
    return response_of(path_of(request.scope), error.status_code, failure)


async def _on_misfit(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part != "body") or "the request"
    said = f"{where}: {first['msg'].lower()}"
    failure = Failure(error=said, hint="The schema of every request is at /docs", retryable=False)
    return response_of(path_of(request.scope), 422, failure)


async def _on_half_letter(request: Request, error: Exception) -> JSONResponse:
    """JSON can carry half a letter wherever a text stands, and no database, file or tokenizer takes it."""
    if "surrogates" not in str(error):
        return await _on_bug(request, error)
    failure = Failure(
        error="the request holds half a character (a lone surrogate)",
        hint="Send text whose characters are whole",
        retryable=False,
    )
    return response_of(path_of(request.scope), 422, failure)


async def _on_bug(request: Request, error: Exception) -> JSONResponse:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    said = f"{request.method} {request.url.path} failed: {type(error).__name__}"
    failure = Failure(error=said, hint="The server's log has the details; please report it", retryable=True)
    return response_of(path_of(request.scope), 500, failure)


def response_of(path: str, status: int, failure: Failure) -> JSONResponse:
    """An error in the shape of the address asked; half characters, which no encoding knows, become question marks."""
    whole = failure.model_copy(update={"error": _whole(failure.error), "hint": _whole(failure.hint)})
    spoken = OpenAIFailure.of(status, whole) if path.startswith("/v1/") else whole
    return JSONResponse(spoken.model_dump(), status_code=status)


def _whole(text: str) -> str:
    return text.encode(errors="replace").decode()
