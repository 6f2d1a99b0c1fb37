"""Libraries of folders of their own over one truth: what one changes the others hold, whole, and in the same order."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from index.errors import LibraryMismatch, ServerUnavailable, UnknownDocument
from index.library import Library
from index.storage.shared import Change, following
from tests.index.library_parts import GramEmbedder, ask_the_index, document, open_library

TEXTS = [f"第{n}項は協力{n}について述べる。" for n in range(10)]


@dataclass
class InMemory:
    """A truth of this process, which can be away."""

    name: str = "truth"
    away: bool = False
    changes: dict[str, Change] = field(default_factory=dict)
    last: int = 0

    def since(self, revision: int) -> Sequence[Change]:
        self._there()
        later = [change for change in self.changes.values() if change.revision > revision]
        return sorted(later)[:2]

    def put(self, id: str, packed: bytes) -> None:
        self._there()
        self.last += 1
        self.changes[id] = Change(self.last, id, packed)

    def close(self) -> None:
        """Nothing is held."""

    def _there(self) -> None:
        if self.away:
            raise ServerUnavailable("the database does not answer")


@pytest.fixture
def truth() -> InMemory:
    return InMemory()


@pytest.fixture
def opened(tmp_path: Path, truth: InMemory, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Library]:
    ask_the_index(monkeypatch)

    def open_one(folder: str) -> Library:
        return Library(tmp_path / folder, GramEmbedder, shared=truth)

    return open_one


def names(library: Library) -> list[str]:
    return [summary.id for summary in library.summaries]


def test_what_one_changes_the_other_holds_and_embeds_nothing_for_it(opened: Callable[[str], Library]) -> None:
    with opened("a") as one, opened("b") as other:
        one.add_document(document(*TEXTS, id="a.md"))
        one.add_document(document("別の文書である。", id="b.md"))
        assert names(other) == []
        other.catch_up()
        assert other.documents == one.documents
        assert other.search(TEXTS[3], k=1)[0].paragraph == one.search(TEXTS[3], k=1)[0].paragraph
        assert isinstance(other.embedder, GramEmbedder)
        assert other.embedder.embedded == []
        other.add_document(document(*TEXTS[:5], "新しい。", id="a.md"))
        other.remove("b.md")
        one.catch_up()
        assert one.documents == other.documents
        assert [len(found) for found in one.documents] == [6]
        with pytest.raises(UnknownDocument):
            one.document("b.md")
        assert one._vectors.open().count() == one.size.vectors


def test_a_new_folder_gets_all_in_the_order_of_the_changes(opened: Callable[[str], Library]) -> None:
    with opened("a") as one:
        for n in range(7):
            one.add_document(document(f"文書{n}である。", id=f"{n}.md"))
        one.remove("3.md")
    with opened("b") as other:
        other.catch_up()
        assert names(other) == [f"{n}.md" for n in range(7) if n != 3]


def test_a_folder_that_joins_brings_what_it_alone_has_and_takes_what_the_others_say(
    tmp_path: Path, opened: Callable[[str], Library]
) -> None:
    with open_library(tmp_path / "b") as before:
        before.add_document(document("古い版である。", id="both.md"))
        before.add_document(document("ここだけにある。", id="own.md"))
    with opened("a") as one:
        one.add_document(document("新しい版である。", id="both.md"))
        with opened("b") as joining:
            joining.catch_up()
            one.catch_up()
            assert sorted(names(joining)) == sorted(names(one)) == ["both.md", "own.md"]
            assert joining.document("both.md") == one.document("both.md") == document("新しい版である。", id="both.md")
            assert joining.document("own.md") == one.document("own.md")


def test_an_add_catches_up_before_it_and_is_not_done_while_the_truth_is_away(
    opened: Callable[[str], Library], truth: InMemory
) -> None:
    with opened("a") as one, opened("b") as other:
        one.add_document(document(*TEXTS, id="a.md"))
        truth.away = True
        with pytest.raises(ServerUnavailable):
            other.add_document(document("x", id="b.md"))
        with pytest.raises(ServerUnavailable):
            one.remove("a.md")
        assert names(one) == ["a.md"]
        assert one.search(TEXTS[0], k=1)
        truth.away = False
        assert other.add_document(document(*TEXTS, id="a.md")).state == "replaced"


def test_what_was_shared_and_not_taken_in_is_taken_in_later(
    opened: Callable[[str], Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened("a") as one:
        one.add_document(document(*TEXTS, id="a.md"))

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(one._catalog, "put", killed)
            one.add_document(document("次である。", id="b.md"))
    with opened("a") as again:
        assert names(again) == ["a.md"]
        again.catch_up()
        assert names(again) == ["a.md", "b.md"]


def test_the_follower_takes_in_by_itself(opened: Callable[[str], Library], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "EVERY_S", 0.02)
    with opened("a") as one, opened("b") as other:
        other.follow()
        one.add_document(document(*TEXTS, id="a.md"))
        deadline = time.monotonic() + 10
        while names(other) != ["a.md"] and time.monotonic() < deadline:
            time.sleep(0.02)
        assert other.documents == one.documents


def test_documents_of_another_embedder_are_refused_until_all_are_made_anew(
    tmp_path: Path, truth: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_the_index(monkeypatch)
    small = lambda: GramEmbedder(32)  # noqa: E731
    with Library(tmp_path / "a", GramEmbedder, shared=truth) as one:
        one.add_document(document(*TEXTS, id="a.md"))
        with Library(tmp_path / "b", small, shared=truth) as other:
            other.catch_up()
            with pytest.raises(LibraryMismatch):
                other.add_document(document("x", id="b.md"))
            other.reindex()
            assert other.search(TEXTS[3], k=1)[0].paragraph.text == TEXTS[3]
            with pytest.raises(LibraryMismatch, match="is shared by"):
                one.catch_up()
