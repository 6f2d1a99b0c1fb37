"""A PostgreSQL of Debian's packages, started for a run of the tests, with a database for whoever asks."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from tests.serving import free_port


@dataclass(frozen=True)
class Postgres:
    """The server."""

    process: subprocess.Popen[bytes]
    port: int

    def new_database(self) -> str:
        """The URL of an empty one."""
        import psycopg

        name = f"test_{uuid4().hex[:12]}"
        with psycopg.connect(f"postgresql://postgres@127.0.0.1:{self.port}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"


@contextmanager
def started() -> Iterator[Postgres]:
    """Run one in a folder of its own; the test is skipped where it cannot be had."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("no PostgreSQL here: install Debian's postgresql")
    root = os.getuid() == 0
    user = "postgres" if root else None  # PostgreSQL refuses to run as root
    folder = tempfile.mkdtemp(prefix="danraku-postgres-")
    if root:
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
    try:
        initdb = [str(found[-1]), "-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(initdb, user=user, check=True, capture_output=True, cwd="/")
        port = free_port()
        server = [str(found[-1].with_name("postgres")), "-D", f"{folder}/data", "-p", str(port), "-k", folder, "-F"]
        process = subprocess.Popen(server, user=user, stderr=subprocess.DEVNULL, cwd="/")
        try:
            ready = [str(found[-1].with_name("pg_isready")), "-h", "127.0.0.1", "-p", str(port), "-t", "1"]
            while subprocess.run(ready, check=False, capture_output=True).returncode:
                assert process.poll() is None, "PostgreSQL did not start"
            yield Postgres(process, port)
        finally:
            process.send_signal(signal.SIGINT)  # does not wait for those who are connected
            process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
