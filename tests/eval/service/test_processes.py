from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from eval.service.processes import Process, free_port, start

STARTER = """
import sys, time
from pathlib import Path
from eval.service.processes import start
print(start(["sleep", "1000"], log=Path(sys.argv[1]) / "log", cleared=sys.argv[1]).pid, flush=True)
time.sleep(1000)
"""


def gone(pid: int) -> bool:
    """Whether a process ends within a while."""
    for _ in range(200):
        if not Process(None, pid).running:  # type: ignore[arg-type]
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_program_and_its_folder_are_gone_when_its_starter_was_killed(tmp_path: Path, number: signal.Signals) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    command = [sys.executable, "-c", STARTER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as starter:
        assert starter.stdout
        pid = int(starter.stdout.readline())
        assert not gone_now(pid)
        starter.send_signal(number)
    assert gone(pid)
    for _ in range(100):
        if not folder.exists():
            return
        time.sleep(0.05)
    raise AssertionError("the folder stayed")


def gone_now(pid: int) -> bool:
    return not Process(None, pid).running  # type: ignore[arg-type]


def test_a_program_that_does_not_listen_is_ended_all_the_same(tmp_path: Path) -> None:
    process = start(["sleep", "1000"], log=tmp_path / "log")
    os.kill(process.pid, signal.SIGSTOP)
    assert process.running
    assert process.memory_mb > 0
    process.stop()
    assert not process.running


def test_a_free_port_is_none_that_the_system_lends_to_clients() -> None:
    assert all(20_000 <= free_port() < 30_000 for _ in range(20))
