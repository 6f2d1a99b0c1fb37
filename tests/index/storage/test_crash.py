"""kill -9 at random moments: the old or the new version, complete and searchable, never a mixture."""

from __future__ import annotations

import multiprocessing
import random
import resource
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from index.document import Document
from index.errors import StorageFailed
from index.library import Library
from tests.index.library_parts import ask_the_index, document, open_library

VERSIONS = [
    document(*(f"第{n}項は協力{n}について述べる。" if n % 2 else f"版{version}の第{n}文。続き{n}。" for n in range(40)))
    for version in (1, 2)
]
REMOVED: list[Document] = []


def change_without_end(folder: Path, opened: Event) -> None:
    """Replace, remove and rebuild one document over and over."""
    with open_library(folder) as library:
        library.add_document(VERSIONS[0])
        opened.set()
        while True:
            library.add_document(VERSIONS[1])
            library.reindex()
            library.add_document(VERSIONS[0])
            library.remove("d.md")
            library.add_document(VERSIONS[0])


def assert_one_version_whole(library: Library) -> None:
    found = library.documents
    assert found in [[VERSIONS[0]], [VERSIONS[1]], REMOVED]
    for version in found:
        assert len(library.search("協力", k=len(version))) == len(version)
        for paragraph in version.paragraphs[::10]:
            assert library.search(paragraph.text, k=1)[0].paragraph == paragraph


@pytest.mark.parametrize("lives", [20])
def test_a_killed_process_leaves_one_version_that_the_next_start_can_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lives: int
) -> None:
    moments = random.Random(7)
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tests.index.storage.test_crash", "chromadb"])
    for _ in range(lives):
        opened = processes.Event()
        child = processes.Process(target=change_without_end, args=(tmp_path, opened))
        child.start()
        assert opened.wait(60)
        time.sleep(moments.uniform(0, 0.8))
        child.kill()
        child.join()
        with open_library(tmp_path) as library:
            assert_one_version_whole(library)
            ask_the_index(monkeypatch)
            assert_one_version_whole(library)
            monkeypatch.undo()
            sentences = {p.text: len(p.sentences) for document in library.documents for p in document}
            assert library._vectors.open().count() == sum(1 + n * (n > 1) for n in sentences.values())
            assert len(list((tmp_path / "vectors").iterdir())) == 1


def add_more_than_fits(folder: Path) -> None:
    """Ends well only where a full disk makes the add fail and the rest stay, and where room makes the next one work."""
    with open_library(folder) as library:
        library.add_document(VERSIONS[0])
        largest = max(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        for _ in range(2):
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 200_000, resource.RLIM_INFINITY))
            with pytest.raises(StorageFailed):
                library.add_document(
                    document(*(f"第{n}文は長い。" + f"続く{n}。" * 40 for n in range(500)), id="long.md")
                )
            assert library.documents == [VERSIONS[0]]
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            library.add_document(VERSIONS[1])
            library.add_document(VERSIONS[0])


def test_a_full_disk_leaves_the_library_as_it_was_and_no_call_waits_for_room(tmp_path: Path) -> None:
    child = multiprocessing.get_context("forkserver").Process(target=add_more_than_fits, args=(tmp_path,))
    child.start()
    child.join(60)
    child.kill()
    child.join()
    assert child.exitcode == 0
    with open_library(tmp_path) as library:
        assert_one_version_whole(library)
        assert library.add_document(VERSIONS[1]).state == "replaced"
