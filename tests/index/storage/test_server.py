"""Several processes of one data folder over a Chroma server: each sees what the others add, none makes the index anew."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from index.errors import ServerUnavailable
from index.library import Library
from index.storage import store
from tests.index.library_parts import GramEmbedder, ask_the_index, document

COLLECTIONS = "/api/v2/tenants/default_tenant/databases/default_database/collections"
TEXTS = [f"第{n}項は協力{n}について述べる。" for n in range(30)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A Chroma server: its address and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [Path(sys.executable).with_name("chroma"), "run", "--path", tmp_path_factory.mktemp("chroma")]
    process = subprocess.Popen([*map(str, command), "--port", str(port)], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            httpx.get(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=1)
            break
        except httpx.HTTPError:
            time.sleep(0.1)
    yield f"http://127.0.0.1:{port}", process
    process.kill()
    process.wait()


@pytest.fixture
def url(server: tuple[str, subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch) -> str:
    ask_the_index(monkeypatch)
    return server[0]


def opened(folder: Path, url: str) -> Library:
    return Library(folder, GramEmbedder, chroma_url=url)


def collections(url: str, of: Library) -> list[str]:
    names = [c.name for c in of._vectors.open()._client.list_collections()]
    return [name for name in names if name.startswith(of._vectors._prefix())]


def test_what_one_process_adds_the_other_finds_in_the_same_collection(tmp_path: Path, url: str) -> None:
    with opened(tmp_path, url) as one, opened(tmp_path, url) as other:
        one.add_document(document(*TEXTS, id="a.md"))
        (before,) = collections(url, one)
        assert other.search(TEXTS[3], k=1)[0].paragraph.text == TEXTS[3]
        other.add_document(document("別の文書である。", id="b.md"))
        assert one.search("別の文書である。", k=1)[0].paragraph.document_id == "b.md"
        one.remove("a.md")
        assert [hit.paragraph.document_id for hit in other.search(TEXTS[3], k=3)] == ["b.md"]
        assert collections(url, other) == [before]


def test_a_process_goes_on_while_another_makes_the_index_anew(tmp_path: Path, url: str) -> None:
    with opened(tmp_path, url) as one, opened(tmp_path, url) as other:
        one.add_document(document(*TEXTS))
        held = other._vectors.open()
        one.reindex()
        assert len(held.nearest(GramEmbedder().embed_query(TEXTS[0]), 3)) == 3
        assert other.search(TEXTS[3], k=1)[0].paragraph.text == TEXTS[3]
        assert other._vectors.open() is not held


def test_a_copy_of_a_folder_is_another_library(tmp_path: Path, url: str) -> None:
    with opened(tmp_path / "a", url) as one:
        one.add_document(document(*TEXTS))
        shutil.copytree(tmp_path / "a", tmp_path / "b")
        with opened(tmp_path / "b", url) as copy:
            copy.add_document(document("別の文書である。", id="b.md"))
            copy.reindex()
            assert len(copy.documents) == 2
        one.reindex()
        assert one.search(TEXTS[3], k=1)[0].paragraph.text == TEXTS[3]


def test_what_is_discarded_leaves_no_collection(tmp_path: Path, url: str) -> None:
    with opened(tmp_path, url) as library:
        library.add_document(document(*TEXTS))
        prefix = library._vectors._prefix()
        assert prefix in str(httpx.get(f"{url}{COLLECTIONS}").json())
        library.discard()
        assert prefix not in str(httpx.get(f"{url}{COLLECTIONS}").json())


def test_a_silent_server_costs_one_wait_and_then_none(
    tmp_path: Path, url: str, server: tuple[str, subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_ANSWER_S", 1.0)
    monkeypatch.setattr(store, "_REST_S", 3.0)
    with opened(tmp_path, url) as library:
        library.add_document(document(*TEXTS))
        os.kill(server[1].pid, signal.SIGSTOP)
        try:
            started = time.monotonic()
            for _ in range(20):
                with pytest.raises(ServerUnavailable):
                    library.search(TEXTS[3], k=1)
            assert time.monotonic() - started < 3.0
            assert library.documents[0].id == "d.md"
        finally:
            os.kill(server[1].pid, signal.SIGCONT)
        monkeypatch.setattr(store, "_resting_until", {})
        assert library.search(TEXTS[3], k=1)[0].paragraph.text == TEXTS[3]
