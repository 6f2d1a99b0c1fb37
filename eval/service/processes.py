"""Programs as processes of their own that are gone when whoever started them is, however that one ended.

Each is kept by a shell that waits for the end of its own input: the pipe closes with the
starter, also where it was killed, and the shell ends the program and clears its folder away.
"""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

_START_S: Final = 600.0
_PORTS: Final = range(20_000, 30_000)  # below those that Linux lends to clients (32768 and up)

_KEEPER: Final = """
"$@" >>"$LOG" 2>&1 &
child=$!
echo $child
cat >/dev/null
kill -CONT $child 2>/dev/null
kill -s "$ENDED_BY" $child 2>/dev/null
for _ in $(seq 150); do
    kill -0 $child 2>/dev/null || break
    grep -q '^State:.Z' /proc/$child/status 2>/dev/null && break
    sleep 0.1
done
kill -KILL $child 2>/dev/null
wait $child
test -z "$CLEARED" || rm -rf "$CLEARED"
"""


@dataclass
class Process:
    """A program that runs, and the shell that keeps it."""

    keeper: subprocess.Popen[str]
    pid: int

    @property
    def running(self) -> bool:
        """Whether it is still there, and not only its name."""
        try:
            return " Z " not in Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii")[:80]
        except OSError:
            return False

    @property
    def memory_mb(self) -> float:
        """What it holds of the machine's memory."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    @property
    def cpu_s(self) -> float:
        """The processor time that it took so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def send(self, number: signal.Signals) -> None:
        """A signal, to it and to its children."""
        for pid in (self.pid, *children(self.pid)):
            os.kill(pid, number)

    def kill(self) -> None:
        """End it at once, as a crash does."""
        os.kill(self.pid, signal.SIGKILL)
        self.stop()

    def stop(self) -> None:
        """End it as an operator does, and wait for that."""
        assert self.keeper.stdin
        self.keeper.stdin.close()
        self.keeper.wait(60)


def start(
    command: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    user: str | None = None,
    ended_by: str = "TERM",
    cleared: str = "",
    folder: str = "/",
) -> Process:
    """Start a program.

    Args:
        command: Of it.
        log: File that what it says is appended to.
        env: Variables beside those of this process.
        user: Who runs it, where it may not be this user.
        ended_by: Signal that ends it properly.
        cleared: A folder that goes with it; "" for none.
        folder: Where it runs.
    """
    keeper = subprocess.Popen(
        ["sh", "-c", _KEEPER, "keeper", *command],
        env={**os.environ, **(env or {}), "LOG": str(log), "ENDED_BY": ended_by, "CLEARED": cleared},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        user=user,
        cwd=folder,
        text=True,
        start_new_session=True,
    )
    assert keeper.stdout
    with keeper.stdout as told:
        return Process(keeper, int(told.readline()))


def children(pid: int) -> list[int]:
    """The processes that one has started."""
    found = []
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(child) for child in tasks.read_text(encoding="ascii").split()]
    return found


def free_port() -> int:
    """One that nobody listens on now, and that the system gives to no client: a server finds it again after a crash.

    Raises:
        OSError: none of a hundred tried was free.
    """
    for port in random.sample(_PORTS, 100):
        with socket.socket() as probe:
            if _bound(probe, port):
                return port
    raise OSError(f"no port free from {_PORTS.start} to {_PORTS.stop - 1}: end what listens there")


def _bound(probe: socket.socket, port: int) -> bool:
    try:
        probe.bind(("127.0.0.1", port))
    except OSError:
        return False
    return True


def until(url: str, process: Process) -> None:
    """Wait until an address answers 200."""

    def answers() -> bool:
        try:
            with urlopen(url, timeout=5) as reply:
                return int(reply.status) == 200
        except (URLError, OSError, HTTPException):
            return False

    wait_for(answers, process)


def wait_for(done: Callable[[], bool], process: Process) -> None:
    """Wait for something of a process.

    Raises:
        ChildProcessError: it ended instead.
        TimeoutError: it took too long.
    """
    deadline = time.monotonic() + _START_S
    while not done():
        if not process.running:
            raise ChildProcessError(f"process {process.pid} ended instead of answering")
        if time.monotonic() > deadline:
            raise TimeoutError(f"process {process.pid} did not answer within {_START_S:.0f} s")
        time.sleep(0.05)


def timed(work: Callable[[], object]) -> float:
    """How many seconds some work takes."""
    began = time.monotonic()
    work()
    return time.monotonic() - began
