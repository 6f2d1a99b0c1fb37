"""A server that asks who somebody is, and the keys of three who may differently much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi.testclient import TestClient

from assistant.answering import Assistant
from assistant.people import SCOPES, People, Scope, present_name
from assistant.records import Conversations
from assistant.samples import SAMPLE
from assistant.settings import Settings
from assistant.surfaces.api import create_app
from tests.index.library_parts import open_library
from tests.quick_reader import GramReader

PASSWORD = "a long enough one"


@dataclass(frozen=True)
class Asking:
    """The server, who may enter, and a key for each scope by its name."""

    client: TestClient
    people: People
    keys: dict[Scope, str]

    def by(self, scope: Scope) -> dict[str, str]:
        """The headers of somebody of a scope."""
        return {"Authorization": f"Bearer {self.keys[scope]}"}


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """Over the statement, without the chat."""
    folder = tmp_path_factory.mktemp("asking")
    settings = Settings(data=folder, login="required")
    people = People(settings.conversations_url)
    for scope in SCOPES:
        people.add(f"may-{scope}", scope, PASSWORD)
    keys = {scope: people.issue_key(f"may-{scope}", scope) for scope in SCOPES}
    with open_library(folder) as library:
        library.add(SAMPLE)
        conversations = Conversations(settings.conversations_url, library, owner=present_name)
        assistant = Assistant(library, GramReader)
        app = create_app(assistant, library, conversations, settings=settings, chat=False, people=people)
        with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
            yield Asking(client, people, keys)
        conversations.close()
        people.close()
