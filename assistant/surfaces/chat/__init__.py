"""The chat in the browser: a conversation beside the document it is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from assistant.grounding import Checker
    from assistant.records import Conversations
    from index.library import Library

HEAD = (
    '<link rel="icon" href="../chat/static/icon.svg"><link rel="stylesheet" href="../chat/static/chat.css">'
    '<script type="module" src="../chat/static/chat.js"></script>'
)
FONTS = ["system-ui", "Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP", "IPAGothic", "sans-serif"]


def mount_chat(
    app: FastAPI,
    *,
    assistant: Assistant,
    library: Library,
    conversations: Conversations,
    drafts: Path,
    max_upload_mb: int = 50,
    checker: Checker | None = None,
) -> FastAPI:
    """Add the chat to an app: one page per interface language, / leads to the browser's.

    Args:
        app: Gets the pages, the routes that they fetch from, and Gradio's start and stop.
        assistant: Answers.
        library: Its documents are read, added to and removed from.
        conversations: Where turns are kept.
        drafts: File that feedback is appended to.
        max_upload_mb: Largest file taken.
        checker: Holds drafts against the paragraphs they cite; the rules alone where none is given.
    """
    import gradio as gr

    from assistant.surfaces.chat.desk import collection_routes, note_routes
    from assistant.surfaces.chat.layout import build
    from assistant.surfaces.chat.parts import Parts
    from assistant.surfaces.chat.routes import STATIC, routes
    from assistant.surfaces.chat.texts import LANGUAGES

    parts = Parts(assistant, library, conversations, drafts, checker)
    app.include_router(routes(parts))
    app.include_router(note_routes(library, conversations))
    app.include_router(collection_routes(library, conversations))
    app.mount("/chat/static", StaticFiles(directory=STATIC))
    for language in LANGUAGES:
        app = gr.mount_gradio_app(
            app,
            build(parts, language),
            path=f"/{language}",
            theme=gr.themes.Base(font=FONTS, font_mono=["ui-monospace", "monospace"]),
            head=HEAD,
            footer_links=[],
            run_history=False,
            ssr_mode=False,
            max_file_size=f"{max_upload_mb}mb",
        )
    return app
