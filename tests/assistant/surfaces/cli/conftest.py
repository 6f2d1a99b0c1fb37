"""`danraku` as a function, and a data folder that holds the sample statement."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.samples import SAMPLE
from assistant.surfaces.cli import run
from index.model import Embedder
from tests.index.library_parts import open_library
from tests.shared_reader import share_models


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Danraku = Callable[..., Ran]


@pytest.fixture(scope="session")
def statement_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample statement in a library of quickly made vectors."""
    folder = tmp_path_factory.mktemp("statement")
    with open_library(folder) as library:
        library.add(SAMPLE)
    return folder


@pytest.fixture
def data(tmp_path: Path, statement_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of one's own with the statement in it."""
    folder = tmp_path / "data"
    shutil.copytree(statement_folder, folder)
    share_models(folder)
    monkeypatch.setenv("DANRAKU_DATA", str(folder))
    return folder


@pytest.fixture
def empty(tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, but for the files of the built-in models."""
    folder = tmp_path / "data"
    share_models(folder)
    monkeypatch.setenv("DANRAKU_DATA", str(folder))
    return folder


@pytest.fixture
def danraku(capsys: pytest.CaptureFixture[str]) -> Danraku:
    """Run a command: danraku("show", "16")."""

    def ran(*arguments: str) -> Ran:
        code = run(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran
