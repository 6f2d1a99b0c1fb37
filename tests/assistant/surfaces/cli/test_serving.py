"""What `danraku serve` does before it listens."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.building import build_library
from assistant.samples import SAMPLE
from assistant.settings import Settings, load_settings
from assistant.surfaces.cli.serving import fill_apart


@pytest.fixture
def settings(empty: Path) -> Settings:
    """Of a data folder that has the model and no document."""
    assert empty.is_dir()
    return load_settings()


def kept(settings: Settings) -> list[str]:
    with build_library(settings) as library:
        return [summary.id for summary in library.summaries]


def test_an_empty_library_is_filled_by_another_process(settings: Settings) -> None:
    fill_apart(settings)
    assert kept(settings) == [SAMPLE.name]


def test_a_process_that_cannot_fill_it_leaves_that_to_the_server(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "false")
    fill_apart(settings)
    assert kept(settings) == []


def test_a_library_that_has_documents_starts_no_process(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Sequence[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: started.append(command))
    fill_apart(settings)
    with build_library(settings) as library:
        memo = tmp_path / "memo.md"
        memo.write_text("- 1 会議を開く。\n- 2 費用を払う。\n- 3 終わり。\n", encoding="utf-8")
        library.add(memo)
    fill_apart(settings)
    assert len(started) == 1
