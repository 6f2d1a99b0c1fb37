"""Waiting for a database server, but not for ever, and not again and again.

A server that is frozen answers nothing and breaks off nothing. What is asked of it is asked
on threads of its own; who asks gets an error in time, and after a wait in vain nobody waits
for a while.
"""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from time import monotonic
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Engine

from assistant.errors import DatabaseUnavailable
from assistant.records.database.opening import without_password

ANSWER_S = 10.0
REST_S = 5.0
_THREADS = 8

P = ParamSpec("P")
T = TypeVar("T")


class Patience:
    """How long is waited for one database; for a file, which cannot freeze, as long as it takes."""

    def __init__(self, engine: Engine) -> None:
        self._name = without_password(str(engine.url))
        server = engine.dialect.name != "sqlite"
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="database") if server else None
        self._resting_until = 0.0

    def wait_for(self, work: Callable[[], T]) -> T:
        """What some work gives.

        Raises:
            DatabaseUnavailable: it gives nothing in time, or another work did not a moment ago.
        """
        if self._threads is None:
            return work()
        if monotonic() < self._resting_until:
            raise self._late()
        waiting = self._threads.submit(contextvars.copy_context().run, work)
        try:
            return waiting.result(ANSWER_S)
        except TimeoutError:
            waiting.cancel()
            self._resting_until = monotonic() + REST_S
            raise self._late() from None

    def close(self) -> None:
        """Let go of the threads; one that still waits is left to itself."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)

    def _late(self) -> DatabaseUnavailable:
        return DatabaseUnavailable(f"the database {self._name} does not answer")


class Patient(Protocol):
    """Something that waits."""

    _patience: Patience


def in_time(method: Callable[Concatenate[Any, P], T]) -> Callable[Concatenate[Any, P], T]:
    """A method whose wait for the database is bounded."""

    @wraps(method)
    def bounded(self: Patient, /, *given: P.args, **named: P.kwargs) -> T:
        return self._patience.wait_for(lambda: method(self, *given, **named))

    return bounded
