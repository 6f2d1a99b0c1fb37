from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from assistant.surfaces.cli import commands
from tests.assistant.surfaces.cli.conftest import Danraku


def test_the_version_is_printed(danraku: Danraku) -> None:
    ran = danraku("--version")
    assert ran.code == 0
    assert ran.out.startswith("danraku ")


def test_without_a_command_the_help_is_printed(danraku: Danraku) -> None:
    ran = danraku()
    assert ran.code == 0
    assert "documents" in ran.out


@pytest.mark.parametrize("command", ["ask", "add", "documents", "show", "parse", "verify", "export", "serve", "doctor"])
def test_every_command_has_help_with_an_example(danraku: Danraku, command: str) -> None:
    ran = danraku(command, "--help")
    assert ran.code == 0
    assert f"danraku {command}" in ran.out.partition("Example")[2]


def test_another_package_adds_its_commands_by_an_entry_point(danraku: Danraku, monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("eval", "eval.cli:app", "danraku.commands")
    monkeypatch.setattr(commands, "entry_points", lambda group: [point] if group == point.group else [])
    assert "eval " in danraku("--help").out
    assert "predict" in danraku("eval", "--help").out


def test_a_bug_is_one_line_and_traceback_shows_where(danraku: Danraku, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("out of luck")

    monkeypatch.setattr("assistant.settings.load_settings", broken)
    ran = danraku("documents")
    assert (ran.code, ran.out) == (1, "")
    assert "RuntimeError: out of luck. Run it again with --traceback" in ran.err
    with pytest.raises(RuntimeError):
        danraku("documents", "--traceback")
