from __future__ import annotations

import threading
from pathlib import Path

from assistant.records.documents import SharedDocuments
from index.library import Library
from tests.index.library_parts import GramEmbedder, document


def test_changes_come_in_their_order_and_are_those_made_last(database_url: str) -> None:
    kept = SharedDocuments(database_url)
    for n in range(7):
        kept.put(f"{n}.md", b"x%d" % n)
    kept.put("2.md", b"")
    first = kept.since(0)
    assert [(change.revision, change.id) for change in first] == [
        (1, "0.md"),
        (2, "1.md"),
        (4, "3.md"),
        (5, "4.md"),
        (6, "5.md"),
    ]
    assert [tuple(change) for change in kept.since(first[-1].revision)] == [(7, "6.md", b"x6"), (8, "2.md", b"")]
    assert kept.since(8) == []
    again = SharedDocuments(database_url)
    assert (again.name, again.since(7)) == (kept.name, kept.since(7))
    again.close()
    kept.close()


def test_changes_at_the_same_time_get_a_number_each(database_url: str) -> None:
    kept = [SharedDocuments(database_url) for _ in range(3)]
    threads = [
        threading.Thread(target=lambda n=n, one=one: [one.put(f"{n}-{m}.md", b"x") for m in range(5)])
        for n, one in enumerate(kept)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found, last = [], 0
    while some := kept[0].since(last):
        found += some
        last = some[-1].revision
    assert [change.revision for change in found] == list(range(1, 16))
    for one in kept:
        one.close()


def test_libraries_of_two_folders_hold_the_same(database_url: str, tmp_path: Path) -> None:
    one, other = (Library(tmp_path / name, GramEmbedder, shared=SharedDocuments(database_url)) for name in ("a", "b"))
    with one, other:
        one.add_document(document("費用は5億円。", "次。", id="memo.md"))
        other.catch_up()
        assert other.documents == one.documents
        other.remove("memo.md")
        one.catch_up()
        assert one.documents == []
