from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from index.model import Embedder
from tests.assistant.surfaces.cli.conftest import Danraku
from tests.shared_reader import share_models

MEMO = "- 1 会議は2020年5月1日に東京で開かれた。\n- 2 費用は5億円である。\n- 3 次回の会議は京都で開かれる。\n"
# A run in the background passes an ignored SIGINT on to what it starts.
AS_IN_A_TERMINAL = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from assistant.surfaces.cli import main
main()
"""


@pytest.fixture(scope="session")
def memo_folder(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A short memo in a library of the built-in model."""
    folder = tmp_path_factory.mktemp("memo")
    share_models(folder / "data")
    (folder / "memo.md").write_text(MEMO, encoding="utf-8")
    with Library(folder / "data", lambda: embedder) as library:
        library.add(folder / "memo.md")
    return folder / "data"


@pytest.fixture
def memo(memo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DANRAKU_DATA", str(memo_folder))
    return memo_folder


def typing(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Let the user type these lines, then Ctrl-D."""
    typed: Iterator[str] = iter(lines)

    def next_line(_: str) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", next_line)


def test_an_answer_is_printed_with_its_label(danraku: Danraku, memo: Path) -> None:
    ran = danraku("ask", "第2段落を見せて")
    assert (ran.code, ran.out) == (0, "費用は5億円である。〔2〕\n")


def test_each_document_answers_by_itself(danraku: Danraku, empty: Path, tmp_path: Path, embedder: Embedder) -> None:
    with Library(empty, lambda: embedder) as library:
        for name, years in (("old.md", 5), ("new.md", 3)):
            (tmp_path / name).write_text(f"- 1 会議を開く。\n- 2 {years}年以内に見直す。\n", encoding="utf-8")
            library.add(tmp_path / name)
    ran = danraku("ask", "第2段落を見せて", "-s", "-d", "new.md", "-d", "old.md", "--out", str(tmp_path / "answer.md"))
    assert ran.out == "new.md\n3年以内に見直す。〔2〕\n\nold.md\n5年以内に見直す。〔2〕\n"
    assert "\n\nold.md\n\n- 「5年" in (tmp_path / "answer.md").read_text(encoding="utf-8")
    assert danraku("verify", str(tmp_path / "answer.md")).out == "2 of 2 quotes stand\n"
    each = json.loads(danraku("ask", "第2段落を見せて", "--side-by-side", "--json").out)
    assert [(one["document"], one["answer"]["documents"]) for one in each] == [
        ("old.md", ["old.md"]),
        ("new.md", ["new.md"]),
    ]
    assert danraku("ask", "第2段落を見せて").out == "5年以内に見直す。〔old.md 2〕\n3年以内に見直す。〔new.md 2〕\n"
    assert danraku("ask", "--side-by-side").code == 2


def test_an_abstention_is_no_failure(danraku: Danraku, memo: Path) -> None:
    ran = danraku("ask", "第9段落を見せて")
    assert ran.code == 0
    assert "3段落中3段落" in ran.out


def test_json_is_the_whole_answer(danraku: Danraku, memo: Path) -> None:
    answer = json.loads(danraku("ask", "第2段落を見せて", "--json").out)
    assert answer["claims"][0]["citations"][0]["quote"] == "費用は5億円である。"


def test_an_answer_is_written_and_verified(danraku: Danraku, memo: Path, tmp_path: Path) -> None:
    file = tmp_path / "answer.docx"
    danraku("ask", "第2段落を見せて", "--out", str(file))
    assert danraku("verify", str(file)).out == "1 of 1 quotes stand\n"
    other = tmp_path / "memo.md"
    other.write_text(MEMO.replace("5億円", "7億円"), encoding="utf-8")
    ran = danraku("verify", str(file), "--file", str(other))
    assert ran.code == 1
    assert "not its words: 〔memo.md 2〕費用は5億円である。" in ran.out
    assert "changed since: memo.md" in ran.out


def test_a_conversation_goes_on_after_an_error_and_is_kept(
    danraku: Danraku, memo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "第2段落を見せて", "あ" * 3000, "第3段落を見せて", "")
    ran = danraku("ask")
    assert "費用は5億円である。〔2〕" in ran.out
    assert "3,000 characters" in ran.err
    assert "京都で開かれる。〔3〕" in ran.out
    assert "danraku export" in ran.err
    assert "2 turns  第2段落を見せて" in danraku("export", "--list").out
    file = tmp_path / "kept.md"
    assert danraku("export", "--out", str(file)).out == f"{file}\n"
    assert danraku("verify", str(file)).out == "2 of 2 quotes stand\n"


def test_control_c_in_a_conversation_ends_it_in_one_line(
    danraku: Danraku, memo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)
    ran = danraku("ask")
    assert (ran.code, ran.err.splitlines()[-1]) == (130, "danraku: stopped")


def test_control_c_while_adding_ends_in_one_line_and_leaves_the_library_as_it_was(
    danraku: Danraku, empty: Path, tmp_path: Path
) -> None:
    text = "".join(f"- {n} 第{n}の事項について合意した。\n" for n in range(1, 500))
    (tmp_path / "long.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", AS_IN_A_TERMINAL, "add", str(tmp_path / "long.md")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as started:
        while not (empty / "library.sqlite3").exists():
            assert started.poll() is None
            time.sleep(0.01)
        started.send_signal(signal.SIGINT)
        _, err = started.communicate()
    assert (started.returncode, err) == (130, "danraku: stopped\n")
    assert json.loads(danraku("documents", "--json").out) == []


def test_a_disk_that_is_full_is_said_in_one_line(danraku: Danraku, data: Path, tmp_path: Path) -> None:
    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    before = danraku("documents").out
    command = [sys.executable, "-m", "assistant.surfaces.cli", "remove", "statement-2017-ashgabat.md"]
    ran = subprocess.run(command, capture_output=True, text=True, preexec_fn=full, check=False)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("danraku: ")
    assert ran.stderr.count("\n") == 1
    assert danraku("documents").out == before
