"""Each bad input is one line that names the value and the cure; nothing else is touched."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.assistant.surfaces.cli.conftest import Danraku

USAGE, FAILURE = 2, 1


def is_one_line_naming(err: str, value: str) -> bool:
    return err.startswith("danraku: ") and err.count("\n") == 1 and value in err


@pytest.mark.parametrize(
    ("arguments", "code", "value"),
    [
        (["shw"], USAGE, "shw"),
        (["show"], USAGE, "LABEL"),
        (["show", "16", "--nope"], USAGE, "--nope"),
        (["show", "16", "-d", "absent.md"], FAILURE, "absent.md"),
        (["add"], USAGE, "PATH"),
        (["add", "absent.md"], USAGE, "absent.md"),
        (["add", "absent*.md"], USAGE, "absent*.md"),
        (["parse", "absent.md"], USAGE, "absent.md"),
        (["parse", "."], USAGE, "directory"),
        (["remove", "absent.md"], FAILURE, "absent.md"),
        (["ask", ""], USAGE, "question is empty"),
        (["ask", " \n"], USAGE, "question is empty"),
        (["ask", "あ" * 100_000], USAGE, "100,000"),
        (["ask", "いつ？", "-d", "absent.md"], FAILURE, "absent.md"),
        (["ask", "--json"], USAGE, "QUESTION"),
        (["serve", "--port", "70000"], USAGE, "70000"),
        (["serve", "--host", "192.0.2.1"], USAGE, "192.0.2.1"),
        (["verify", "absent.md"], USAGE, "absent.md"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    danraku: Danraku, data: Path, arguments: list[str], code: int, value: str
) -> None:
    ran = danraku(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert is_one_line_naming(ran.err, value), ran.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.md", b""),
        ("blank.md", b" \n\n"),
        ("binary.md", bytes(range(256)) * 8),
        ("notzip.docx", b"not a zip"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
    ],
)
@pytest.mark.parametrize("command", ["parse", "add"])
def test_a_file_that_is_no_text_is_named(
    danraku: Danraku, empty: Path, tmp_path: Path, command: str, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    before = danraku("documents").out
    ran = danraku(command, str(file))
    assert ran.code == FAILURE
    assert is_one_line_naming(ran.err, name), ran.err
    assert danraku("documents").out == before


def test_a_folder_without_documents_is_named(danraku: Danraku, data: Path, tmp_path: Path) -> None:
    (tmp_path / "holding").mkdir()
    assert is_one_line_naming(danraku("add", str(tmp_path / "holding")).err, "holds no readable file")


def test_a_document_without_numbers_gets_labels_that_are_marked_as_ours(danraku: Danraku, tmp_path: Path) -> None:
    file = tmp_path / "plain.txt"
    file.write_text("番号のない文章。\n\n次の段落。\n", encoding="utf-8")
    ran = danraku("parse", str(file))
    assert ran.code == 0
    assert "¶1, ¶2, ... are ours" in ran.out


def test_a_document_cannot_command_the_terminal(danraku: Danraku, tmp_path: Path) -> None:
    file = tmp_path / "hostile.md"
    file.write_text("# \x1b]0;owned\x07\x1b[2J題\n\n- 1 一。\n- 2 \x1b[31m二。\n- 3 三。\n", encoding="utf-8")
    ran = danraku("parse", str(file))
    assert ran.code == 0
    assert "\x1b]" not in ran.out
    assert "\x1b[2J" not in ran.out
    assert "\x07" not in ran.out


def test_a_port_in_use_is_said_before_anything_is_loaded(danraku: Danraku, data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ran = danraku("serve", "--port", port)
    assert ran.code == FAILURE
    assert is_one_line_naming(ran.err, port)
    assert "--port NUMBER" in ran.err


def test_a_mistyped_setting_stops_every_command(danraku: Danraku, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANRAKU_MODLE", "x")
    ran = danraku("documents")
    assert ran.code == USAGE
    assert is_one_line_naming(ran.err, "DANRAKU_MODEL?")


def test_a_data_folder_that_cannot_be_made_is_named(
    danraku: Danraku, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("DANRAKU_DATA", str(tmp_path / "file" / "data"))
    ran = danraku("documents")
    assert ran.code == FAILURE
    assert is_one_line_naming(ran.err, "DANRAKU_DATA")


def test_a_chroma_server_that_is_away_is_named_with_its_setting(
    danraku: Danraku, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANRAKU_CHROMA_URL", "http://127.0.0.1:9")
    ran = danraku("remove", "statement-2017-ashgabat.md")
    assert ran.code == FAILURE
    assert is_one_line_naming(ran.err, "http://127.0.0.1:9")
    assert "DANRAKU_CHROMA_URL" in ran.err
    assert danraku("documents").out
