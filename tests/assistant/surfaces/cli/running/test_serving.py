"""What `danraku serve` does before it listens."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.building import build_library, build_people
from assistant.errors import NobodyMayEnter
from assistant.samples import SAMPLE
from assistant.settings import Login, Settings, load_settings
from assistant.surfaces.cli.running.serving import fill_apart, those_who_may_enter


@pytest.fixture
def settings(empty: Path) -> Settings:
    """Of a data folder that has the model and no document."""
    assert empty.is_dir()
    return load_settings()


def kept(settings: Settings) -> list[str]:
    with build_library(settings) as library:
        return [summary.id for summary in library.summaries]


def test_an_empty_library_is_filled_by_another_process(settings: Settings) -> None:
    fill_apart(settings)
    assert kept(settings) == [SAMPLE.name]


def test_a_process_that_cannot_fill_it_leaves_that_to_the_server(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "false")
    fill_apart(settings)
    assert kept(settings) == []


def test_a_library_that_has_documents_starts_no_process(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Sequence[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: started.append(command))
    fill_apart(settings)
    with build_library(settings) as library:
        memo = tmp_path / "memo.md"
        memo.write_text("- 1 会議を開く。\n- 2 費用を払う。\n- 3 終わり。\n", encoding="utf-8")
        library.add(memo)
    fill_apart(settings)
    assert len(started) == 1


@pytest.mark.parametrize(
    ("host", "login", "asks"),
    [
        ("127.0.0.1", "auto", False),
        ("localhost", "auto", False),
        ("127.0.0.1", "required", True),
        ("0.0.0.0", "auto", True),
        ("192.0.2.1", "auto", True),
        ("0.0.0.0", "open-to-everybody", False),
    ],
)
def test_a_server_that_asks_does_not_start_before_somebody_is_known(
    tmp_path: Path, host: str, login: Login, asks: bool
) -> None:
    settings = Settings(data=tmp_path, host=host, login=login)
    if not asks:
        assert those_who_may_enter(settings) is None
        return
    with pytest.raises(NobodyMayEnter, match=host) as caught:
        those_who_may_enter(settings)
    assert "DANRAKU_LOGIN=open-to-everybody" in caught.value.hint
    people = build_people(settings)
    people.add("aiko", "write", "a long enough one")
    people.close()
    found = those_who_may_enter(settings)
    assert found is not None
    found.close()


_POOLS = """
import ctypes, sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from assistant.surfaces.cli.running.serving import share_memory
share_memory()
libc, together = ctypes.CDLL(None), Barrier(6)
def take(_):
    together.wait()
    return bytearray(100_000)
with ThreadPoolExecutor(6) as pool:
    list(pool.map(take, range(6)))
libc.fopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fopen(sys.argv[1].encode(), b"w"))
libc.malloc_info(0, out)
libc.fclose(out)
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_info"), reason="another C library than glibc")
def test_threads_share_two_pools_of_memory(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", _POOLS, str(tmp_path / "pools.xml")], check=True)
    assert (tmp_path / "pools.xml").read_text(encoding="utf-8").count("<heap nr=") <= 2
