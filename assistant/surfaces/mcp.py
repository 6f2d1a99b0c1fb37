"""The library as tools for language models and agents (Model Context Protocol)."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from fastmcp import FastMCP
from fastmcp.exceptions import ToolError

from assistant import side_by_side
from assistant.answers import as_text
from assistant.cite_check import check_memo, tally
from assistant.limits import check_draft
from assistant.surfaces.search import search as search_library
from assistant.surfaces.showing import paragraphs_at
from assistant.surfaces.telling import told
from index.errors import DanrakuError

if TYPE_CHECKING:
    from assistant.surfaces.api.services import Services

MOST_HITS = 100
INSTRUCTIONS = (
    "Danraku answers from numbered documents. Every claim carries the paragraph it stands in and the exact quote; "
    "`state` says what was found out: answered; nearest (places that may answer, or not); not found (in these words); "
    "denied (it does not exist there); nothing asked. Cite by document and label, and quote exactly."
)


def build_mcp(services: Services) -> FastMCP[Any]:
    """The server with its tools: ask, ask_each, check, search, show, documents."""
    server: FastMCP[Any] = FastMCP("Danraku", instructions=INSTRUCTIONS)

    @server.tool(annotations={"readOnlyHint": True})
    async def ask(question: str, documents: list[str] | None = None) -> dict[str, Any]:
        """Ask the documents a question; the answer's claims carry labels and exact quotes.

        `documents` limits it to those ids. Only `state` "denied" means that they do not have it; "not found" does not.
        """
        return await asyncio.to_thread(_ask, services, question, tuple(documents or ()))

    @server.tool(annotations={"readOnlyHint": True})
    async def ask_each(question: str, documents: list[str] | None = None) -> list[dict[str, Any]]:
        """The same question to each of these documents by itself (all of them by default), to compare answers."""
        return await asyncio.to_thread(_ask_each, services, question, tuple(documents or ()))

    @server.tool(annotations={"readOnlyHint": True})
    async def check(text: str, document: str) -> dict[str, Any]:
        """Hold each sentence of a text of your own against the paragraphs of a document that it cites.

        Each sentence has its `state`, the `labels` it cites, the `rule` that decided and the paragraphs `suggested`.
        """
        return await asyncio.to_thread(_check, services, text, document)

    @server.tool(annotations={"readOnlyHint": True})
    async def search(words: str, documents: list[str] | None = None, k: int = 5) -> list[dict[str, Any]]:
        """Paragraphs by rank, without an answer; `refers_to` and `referred_by` name those to read beside each."""
        return await asyncio.to_thread(_search, services, words, tuple(documents or ()), k)

    @server.tool(annotations={"readOnlyHint": True})
    async def show(labels: str, document: str) -> list[dict[str, str]]:
        """Paragraphs of a document, verbatim: "16", "16-18", "section II", "第9条"."""
        return await asyncio.to_thread(_show, services, labels, document)

    @server.tool(annotations={"readOnlyHint": True})
    async def documents() -> list[dict[str, Any]]:
        """The documents that can be asked, with the labels of their paragraphs."""
        return await asyncio.to_thread(_documents, services)

    return server


def _ask(services: Services, question: str, documents: tuple[str, ...]) -> dict[str, Any]:
    try:
        services.check(question, documents)
        answer = services.assistant.ask(question, documents=documents)
    except DanrakuError as error:
        raise ToolError(f"{told(error)}. {error.hint}") from error
    return {"text": as_text(answer), **answer.as_dict()}


def _ask_each(services: Services, question: str, documents: tuple[str, ...]) -> list[dict[str, Any]]:
    try:
        services.check(question, documents)
        names = documents or tuple(summary.id for summary in services.library.summaries)
        turns = side_by_side.ask_each(services.assistant, question, documents=names)
    except DanrakuError as error:
        raise ToolError(f"{told(error)}. {error.hint}") from error
    return [{"document": t.documents[0], "text": as_text(t.answer), **t.answer.as_dict()} for t in turns]


def _check(services: Services, text: str, document: str) -> dict[str, Any]:
    try:
        checked = check_memo(check_draft(text), services.library.document(document), services.checker)
    except DanrakuError as error:
        raise ToolError(f"{told(error)}. {error.hint}") from error
    return {**asdict(tally(checked)), "sentences": [sentence.as_dict() for sentence in checked]}


def _search(services: Services, words: str, documents: tuple[str, ...], k: int) -> list[dict[str, Any]]:
    try:
        found = search_library(services.library, words, k=min(k, MOST_HITS), documents=documents)
    except DanrakuError as error:
        raise ToolError(f"{told(error)}. {error.hint}") from error
    return [each.as_dict() for each in found]


def _show(services: Services, labels: str, document: str) -> list[dict[str, str]]:
    try:
        found = paragraphs_at(services.library.document(document), labels)
    except DanrakuError as error:
        raise ToolError(f"{told(error)}. {error.hint}") from error
    return [{"document": p.document_id, "label": p.label, "section": p.section, "text": p.text} for p in found]


def _documents(services: Services) -> list[dict[str, Any]]:
    return [
        {"id": d.id, "title": d.title, "date": d.date, "language": d.language, "labels": [p.label for p in d]}
        for d in services.library.documents
    ]
