"""The application over the sample statement, without the chat."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.answering import Assistant
from assistant.records import Conversations
from assistant.samples import SAMPLE
from assistant.settings import Settings
from assistant.surfaces.api import create_app
from tests.index.library_parts import open_library
from tests.shared_reader import shared_reader


@pytest.fixture(scope="session")
def statement_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """For questions and reading."""
    yield from served(tmp_path_factory.mktemp("api"))


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """For changing things."""
    yield from served(tmp_path)


def served(folder: Path) -> Iterator[TestClient]:
    """The application over a library of its own."""
    settings = Settings(data=folder, max_upload_mb=1)
    with open_library(folder) as library:
        library.add(SAMPLE)
        conversations = Conversations(settings.conversations_url, library)
        app = create_app(Assistant(library, shared_reader), library, conversations, settings=settings, chat=False)
        with TestClient(app, base_url="http://127.0.0.1:7860", raise_server_exceptions=False) as client:
            yield client
        conversations.close()
