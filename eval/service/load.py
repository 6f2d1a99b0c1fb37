"""Many people asking at once, and somebody adding documents meanwhile -> how fast, how even, how much memory.

The bound is what embedding and reading take alone: the calls that the same questions make
are recorded and made again, on all cores, with nothing around them.
"""

from __future__ import annotations

import itertools
import os
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from assistant import Assistant
from assistant.building import build_embedder, build_reader
from assistant.settings import Settings
from eval.service.asking import STATEMENT, Caller, Said, document, quantile, questions
from eval.service.servers import Danraku
from index.library import Library
from index.model import Embedder, Passage, Reader, Reading, Vector

_WARM_UP: Final = 0.2
"""Share of the time after which memory may not grow any more."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Who does what for how long."""

    people: int = 50
    minutes: float = 5.0
    uploads: int = 10
    alone: int = 200


@dataclass
class Recording:
    """An embedder and a reader that note what they are asked."""

    embedder: Embedder
    reader: Reader
    calls: list[Callable[[], object]] = field(default_factory=list)
    fingerprint: str = ""
    dimension: int = 0

    def embed_query(self, text: str) -> Vector:
        """As the embedder does."""
        self.calls.append(lambda: self.embedder.embed_query(text))
        return self.embedder.embed_query(text)

    def embed_passages(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> Vector:
        """As the embedder does; adding is no part of the bound."""
        return self.embedder.embed_passages(texts, progress=progress)

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """As the reader does."""
        self.calls.append(lambda: self.reader.read(question, passages))
        return self.reader.read(question, passages)


@dataclass(frozen=True, slots=True)
class Bound:
    """What embedding and reading alone allow: questions a second on all cores, and processor seconds a question."""

    a_second: float
    cpu_s: float


def bound(data: Path, *, alone: int) -> Bound:
    """Measured with so many questions; processor time holds also where others use the machine."""
    settings = Settings(data=data)
    embedder, reader = build_embedder(settings), build_reader(settings)
    noted = Recording(embedder, reader, fingerprint=embedder.fingerprint, dimension=embedder.dimension)
    asked = questions()[:alone]
    with Library(data, lambda: noted) as library:
        assistant = Assistant(library, lambda: noted)
        for question in asked:
            assistant.ask(question, documents=[STATEMENT])
    began, worked = time.monotonic(), time.process_time()
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        list(pool.map(lambda call: call(), noted.calls[:]))
    took, worked = time.monotonic() - began, time.process_time() - worked
    return Bound(len(asked) / took, worked / len(asked))


def measure(plan: Plan, data: Path, log: Path) -> dict[str, Any]:
    """Start a server over a data folder that holds the statement, load it, and give the figures."""
    allowed = bound(data, alone=plan.alone)
    server = Danraku(data, log)
    server.start()
    try:
        watched = _asked(plan, server)
    finally:
        server.stop()
    return {"people": plan.people, "minutes": plan.minutes, "cores": os.cpu_count(), **figures(watched, allowed, plan)}


@dataclass
class Watched:
    """What happened: answers, uploads, and the server's memory by time."""

    answers: list[Said] = field(default_factory=list)
    uploads: list[Said] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    cpu_s: float = 0.0


def _asked(plan: Plan, server: Danraku) -> Watched:
    watched, ends, before = Watched(), time.monotonic() + plan.minutes * 60, server.here.cpu_s
    following = itertools.cycle(questions())
    turn = threading.Lock()

    def ask() -> None:
        caller = Caller(server.port)
        while time.monotonic() < ends:
            with turn:
                question = next(following)
            watched.answers.append(caller.post("/api/v1/ask", {"question": question, "documents": [STATEMENT]}))

    people = [threading.Thread(target=ask) for _ in range(plan.people)]
    for person in people:
        person.start()
    adding = iter(_uploads(plan, server))
    while time.monotonic() < ends:
        watched.memory.append((time.monotonic(), server.here.memory_mb))
        watched.uploads += filter(None, [next(adding, None)])
        time.sleep(0.5)
    for person in people:
        person.join()
    watched.cpu_s = server.here.cpu_s - before
    return watched


def _uploads(plan: Plan, server: Danraku) -> Iterator[Said | None]:
    """The uploads, spread over the time after the warm-up; None where it is not yet time for the next."""
    began, caller = time.monotonic(), Caller(server.port)
    for number in range(plan.uploads):
        due = began + plan.minutes * 60 * (_WARM_UP + (1 - _WARM_UP) * (number + 0.5) / plan.uploads)
        while time.monotonic() < due:
            yield None
        yield caller.upload(*document(number))


def figures(watched: Watched, allowed: Bound, plan: Plan) -> dict[str, Any]:
    """What is told of it; times in seconds."""
    good = [said for said in watched.answers if said.good]
    bad = Counter(f"{said.status} {said.body[:80]!r}" for said in [*watched.answers, *watched.uploads] if not said.good)
    began, ended = min(s.began_s for s in good), max(s.began_s + s.took_s for s in good)
    throughput = len(good) / (ended - began)
    during, beside = _split(good, watched.uploads)
    half = [mb for at, mb in watched.memory if at - began > _WARM_UP * (ended - began)]
    early, late = half[: len(half) // 4], half[-len(half) // 4 :]
    queueing = plan.people / allowed.a_second
    return {
        "answers": len(good),
        "errors": dict(bad),
        "uploads": len([said for said in watched.uploads if said.good]),
        "upload median": _round(statistics.median([said.took_s for said in watched.uploads] or [0])),
        "bound a second": _round(allowed.a_second),
        "throughput a second": _round(throughput),
        "share of the bound": _round(throughput / allowed.a_second),
        "share of processor time that is embedding and reading": _round(allowed.cpu_s * len(good) / watched.cpu_s),
        "median": _round(statistics.median([said.took_s for said in good])),
        "p95": _round(quantile([said.took_s for said in good], 0.95)),
        "p95 of the queueing estimate": _round(quantile([said.took_s for said in good], 0.95) / queueing),
        "median during uploads, of that beside": _round(_ratio(during, beside)),
        "memory after warm-up, MB": _round(statistics.median(early)),
        "memory at the end, MB": _round(statistics.median(late)),
    }


def _split(good: Sequence[Said], uploads: Sequence[Said]) -> tuple[list[float], list[float]]:
    """Times of the answers that began while a file was being added, and of the others."""
    spans = [(said.began_s, said.began_s + said.took_s) for said in uploads]
    during: list[float] = []
    beside: list[float] = []
    for said in good:
        (during if any(a <= said.began_s <= b for a, b in spans) else beside).append(said.took_s)
    return during, beside


def _ratio(during: Sequence[float], beside: Sequence[float]) -> float:
    return statistics.median(during) / statistics.median(beside) if during and beside else 1.0


def _round(value: float) -> float:
    return float(f"{value:.3g}")
