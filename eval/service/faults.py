"""Random tries at breaking a server that is being used -> what was lost, half or unclear, and how it came back.

Each try lets people change and ask without a pause, breaks something at a random moment,
mends it after a while, and then holds the server to all that it acknowledged.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

from eval.service.endpoint import Endpoint, Mood
from eval.service.servers import QUICK, REAL, Chroma, Danraku, Postgres
from eval.service.stand import Stand

Fault = Callable[[Stand, Random], None]
_FAKETIME: Final = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
_DAYS: Final = ("+3d", "-3d", "+400d", "-400d")
_LATE_S: Final = 90.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How many tries, on which chances, with quick parts or not, after how many usual starts, of which faults alone."""

    tries: int = 200
    seed: int = 7
    quick: bool = False
    starts: int = 3
    only: Sequence[str] = ()


def killed(stand: Stand, chance: Random) -> None:
    """kill -9 at a random moment: in an add, in a stream, while a turn is kept."""
    stand.server.kill()
    stand.again(killed=True)


def ended(stand: Stand, chance: Random) -> None:
    """Ended properly, in the middle of streams, and started again."""
    stand.server.stop()
    stand.again(killed=False)


def disk_full(stand: Stand, chance: Random) -> None:
    """No file may grow beyond what the largest one is: what SQLite and Chroma see of a full disk."""
    pid = stand.server.here.pid
    sizes = [file.stat().st_size for file in stand.data.rglob("*.sqlite3*") if file.is_file()]
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (max([4096, *sizes]) // chance.choice((1, 2, 8)), -1))
    time.sleep(chance.uniform(0.5, 2))
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (-1, -1))


def read_only(stand: Stand, chance: Random) -> None:
    """Started over a folder that cannot be written, and again when it can."""
    stand.server.stop()
    with mounted(stand.data, stand.data, "bind,ro"):
        stand.server.begin()
        deadline = time.monotonic() + _LATE_S
        while stand.server.here.running and time.monotonic() < deadline and not stand.caller.get("/readyz").good:
            time.sleep(0.1)
        if stand.server.here.running:
            stand.ledger.ask(stand.caller)
        stand.server.stop()
    stand.again(killed=False)


def folder_gone(stand: Stand, chance: Random) -> None:
    """The data folder is moved away under the server, and back."""
    away = stand.data.with_name("away")
    stand.data.rename(away)
    time.sleep(chance.uniform(0.2, 1))
    shutil.rmtree(stand.data, ignore_errors=True)
    away.rename(stand.data)


def clock_jumps(stand: Stand, chance: Random) -> None:
    """The clock goes days or a year on or back, and right again."""
    stand.clock.write_text(chance.choice(_DAYS), encoding="ascii")
    time.sleep(chance.uniform(0.2, 1))
    stand.clock.write_text("+0", encoding="ascii")


def model_hangs(stand: Stand, chance: Random) -> None:
    """The language model hangs, drips or talks rubbish."""
    moods: Sequence[Mood] = ("hanging", "dripping", "rubbish")
    stand.endpoint.mood = chance.choice(moods)
    time.sleep(chance.uniform(1, 4))
    stand.endpoint.mood = "refusing"


def chroma_away(stand: Stand, chance: Random) -> None:
    """The Chroma server is killed, and started again."""
    assert stand.chroma and stand.chroma.process
    stand.chroma.process.kill()
    time.sleep(chance.uniform(0, 1))
    stand.chroma.start()


def chroma_frozen(stand: Stand, chance: Random) -> None:
    """The Chroma server stops for longer than anybody waits."""
    assert stand.chroma and stand.chroma.process
    with frozen(stand.chroma.process.send):
        time.sleep(chance.uniform(1, 12))


def database_away(stand: Stand, chance: Random) -> None:
    """PostgreSQL is killed, and started again."""
    assert stand.postgres
    stand.postgres.kill()
    time.sleep(chance.uniform(0, 1))
    stand.postgres.start()


def database_frozen(stand: Stand, chance: Random) -> None:
    """PostgreSQL stops for longer than anybody waits."""
    assert stand.postgres
    with frozen(stand.postgres.process.send):
        time.sleep(chance.uniform(1, 12))


@contextmanager
def frozen(send: Callable[[signal.Signals], None]) -> Iterator[None]:
    """Meanwhile it does not run."""
    send(signal.SIGSTOP)
    try:
        yield
    finally:
        send(signal.SIGCONT)


@contextmanager
def mounted(what: Path, where: Path, options: str) -> Iterator[None]:
    """A folder mounted over another; for whoever may do that."""
    subprocess.run(["mount", "-o", options, str(what), str(where)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(where)], check=True)


ALONE: Final[Mapping[str, Fault]] = {
    "kill -9": killed,
    "SIGTERM": ended,
    "disk full": disk_full,
    "read-only": read_only,
    "data folder gone": folder_gone,
    "clock jump": clock_jumps,
    "language model hangs": model_hangs,
}
SHARED: Final[Mapping[str, Fault]] = {
    "kill -9, beside servers": killed,
    "Chroma away": chroma_away,
    "Chroma frozen": chroma_frozen,
    "PostgreSQL away": database_away,
    "PostgreSQL frozen": database_frozen,
}


def measure(plan: Plan, data: Path, log: Path) -> dict[str, Any]:
    """The tries, half of them on a server alone, half beside Chroma and PostgreSQL."""
    chance, out = Random(plan.seed), dict[str, Any]()
    wrong: list[str] = []
    for name, faults in (("alone", ALONE), ("beside servers", SHARED)):
        wanted = {fault: what for fault, what in faults.items() if not plan.only or fault in plan.only}
        if not wanted:
            continue
        with ExitStack() as ending:
            stand = made(plan, data, log, alone=faults is ALONE)
            ending.callback(stand.end)
            stand.begin(clean_starts=plan.starts)
            tried = Counter[str]()
            for fault in chosen(wanted, plan.tries // 2, chance):
                found = attempt(stand, faults[fault], chance)
                tried[fault] += 1
                print(f"{name}: {fault}: {found or 'nothing lost'}", file=sys.stderr, flush=True)
                wrong += [f"{fault}: {what}" for what in found]
            out[name] = told(stand, tried)
            wrong += stand.ledger.unclear
    return {"tries": plan.tries, "seed": plan.seed, "quick": plan.quick, "errors": wrong, **out}


def chosen(faults: Mapping[str, Fault], tries: int, chance: Random) -> list[str]:
    """Which faults are tried, by chance, each about as often; what takes root is left out for others."""
    able = [name for name, fault in faults.items() if os.getuid() == 0 or fault is not read_only]
    names = (able * (tries // len(able) + 1))[:tries]
    chance.shuffle(names)
    return names


def attempt(stand: Stand, fault: Fault, chance: Random) -> list[str]:
    """One try: what is wrong after it."""
    with stand.busy(chance):
        time.sleep(chance.uniform(0.2, 1.5))
        fault(stand, chance)
        time.sleep(0.2)
    deadline = time.monotonic() + _LATE_S
    while not stand.caller.get("/readyz").good:
        if time.monotonic() > deadline:
            return [f"not ready {_LATE_S:.0f} s later"]
        time.sleep(0.1)
    return settled(stand, deadline)


def settled(stand: Stand, deadline: float) -> list[str]:
    """What is wrong once nothing is left alone any more for having been away."""
    while True:
        said = stand.caller.get("/api/v1/search?query=x&k=1")
        if said.good or time.monotonic() > deadline:
            return stand.ledger.wrong(stand.caller, stand.claims)
        time.sleep(0.5)


def told(stand: Stand, tried: Counter[str]) -> dict[str, Any]:
    """The figures of one server."""
    usual = statistics.median(stand.starts_s)
    after = stand.starts_after_kill_s
    return {
        "tried": dict(tried),
        "done": stand.ledger.done,
        "failures told": stand.ledger.failures,
        "usual start, s": round(usual, 2),
        "start after a kill, of that": round(statistics.median(after) / usual, 2) if after else None,
        "slowest of them": round(max(after) / usual, 2) if after else None,
    }


def made(plan: Plan, data: Path, log: Path, *, alone: bool) -> Stand:
    """A server and what it needs, in a folder of its own."""
    home = data if alone else data.with_name("beside")
    if not alone:
        home.mkdir()
        (home / "models").symlink_to((data / "models").resolve())
    clock, endpoint = home.with_name(f"{home.name}-clock"), Endpoint()
    clock.write_text("+0", encoding="ascii")
    env = {
        "DANRAKU_LLM_BASE_URL": endpoint.url,
        "DANRAKU_LLM_MODEL": "moody",
        "DANRAKU_LLM_TIMEOUT_S": "2",
        **({"LD_PRELOAD": str(_FAKETIME)} if alone and _FAKETIME.exists() else {}),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    chroma = postgres = None
    if not alone:
        postgres = Postgres.made().start()
        chroma = Chroma(home.with_name("chroma"), log)
        chroma.start()
        env |= {"DANRAKU_CHROMA_URL": chroma.url, "DANRAKU_DATABASE_URL": postgres.database()}
    server = Danraku(home, log, env, QUICK if plan.quick else REAL)
    return Stand(home, server, endpoint, clock, chroma, postgres)
