"""One replica as a process of its own, with parts that are quick to make: FOLDER PORT CHROMA_URL DATABASE_URL."""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from assistant import Assistant
from assistant.records import Conversations
from assistant.settings import Settings
from assistant.surfaces.api import create_app
from index.library import Library
from index.search import candidates
from tests.index.library_parts import GramEmbedder
from tests.quick_reader import GramReader


def main(folder: str, port: str, chroma_url: str, database_url: str) -> None:
    """Serve until the end; the vector index is asked also for a library that is small."""
    candidates.WHOLE = candidates.WHOLE_CHOSEN = 0
    settings = Settings(data=Path(folder), port=int(port), chroma_url=chroma_url, database_url=database_url)
    with Library(settings.data, GramEmbedder, chroma_url=chroma_url) as library:
        conversations = Conversations(settings.conversations_url, library)
        app = create_app(Assistant(library, GramReader), library, conversations, settings=settings, chat=False)
        uvicorn.run(app, port=settings.port, log_level="warning", timeout_graceful_shutdown=3)


if __name__ == "__main__":
    main(*sys.argv[1:])
