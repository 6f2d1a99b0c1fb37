from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.assistant.surfaces.cli.conftest import Danraku


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANRAKU_DATA", str(tmp_path))


def test_somebody_is_let_in_given_a_key_and_forgotten(danraku: Danraku, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a long enough one\n"))
    assert danraku("people", "add", "aiko", "--scope", "write", "--password-stdin").code == 0
    key = danraku("people", "key", "aiko", "--label", "reports").out.strip()
    assert key.startswith("danraku-")
    listed = danraku("people", "list").out.splitlines()
    assert (listed[0].split(), listed[1].split()[1::2]) == (["aiko", "write"], ["read", "reports"])
    assert key not in "".join(listed)
    assert danraku("people", "revoke", listed[1].split()[0]).code == 0
    assert danraku("people", "remove", "aiko").code == 0
    assert danraku("people", "list").out == ""


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("key", "nobody"), "nobody"),
        (("add", "a b", "--no-password"), "a b"),
        (("add", "aiko", "--no-password", "-s", "root"), "root"),
    ],
)
def test_what_cannot_be_is_one_line_with_its_cure(danraku: Danraku, arguments: tuple[str, ...], named: str) -> None:
    ran = danraku("people", *arguments)
    assert ran.code == 2
    assert named in ran.err
    assert ran.err.count("\n") == 1
