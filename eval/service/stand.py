"""A server under trial: its parts, people who change and ask without a pause, and what it has acknowledged to them."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from eval.service.asking import STATEMENT, Caller
from eval.service.endpoint import Endpoint
from eval.service.ledger import QUESTION, Ledger
from eval.service.servers import Chroma, Danraku, Postgres

_DOCUMENTS = 6


@dataclass
class Stand:
    """The parts; Chroma and PostgreSQL are None where the server has its own."""

    data: Path
    server: Danraku
    endpoint: Endpoint
    clock: Path
    chroma: Chroma | None = None
    postgres: Postgres | None = None
    ledger: Ledger = field(default_factory=Ledger)
    claims: Any = None
    starts_s: list[float] = field(default_factory=list)
    starts_after_kill_s: list[float] = field(default_factory=list)

    @property
    def caller(self) -> Caller:
        """Somebody new."""
        return Caller(self.server.port)

    def begin(self, *, clean_starts: int = 3) -> Stand:
        """Start everything, also so often again that the usual time is known, and note the right answer."""
        for _ in range(clean_starts):
            self.server.stop()
            self.starts_s.append(self.server.start())
        self.starts_s = self.starts_s[1:] or self.starts_s  # the first one fills the folder
        self.ledger.slowest_s = max(self.ledger.slowest_s, *self.starts_s)  # of a machine that is slow now
        patient = Caller(self.server.port, timeout_s=600)
        said = patient.post("/api/v1/ask", {"question": QUESTION, "documents": [STATEMENT]})
        self.claims = said.json["claims"]
        return self

    def again(self, *, killed: bool) -> None:
        """Start the server after its end."""
        (self.starts_after_kill_s if killed else self.starts_s).append(self.server.start())

    @contextmanager
    def busy(self, chance: Random) -> Iterator[None]:
        """People add, replace, remove, ask and read streams meanwhile."""
        stop = threading.Event()
        seeds = [chance.random() for _ in range(4)]
        people = [threading.Thread(target=self._change, args=(Random(seeds[0]), stop))]
        people += [threading.Thread(target=self._ask, args=(n == 1, stop)) for n in range(3)]
        for person in people:
            person.start()
        try:
            yield
        finally:
            stop.set()
            for person in people:
                person.join()

    def _change(self, chance: Random, stop: threading.Event) -> None:
        caller = self.caller
        while not stop.is_set():
            number = chance.randrange(_DOCUMENTS)
            if chance.random() < 0.3:
                self.ledger.remove(caller, number)
            else:
                self.ledger.add(caller, number, chance.randrange(3))
            stop.wait(0.02)

    def _ask(self, streams: bool, stop: threading.Event) -> None:
        caller = self.caller
        for _ in itertools.takewhile(lambda _: not stop.is_set(), itertools.count()):
            self.ledger.ask(caller, stream=streams)
            stop.wait(0.02)

    def end(self) -> None:
        """Stop everything."""
        self.server.stop()
        self.endpoint.close()
        if self.chroma and self.chroma.process:
            self.chroma.process.stop()
        if self.postgres:
            self.postgres.stop()
