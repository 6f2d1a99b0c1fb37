"""Whole processes from nothing: seconds to the answer and peak memory."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.memory import memory_mb
from eval.bench.timing import Timing, clocked, timing
from eval.scoring import SAMPLE
from index.library import Library
from index.model import Embedder

_IMPORTS = "import chromadb, llama_index.core"
_DANRAKU = (sys.executable, "-m", "assistant.surfaces.cli")
_SERVE = """
import sys
sys.modules["matplotlib"] = None  # as in a plain install: where it is there, Gradio loads and sets it at every event
from assistant.surfaces.cli.main import run
sys.exit(run(sys.argv[1:]))
"""
_START_S = 300.0
_LAUNCH = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(json.dumps([time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""


@dataclass(frozen=True, slots=True)
class Cold:
    """A process: its fastest wall time of some runs, its peak memory, its time by that of the bare imports."""

    name: str
    seconds: float
    peak_mb: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Served:
    """`danraku serve`, and questions put to it.

    Attributes:
        seconds: To the first healthy answer.
        resident_mb: Memory then; `asked_mb` after all questions, over HTTP and in the chat.
        ask: Answers over HTTP.
        chat: The same in the chat, to the last of what it sends; or why it could not be asked.
        embed_p50_ms: Bare embedding of the same questions, between them, in the measuring process.
    """

    seconds: float
    resident_mb: float
    asked_mb: float
    ask: Timing
    chat: Timing | str
    embed_p50_ms: float


def measure(small: Path, big: Path, embedder: Embedder, questions: Sequence[str], *, runs: int) -> dict[str, object]:
    """Whole processes and `danraku serve` on both data folders.

    Args:
        small: Its library is made here, of the sample alone.
        big: With its library.
        embedder: For the bare embedding.
        questions: About the sample.
        runs: Of each process.
    """
    with Library(small, lambda: embedder) as library:
        library.add(SAMPLE)
        sizes = {small: library.size.paragraphs}
    with Library(big, lambda: embedder) as library:
        sizes[big] = library.size.paragraphs
    processes = {str(size): measure_processes(folder, runs=runs) for folder, size in sizes.items()}
    served = {"serve": measure_serve(small, embedder, questions), "serve_big": measure_serve(big, embedder, questions)}
    return {"processes": processes, **served}


def measure_processes(data: Path, *, runs: int) -> list[Cold]:
    """Time the bare imports and `danraku` on a data folder, in turn."""
    ask = (*_DANRAKU, "ask", "次回の外相会合はどこで開かれますか。")
    commands = {
        "bare imports": (sys.executable, "-c", _IMPORTS),
        "danraku show": (*_DANRAKU, "show", "16", "--document", SAMPLE.name),
        "danraku ask, of the sample": (*ask, "--document", SAMPLE.name),
        "danraku ask": ask,
    }
    best: dict[str, tuple[float, float]] = {}
    for _ in range(runs):
        for name, command in commands.items():
            best[name] = min(best.get(name, (float("inf"), 0.0)), _run(command, data))
    bare = best["bare imports"][0]
    return [Cold(name, round(s, 2), round(mb, 1), round(s / bare, 2)) for name, (s, mb) in best.items()]


def measure_serve(data: Path, embedder: Embedder, questions: Sequence[str]) -> Served:
    """Start `danraku serve`, ask over HTTP and in the chat, stop it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE, "serve", "--port", str(port)], env=_environment(data), stdout=subprocess.DEVNULL
    )
    try:
        _await(f"{url}/healthz", process)
        seconds = time.perf_counter() - start
        resident = memory_mb(process.pid, "VmRSS")
        bare, asked = [], []
        for question in questions:
            bare.append(clocked(embedder.embed_query, question)[0])
            asked.append(clocked(_post, f"{url}/api/v1/ask", {"question": question})[0])
        chat = _chat(f"{url}/ja", questions)
        return Served(
            round(seconds, 2),
            resident,
            memory_mb(process.pid, "VmRSS"),
            timing(asked[1:] or asked),
            chat,
            timing(bare).p50_ms,
        )
    finally:
        process.terminate()
        process.wait()


def _chat(url: str, questions: Sequence[str]) -> Timing | str:
    """Each question in a conversation of its own, as the page asks it."""
    from gradio_client import Client
    from gradio_client.exceptions import AppError

    try:
        client = Client(url, verbose=False)
        seconds = [clocked(client.predict, q, "", [], False, "", api_name="/asked")[0] for q in questions]
    except (
        AppError,
        OSError,
        ValueError,
        TypeError,
    ) as error:  # the page's own functions may change
        return f"not measured: {error}"
    return timing(seconds[1:] or seconds)


def _run(command: Sequence[str], data: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of a process, started by a small one: a child's peak counts its parent's size."""
    launch = [sys.executable, "-S", "-c", _LAUNCH, *command]
    told = subprocess.run(launch, env=_environment(data), check=True, stdout=subprocess.PIPE).stdout
    seconds, peak = json.loads(told)
    return seconds, peak / (1024**2 if sys.platform == "darwin" else 1024)


def _environment(data: Path) -> dict[str, str]:
    return {**os.environ, "DANRAKU_DATA": str(data)}


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_S
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except urllib.error.URLError:
            if time.monotonic() > deadline or process.poll() is not None:
                raise
            time.sleep(0.05)


def _post(url: str, body: dict[str, object]) -> bytes:
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as response:
        answer: bytes = response.read()
        return answer
