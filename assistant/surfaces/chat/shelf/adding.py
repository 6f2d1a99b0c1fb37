"""Documents being added, one after the other behind the page: seen from every tab, stopped, outliving a reload."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from index.document import Document
from index.errors import DanrakuError
from index.library import Added

log = logging.getLogger(__name__)

State = Literal["waiting", "adding", "added", "replaced", "unchanged", "failed", "stopped"]
_RUNNING: tuple[State, ...] = ("waiting", "adding")

Add = Callable[[Path, str, Callable[[int, int], None]], Added]


@dataclass(frozen=True)
class Job:
    """A file on its way into the library: `done` of `of` texts are read; `seconds_left` is None while not known."""

    number: int
    path: Path
    id: str
    state: State = "waiting"
    done: int = 0
    of: int = 0
    seconds_left: float | None = None
    error: Exception | None = None
    document: Document | None = None

    @property
    def running(self) -> bool:
        """Whether it is still on its way."""
        return self.state in _RUNNING


class _Stopped(Exception):
    """Raised inside an add to end it; the library stays as it was."""


@dataclass
class Adding:
    """The queue; `add` is the library's, called in a thread that lives while there is something to do."""

    add: Add
    _jobs: dict[int, Job] = field(default_factory=dict)
    _waiting: deque[int] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopping: set[int] = field(default_factory=set)
    _worker: threading.Thread | None = None
    _last: int = 0

    @property
    def jobs(self) -> list[Job]:
        """The files of the last batch, in order."""
        with self._lock:
            return list(self._jobs.values())

    @property
    def finished(self) -> int:
        """How many files were ever done with; it only grows, so that a page sees by it that something happened."""
        with self._lock:
            return self._last - sum(job.running for job in self._jobs.values())

    def enqueue(self, *files: tuple[Path, str]) -> None:
        """Take files, each with its id; what was done before is forgotten once nothing of it is on its way."""
        with self._lock:
            if not any(job.running for job in self._jobs.values()):
                self._jobs.clear()
            for path, name in files:
                self._last += 1
                self._jobs[self._last] = Job(self._last, path, name)
                self._waiting.append(self._last)
            if files and self._worker is None:
                self._worker = threading.Thread(target=self._work, daemon=True)
                self._worker.start()

    def stop(self, number: int) -> None:
        """End a job that is on its way."""
        with self._lock:
            self._stopping.add(number)

    def wait(self, timeout_s: float = 60) -> list[Job]:
        """Every job, once nothing is on its way."""
        until = time.monotonic() + timeout_s
        while any(job.running for job in self.jobs) and time.monotonic() < until:
            time.sleep(0.02)
        return self.jobs

    def _work(self) -> None:
        for number in self._numbers():
            self._run(number)

    def _numbers(self) -> Iterator[int]:
        while True:
            with self._lock:
                if not self._waiting:
                    self._worker = None
                    return
                number = self._waiting.popleft()
            yield number

    def _run(self, number: int) -> None:
        began = time.monotonic()

        def progress(done: int, of: int) -> None:
            if number in self._stopping:
                raise _Stopped
            spent = time.monotonic() - began
            left = spent / done * (of - done) if done else None
            self._set(number, state="adding", done=done, of=of, seconds_left=left)

        job = self._jobs[number]
        try:
            progress(0, 0)
            added = self.add(job.path, job.id, progress)
            self._set(number, state=added.state, document=added.document)
        except _Stopped:
            self._set(number, state="stopped")
        except DanrakuError as error:
            self._set(number, state="failed", error=error)
        except Exception as error:  # the edge of a thread: the page says so and the next file is read
            log.exception("a document could not be added")
            self._set(number, state="failed", error=error)

    def _set(self, number: int, **changes: object) -> None:
        with self._lock:
            self._jobs[number] = replace(self._jobs[number], **changes)  # type: ignore[arg-type]


def keep_original(folder: Path, path: Path, sha256: str) -> Path:
    """Keep the file as it was given, under its digest, so that its pages can be shown."""
    kept = folder / f"{sha256}{path.suffix.lower()}"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, kept)
    return kept
