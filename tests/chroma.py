"""A Chroma server of the environment, as a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from eval.service.processes import free_port


def until_it_answers(url: str, *, at_most_s: float = 90) -> None:
    """Wait until an address answers 200."""
    deadline = time.monotonic() + at_most_s
    while time.monotonic() < deadline:
        try:
            if httpx.get(url, timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise TimeoutError(f"{url} did not answer within {at_most_s} s")


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    """Its address, as long as it runs."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        until_it_answers(f"http://127.0.0.1:{port}/api/v2/heartbeat")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()
