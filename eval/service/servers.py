"""The servers that Danraku is made of when it is run for many: itself, Chroma, PostgreSQL, nginx."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import uuid4

from eval.service.processes import Process, free_port, start, timed, until, wait_for

ROOT: Final = Path(__file__).parents[2]
REAL: Final = "assistant.surfaces.cli"
QUICK: Final = "tests.scale_out.replica"
"""The same server with an embedder and a reader that take no time: for what happens around them."""


class NotHere(Exception):
    """A program of Debian's packages is missing."""


@dataclass(kw_only=True)
class Served:
    """What answers on a port of its own, which it keeps from one start to the next."""

    port: int = field(default_factory=free_port)
    process: Process | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """End it properly, where it was started."""
        if self.process:
            self.process.stop()


@dataclass
class Danraku(Served):
    """`danraku serve` over a data folder, on a port of its own that it keeps."""

    data: Path
    log: Path
    env: Mapping[str, str] = field(default_factory=dict)
    program: str = REAL

    @property
    def here(self) -> Process:
        """Its process, once it was started."""
        assert self.process
        return self.process

    def start(self) -> float:
        """Start it, and say how many seconds passed until it was ready."""
        return timed(lambda: until(f"{self.begin().url}/readyz", self.here))

    def kill(self) -> None:
        """End it as a crash does."""
        self.here.kill()

    def begin(self) -> Danraku:
        """Start it without waiting."""
        command = [sys.executable, "-m", self.program, "serve", "--port", str(self.port)]
        env = {"DANRAKU_DATA": str(self.data), **self.env}
        self.process = start(command, log=self.log, env=env, folder=str(ROOT))
        return self


@dataclass
class Chroma(Served):
    """`chroma run` over a folder."""

    folder: Path
    log: Path

    def start(self) -> None:
        """Start it, and wait until it answers."""
        chroma = str(Path(sys.executable).with_name("chroma"))
        self.process = start([chroma, "run", "--path", str(self.folder), "--port", str(self.port)], log=self.log)
        until(f"{self.url}/api/v2/heartbeat", self.process)


@dataclass
class Postgres:
    """PostgreSQL of Debian's packages, in a folder that goes with it."""

    programs: Path
    folder: str
    user: str | None
    port: int = field(default_factory=free_port)
    started: list[Process] = field(default_factory=list)

    @classmethod
    def made(cls) -> Postgres:
        """One that holds nothing yet.

        Raises:
            NotHere: it is not installed.
        """
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if not found:
            raise NotHere("no PostgreSQL here: install Debian's postgresql")
        user = "postgres" if os.getuid() == 0 else None  # it refuses to run as root
        folder = tempfile.mkdtemp(prefix="danraku-postgres-")
        if user:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        initdb = [str(found[-1]), "-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(initdb, user=user, check=True, capture_output=True, cwd="/")
        return cls(found[-1].parent, folder, user)

    @property
    def process(self) -> Process:
        """The one started last."""
        return self.started[-1]

    def start(self) -> Postgres:
        """Start it, also again after it was killed, and wait until it answers."""
        server = [f"{self.programs}/postgres", "-D", f"{self.folder}/data", "-p", str(self.port), "-k", self.folder]
        server.append("-F")  # what a killed process wrote, the system still writes
        log = Path(self.folder) / "log"
        self.started.append(start(server, log=log, user=self.user, ended_by="INT", cleared=self.folder))
        ready = [f"{self.programs}/pg_isready", "-h", "127.0.0.1", "-p", str(self.port), "-t", "1"]
        wait_for(lambda: subprocess.run(ready, check=False, capture_output=True).returncode == 0, self.process)
        return self

    def kill(self) -> None:
        """End it at once, with all that it started."""
        self.process.send(signal.SIGKILL)

    def stop(self) -> None:
        """End it; its folder goes too."""
        for process in self.started:
            process.stop()

    def database(self) -> str:
        """The URL of a new, empty database."""
        import psycopg

        name = f"d_{uuid4().hex[:12]}"
        with psycopg.connect(f"postgresql://postgres@127.0.0.1:{self.port}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"


@dataclass
class Nginx(Served):
    """nginx of Debian's packages with this repository's configuration, before two replicas."""

    folder: Path
    replicas: tuple[int, int]

    def start(self) -> None:
        """Start it, and wait until it lets somebody through.

        Raises:
            NotHere: it is not installed.
        """
        program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
        if program is None:
            raise NotHere("no nginx here: install Debian's nginx-light")
        told = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
        for number, port in enumerate(self.replicas, 1):
            told = told.replace(f"replica-{number}:7860", f"127.0.0.1:{port}")
        told = told.replace("listen 8080", f"listen 127.0.0.1:{self.port}")
        conf = self.folder / "nginx.conf"
        conf.write_text(told, encoding="utf-8")
        here = f"daemon off; pid {self.folder}/nginx.pid; error_log {self.folder}/nginx-errors.log;"
        self.process = start([program, "-c", str(conf), "-g", here], log=self.folder / "nginx.log")
        until(f"{self.url}/healthz", self.process)
