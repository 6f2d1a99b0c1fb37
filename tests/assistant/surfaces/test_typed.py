"""Whatever is typed gives an answer or an abstention on every surface, and never an error."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.answer import Turn
from assistant.answering import Assistant
from assistant.answers import as_text
from assistant.records import Conversations
from assistant.settings import Settings
from assistant.surfaces.api import create_app
from assistant.surfaces.chat.asking import Asked, ask
from assistant.surfaces.chat.parts import Parts, Views
from assistant.surfaces.cli import run
from index.library import Library
from index.model import Embedder
from index.parsing import parse
from tests.assistant.surfaces.typed import scripts, typed
from tests.index.library_parts import GramEmbedder, open_library
from tests.quick_reader import GramReader
from tests.shared_reader import shared_reader

RULES = "灯台規程\n\n第一条　灯台守は、二人とする。\n\n第二条　油は、月に四十リットルとする。\n\n第三条　削除\n"
MEMO = "# Memo\n\n1. The fee is ten euros.\n\n2. Japan and the UN signed it in 2019.\n\n3. It ends on 1 May 2030.\n"
WORDS = ["Japan", "tax", "law", "UN", "IV", "III", "ok", "前", "日本", "税", "?", "١٢", "§", "第", "条", "a" * 2000]
FEW, MANY, SLOW = 60, 300, 5000


def filled(library: Library) -> Library:
    library.add_document(parse(RULES, id="rules.txt"))
    library.add_document(parse(MEMO, id="memo.md"))
    return library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(tmp_path_factory.mktemp("typed")) as library:
        yield filled(library)


@pytest.fixture(scope="module")
def assistant(library: Library) -> Assistant:
    return Assistant(library, GramReader)


@pytest.fixture
def conversations(library: Library, tmp_path: Path) -> Iterator[Conversations]:
    kept = Conversations(f"sqlite:///{tmp_path / 'kept.sqlite3'}", library)
    yield kept
    kept.close()


def assert_told(assistant: Assistant, texts: list[str]) -> None:
    """Each is answered or abstained from with words, by itself and behind the one before it."""
    turns: list[Turn] = []
    for text in texts:
        answer = assistant.ask(text, turns=turns)
        assert answer.status in ("answered", "abstained"), text
        assert as_text(answer), text
        assert bool(answer.claims) == (answer.status == "answered"), text
        turns = [Turn(text, answer.query, answer)]


def test_a_text_is_made_of_every_script() -> None:
    assert len(scripts()) > 150
    joined = "".join(typed(MANY, seed=1))
    assert all(set(letters).intersection(joined) for letters in scripts().values())


def test_words_and_letters_of_every_script_are_told_something(assistant: Assistant) -> None:
    assert_told(assistant, [*WORDS, *typed(MANY, seed=1)])


def test_the_models_take_them_too(tmp_path: Path, embedder: Embedder) -> None:
    with Library(tmp_path, lambda: embedder) as library:
        assert_told(Assistant(filled(library), shared_reader), [*WORDS, *typed(FEW // 4, seed=6)])


@pytest.mark.slow
def test_thousands_are_told_something(assistant: Assistant) -> None:
    assert_told(assistant, typed(SLOW, seed=2))


def test_the_api_answers_each(assistant: Assistant, library: Library, conversations: Conversations) -> None:
    settings = Settings(data=library.folder)
    app = create_app(assistant, library, conversations, settings=settings, chat=False)
    with TestClient(app, base_url="http://127.0.0.1:7860", raise_server_exceptions=False) as client:
        for text in [*WORDS, *typed(FEW, seed=3)]:
            asked = client.post("/api/v1/ask", json={"question": text})
            assert (asked.status_code, asked.json().get("question")) == (200, text.strip()), text
            found = client.get("/api/v1/search", params={"query": text})
            assert found.status_code == 200, text


def test_the_chat_shows_an_answer_to_each(
    assistant: Assistant, library: Library, conversations: Conversations, tmp_path: Path
) -> None:
    views = Views(Parts(assistant, library, conversations, tmp_path / "drafts.jsonl"), "en")

    async def last(text: str) -> Asked:
        return [step async for step in ask(views, text, "", ())][-1]

    for text in [*WORDS, *typed(FEW, seed=4)]:
        step = asyncio.run(last(text))
        assert (step.status, bool(step.current), bool(step.conversation)) == ("", True, True), text


def test_a_conversation_in_the_terminal_goes_on_behind_each(
    library: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [text.strip() for text in [*WORDS, *typed(FEW, seed=5)]]
    _type(monkeypatch, texts)
    monkeypatch.setenv("DANRAKU_DATA", str(library.folder))
    monkeypatch.setattr("assistant.building.build_reader", lambda _: GramReader())
    monkeypatch.setattr("assistant.building.build_embedder", lambda _: GramEmbedder())
    assert run(["ask"]) == 0
    captured = capsys.readouterr()
    assert captured.out.count("\n\n") >= len(texts)
    assert "unexpected" not in captured.err


def _type(monkeypatch: pytest.MonkeyPatch, lines: list[str]) -> None:
    """Let the user type these lines, then an empty one."""
    left = iter([*lines, ""])
    read: Callable[[str], str] = lambda _: next(left)  # noqa: E731
    monkeypatch.setattr("builtins.input", read)
