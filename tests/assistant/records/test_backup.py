from __future__ import annotations

import tarfile
import threading
from pathlib import Path

import pytest

from assistant.answer import Turn
from assistant.answering import Assistant
from assistant.people import People
from assistant.records import Conversations
from assistant.records.backup import BadBackup, FolderInUse, back_up, restore
from assistant.settings import Settings
from index.errors import LibraryLocked, StorageFailed
from index.storage import Catalog, FolderLock
from tests.index.library_parts import ask_the_index, document, open_library
from tests.quick_reader import GramReader

TEXTS = [f"第{n}項は協力{n}について述べる。" for n in range(8)]


def test_what_is_saved_while_a_server_works_is_whole_and_answers_the_same(tmp_path: Path) -> None:
    settings, archive = Settings(data=tmp_path / "data"), tmp_path / "saved.tar.gz"
    with open_library(settings.data) as library:
        library.add_document(document(*TEXTS))
        conversations, people = Conversations(settings.conversations_url, library), People(settings.conversations_url)
        people.add("aiko", "write")
        key, kept = people.issue_key("aiko", "read"), conversations.create()
        assistant = Assistant(library, GramReader)
        answer = assistant.ask("第3段落を見せて")
        conversations.append(kept, Turn(answer.question, answer.query, answer))
        (settings.data / "originals").mkdir()
        (settings.data / "originals/a.pdf").write_bytes(b"%PDF")
        stop = threading.Event()
        adding = threading.Thread(target=add_without_end, args=(library, stop))
        adding.start()
        try:
            saved = back_up(settings.data, archive)
        finally:
            stop.set()
            adding.join()
        conversations.close()
        people.close()
    assert {"library.sqlite3", "conversations.sqlite3", "originals/a.pdf"} == set(saved.files)
    again = Settings(data=tmp_path / "again")
    restore(archive, again.data)
    with open_library(again.data) as library:
        for summary in library.summaries:
            assert library.size.paragraphs % len(TEXTS) == 0
            assert len(library.document(summary.id)) == len(TEXTS)
        assert library.search(TEXTS[3], k=1, documents=["d.md"])[0].paragraph.text == TEXTS[3]
        assert Assistant(library, GramReader).ask("第3段落を見せて", documents=["d.md"]).claims == answer.claims
        conversations, people = Conversations(again.conversations_url, library), People(again.conversations_url)
        assert [turn.answer.claims for turn in conversations.turns(kept)] == [answer.claims]
        assert people.by_key(key) is not None
        conversations.close()
        people.close()
    assert (again.data / "originals/a.pdf").read_bytes() == b"%PDF"


def add_without_end(library: object, stop: threading.Event) -> None:
    """Documents of eight paragraphs, one after the other."""
    for at in range(10_000):
        if stop.is_set():
            return
        library.add_document(document(*(f"{at}：{text}" for text in TEXTS), id=f"{at}.md"))  # type: ignore[attr-defined]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Of a folder with one database."""
    (tmp_path / "data").mkdir()
    Catalog(tmp_path / "data/library.sqlite3").close()
    back_up(tmp_path / "data", tmp_path / "saved.tar.gz")
    return tmp_path / "saved.tar.gz"


def test_what_is_there_is_not_overwritten_unless_told_so_and_kept_then(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "data/notes.txt").write_text("mine")
    with pytest.raises(FolderInUse):
        restore(archive, tmp_path / "data")
    restore(archive, tmp_path / "data", replace=True)
    (aside,) = tmp_path.glob("data-before-*.tar.gz")
    restore(aside, tmp_path / "again")
    assert sorted(path.name for path in (tmp_path / "again").iterdir()) == ["library.sqlite3", "notes.txt"]
    assert [path.name for path in (tmp_path / "data").glob("*.sqlite3")] == ["library.sqlite3"]


def test_what_is_damaged_is_moved_aside_unless_a_process_works_there(archive: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "library.sqlite3").write_bytes(b"damaged" * 1000)
    lock = FolderLock(data)
    lock.take()
    with pytest.raises(LibraryLocked):
        restore(archive, data, replace=True)
    lock.release()
    assert (data / "library.sqlite3").read_bytes().startswith(b"damaged")
    restore(archive, data, replace=True)
    (aside,) = tmp_path.glob("data-before-*")
    assert (aside / "library.sqlite3").read_bytes().startswith(b"damaged")
    Catalog(data / "library.sqlite3").close()


def test_a_server_that_works_goes_on_with_what_was_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_the_index(monkeypatch)
    settings, archive = Settings(data=tmp_path / "data"), tmp_path / "saved.tar.gz"
    with open_library(settings.data) as library:
        conversations = Conversations(settings.conversations_url, library)
        library.add_document(document(*TEXTS))
        kept = conversations.create("kept")
        back_up(settings.data, archive)
        library.add_document(document(*TEXTS[::-1], "新しい。"))
        conversations.delete(kept)
        later = conversations.create("later")
        stop = threading.Event()
        adding = threading.Thread(target=add_without_end, args=(library, stop))
        adding.start()
        try:
            restore(archive, settings.data, replace=True)
        finally:
            stop.set()
            adding.join()
        assert library.document("d.md") == document(*TEXTS)
        assert [line.id for line in conversations.list()] == [kept]
        for summary in library.summaries:
            found = library.document(summary.id)
            assert len(found) == len(TEXTS)
            for paragraph in found:
                assert library.search(paragraph.text, k=1, documents=[summary.id])[0].paragraph == paragraph
        assert library._vectors.open().count() == library.size.vectors
        library.add_document(document("次である。", id="next.md"))
        conversations.close()
    (beside,) = tmp_path.glob("data-before-*.tar.gz")
    restore(beside, tmp_path / "before")
    with open_library(tmp_path / "before") as library:
        assert len(library.document("d.md")) == len(TEXTS) + 1
        conversations = Conversations(Settings(data=tmp_path / "before").conversations_url, library)
        assert [line.id for line in conversations.list()] == [later]
        conversations.close()


@pytest.mark.parametrize("kind", ["text", "cut", "changed", "outside", "missing"])
def test_what_is_no_backup_changes_nothing(archive: Path, tmp_path: Path, kind: str) -> None:
    content, bad = archive.read_bytes(), tmp_path / "bad.tar.gz"
    if kind == "text":
        bad.write_text("not an archive")
    elif kind == "cut":
        bad.write_bytes(content[: len(content) // 2])
    elif kind in ("changed", "outside"):
        with tarfile.open(archive) as read, tarfile.open(bad, "w:gz") as write:
            write.addfile(read.getmember("manifest.json"), read.extractfile("manifest.json"))
            (tmp_path / "other").write_text("other")
            write.add(tmp_path / "other", "library.sqlite3" if kind == "changed" else "../outside")
    with pytest.raises(BadBackup, match=r"bad\.tar\.gz"):
        restore(bad, tmp_path / "fresh")
    assert not (tmp_path / "fresh").exists()
    assert not (tmp_path / "outside").exists()


def test_a_backup_that_cannot_be_written_leaves_none(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(StorageFailed):
        back_up(tmp_path / "data", tmp_path / "nowhere/saved.tar.gz")
    with pytest.raises(StorageFailed):
        back_up(tmp_path / "absent", tmp_path / "saved.tar.gz")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
