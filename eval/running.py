"""Asks a system every question of a set and writes the run, one line a turn.

A system is anything that can begin a conversation: the product, a policy that games
the score, answers read from a file. Each item gets a conversation of its own.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, Protocol, TypeVar, cast

from eval.items import CitedLabel, Item, RunTurn, WrittenTurn, as_line, read_run, write_lines

TIMEOUT_S = 60.0
Progress = Callable[[int, int], None]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as a person sees it, and what it rests on.

    `retrieved` are labels by rank; None where the system does not say. `written` is a
    language model's part in it.
    """

    status: Literal["answered", "abstained"]
    text: str
    citations: tuple[CitedLabel, ...] = ()
    retrieved: tuple[str, ...] | None = None
    written: WrittenTurn | None = None


class Conversation(Protocol):
    """One item's conversation: questions in order, each answered in the light of those before."""

    def ask(self, question: str) -> Reply:
        """The answer to the next question."""


class Predictor(Protocol):
    """A system under evaluation."""

    def begin(self, item: Item) -> Conversation:
        """A fresh conversation that remembers nothing of other items."""


def predict(
    items: Sequence[Item],
    predictor: Predictor,
    out: Path,
    *,
    timeout_s: float = TIMEOUT_S,
    progress: Progress | None = None,
) -> None:
    """Ask what a broken-off run in `out` does not hold yet, and write each item's turns at once.

    A finished run is asked anew. A crash or a time-out becomes a line with status "failed" and its name; the rest of
    that conversation is asked all the same.
    """
    done = _finished(items, out)
    write_lines(out, [turn for turns in done for turn in turns])
    worker = _Worker()
    with out.open("a", encoding="utf-8") as file:
        for n, item in enumerate(items[len(done) :], len(done) + 1):
            file.writelines(map(as_line, _ask(item, predictor, worker, timeout_s)))
            file.flush()
            if progress:
                progress(n, len(items))


def _finished(items: Sequence[Item], out: Path) -> list[list[RunTurn]]:
    """The items, from the first on, that a broken-off run has asked to the end; none of a finished run."""
    turns = read_run(out, items) if out.exists() else {}
    done: list[list[RunTurn]] = []
    for item in items:
        answered = [turns[item.id, n] for n in range(len(item.turns)) if (item.id, n) in turns]
        if len(answered) < len(item.turns):
            break
        done.append(answered)
    return done if len(done) < len(items) else []


def _ask(item: Item, predictor: Predictor, worker: _Worker, timeout_s: float) -> Iterator[RunTurn]:
    conversation: Conversation | None = None
    for number, turn in enumerate(item.turns):
        started = time.perf_counter()
        try:
            if conversation is None:
                conversation = worker.call(partial(predictor.begin, item), timeout_s)
            reply = worker.call(partial(conversation.ask, turn.question), timeout_s)
            answered = _answered(item, number, reply)
        except Exception as error:  # the outermost edge: whatever the system does is recorded by name
            answered = _failed(item, number, f"{type(error).__name__}: {error}".rstrip(": "))
        elapsed = round((time.perf_counter() - started) * 1000, 1)
        yield answered.model_copy(update={"latency_ms": elapsed})


def _answered(item: Item, number: int, reply: Reply) -> RunTurn:
    return RunTurn(
        id=item.id,
        turn=number,
        question=item.turns[number].question,
        status=reply.status,
        text=reply.text,
        citations=reply.citations,
        retrieved=reply.retrieved,
        written=reply.written,
    )


def _failed(item: Item, number: int, error: str) -> RunTurn:
    return RunTurn(id=item.id, turn=number, question=item.turns[number].question, status="failed", error=error)


class _Worker:
    """One thread that calls are made in, so that a hanging one can be left behind."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self._calls: queue.Queue[Callable[[], None]] = queue.Queue()
        threading.Thread(target=self._work, args=(self._calls,), daemon=True).start()

    def call(self, function: Callable[[], _T], timeout_s: float) -> _T:
        """What the function returns.

        Raises:
            TimeoutError: it took longer; its thread is abandoned and a new one started.
        """
        outcome: queue.Queue[tuple[_T | None, Exception | None]] = queue.Queue()
        self._calls.put(lambda: _record(function, outcome))
        try:
            value, error = outcome.get(timeout=timeout_s)
        except queue.Empty:
            self._start()
            raise TimeoutError(f"no answer within {timeout_s:g} s") from None
        if error is not None:
            raise error
        return cast("_T", value)

    @staticmethod
    def _work(calls: queue.Queue[Callable[[], None]]) -> None:
        while True:
            calls.get()()


def _record(function: Callable[[], _T], outcome: queue.Queue[tuple[_T | None, Exception | None]]) -> None:
    try:
        outcome.put((function(), None))
    except Exception as error:  # handed to the caller, who names it
        outcome.put((None, error))
