"""`danraku serve` with parts that are quick to make: `serve --port PORT`, the rest from the environment."""

from __future__ import annotations

import sys

import uvicorn

from assistant import Assistant
from assistant.building import build_conversations, build_shared, build_writer
from assistant.samples import add_sample
from assistant.settings import load_settings
from assistant.surfaces.api import create_app
from index.library import Library
from index.search import candidates
from tests.index.library_parts import GramEmbedder
from tests.quick_reader import GramReader


def main(port: str) -> None:
    """Serve until the end; the vector index is asked also for a library that is small."""
    candidates.WHOLE = candidates.WHOLE_CHOSEN = 0
    settings = load_settings(port=int(port))
    shared = build_shared(settings)
    with Library(settings.data, GramEmbedder, chroma_url=settings.chroma_url, shared=shared) as library:
        library.catch_up()
        library.follow()
        if not library.size.documents:
            add_sample(library)
        conversations = build_conversations(settings, library)
        assistant = Assistant(library, GramReader, writer=build_writer(settings))
        app = create_app(assistant, library, conversations, settings=settings, chat=False)
        uvicorn.run(app, port=settings.port, log_level="warning", timeout_graceful_shutdown=3)


if __name__ == "__main__":
    main(sys.argv[sys.argv.index("--port") + 1])
