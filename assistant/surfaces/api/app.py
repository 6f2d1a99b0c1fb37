"""The FastAPI application, put together: API, OpenAI's at /v1, MCP at /mcp, chat at /, documentation at /docs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fastapi import FastAPI
from fastapi.responses import FileResponse

from assistant import installed_version
from assistant.surfaces.api import failures
from assistant.surfaces.api.access import Entry, Load, login_routes
from assistant.surfaces.api.guard import Guard, hosts_of
from assistant.surfaces.api.models import Failure, ResolvedModel, SearchingModel
from assistant.surfaces.api.observing import Metrics, Requests, health_routes, metrics_routes
from assistant.surfaces.api.openai import openai_routes
from assistant.surfaces.api.policy import Policy
from assistant.surfaces.api.proxies import Proxied
from assistant.surfaces.api.rest import rest_routes
from assistant.surfaces.api.services import Services
from assistant.surfaces.mcp import build_mcp

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from assistant.people import People
    from assistant.records import Conversations
    from assistant.settings import Settings
    from index.library import Library

DOCUMENTATION: Final = Path(__file__).parent / "docs.html"
_ERRORS: Final[dict[int | str, dict[str, Any]]] = {"4XX": {"model": Failure}, "5XX": {"model": Failure}}


def create_app(
    assistant: Assistant,
    library: Library,
    conversations: Conversations,
    *,
    settings: Settings,
    chat: bool = True,
    people: People | None = None,
    metrics: Metrics | None = None,
) -> FastAPI:
    """The application over parts already built; without `chat` it is the API and MCP alone.

    FastAPI's own documentation pages load scripts from the web; /docs is a page of ours.

    Args:
        assistant: Answers.
        library: Its documents are asked, read, added and removed.
        conversations: Where turns are kept.
        settings: Names of the server, and limits.
        chat: Whether the page is there.
        people: Those who may enter; anybody may where None.
        metrics: Counts; what the assistant does only where it was built with the same.
    """
    metrics = metrics or Metrics()
    metrics.measure(library)
    services = Services(assistant, library, conversations, settings)
    mcp = build_mcp(services).http_app(path="/", host_origin_protection=False)
    app = FastAPI(
        title="Danraku",
        summary="Ask a numbered document a question and get an answer you can check.",
        version=installed_version(),
        docs_url=None,
        redoc_url=None,
        lifespan=mcp.lifespan,
        responses=_ERRORS,
    )
    failures.install(app)
    _publish_events(app)
    limits = {"at_once": settings.requests_at_once, "per_minute": settings.requests_per_minute}
    app.add_middleware(Load, **limits)
    if people is not None:
        app.include_router(login_routes(people))
        app.add_middleware(Entry, people=people)
    app.add_middleware(Guard, hosts=hosts_of(settings), max_body_mb=settings.max_upload_mb)
    app.add_middleware(Policy)
    app.add_middleware(Requests, metrics=metrics)
    app.add_middleware(Proxied, root_path=settings.root_path)
    for made in (rest_routes(services), health_routes(services), metrics_routes(metrics)):
        app.include_router(made)
    app.include_router(openai_routes(services))
    app.add_api_route("/docs", _documentation, include_in_schema=False)
    app.mount("/mcp", mcp)
    return _with_chat(app, services) if chat else app


def _with_chat(app: FastAPI, services: Services) -> FastAPI:
    from assistant.surfaces.chat import mount_chat

    return mount_chat(
        app,
        assistant=services.assistant,
        library=services.library,
        conversations=services.conversations,
        drafts=services.settings.data / "feedback.jsonl",
        max_upload_mb=services.settings.max_upload_mb,
        checker=services.checker,
    )


def _publish_events(app: FastAPI) -> None:
    """Put what only streams carry beside the schema's other shapes: FastAPI knows bodies alone."""
    of_bodies = app.openapi

    def with_events() -> dict[str, Any]:
        schema = of_bodies()
        for event in (ResolvedModel, SearchingModel):
            schema["components"]["schemas"].setdefault(event.__name__, event.model_json_schema())
        return schema

    app.openapi = with_events  # type: ignore[method-assign]


def _documentation() -> FileResponse:
    return FileResponse(DOCUMENTATION)
