"""Documents in a library: all there or not at all, and found again."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import LibraryLocked, LibraryMismatch, StorageFailed, UnknownDocument
from index.library import Library
from tests.index.library_parts import GramEmbedder, ask_the_index, document, open_library

FIRST = "各国外務大臣は対話を歓迎した。今後も協力する。"
SECOND = "政府開発援助の総額は5,680億円である。"
THIRD = "麻薬対策官の訓練を高く評価した。"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path) as opened:
        yield opened


def labels(library: Library, query: str, **options: object) -> list[str]:
    return [hit.paragraph.label for hit in library.search(query, **options)]  # type: ignore[arg-type]


def test_what_is_added_is_read_back_equal(library: Library) -> None:
    added = document(FIRST, SECOND)
    assert library.add_document(added).state == "added"
    assert library.documents == [added]
    assert [(s.id, s.paragraphs) for s in library.summaries] == [("d.md", 2)]


def test_the_paragraph_that_answers_comes_first_with_its_sentences_scored(library: Library) -> None:
    library.add_document(document(FIRST, SECOND, THIRD))
    hit = library.search("援助の総額は？", k=1)[0]
    assert (hit.paragraph.label, hit.rank, len(hit.sentence_scores)) == ("2", 1, 1)
    assert set(hit.features) == {"paragraph", "sentence", "words", "bigrams"}


def test_as_many_hits_as_paragraphs_rank_every_paragraph(library: Library) -> None:
    library.add_document(document(FIRST, SECOND, THIRD))
    assert sorted(labels(library, "対話", k=3)) == ["1", "2", "3"]


def test_replacing_embeds_only_what_changed(tmp_path: Path) -> None:
    embedder = GramEmbedder()
    with open_library(tmp_path, embedder) as library:
        library.add_document(document(FIRST, SECOND))
        embedder.embedded.clear()
        changed = document(THIRD, FIRST, SECOND)
        result = library.add_document(changed)
        assert (result.state, result.embedded, embedder.embedded) == ("replaced", 1, [THIRD])
        assert library.documents == [changed]
        assert labels(library, "対話を歓迎", k=1) == ["2"]


def test_a_replaced_version_can_still_be_read_and_goes_with_its_document(library: Library) -> None:
    first, second = document(FIRST, SECOND), document(THIRD)
    library.add_document(first)
    assert library.versions("d.md") == []
    library.add_document(second)
    [(edition, until)] = library.versions("d.md")
    assert edition == first.edition
    assert library.document("d.md", first.edition) == replace(first, until=until)
    assert library.document("d.md", second.edition) == library.document("d.md") == second
    library.add_document(first)  # taken back: the present version is no former one
    assert [edition for edition, _ in library.versions("d.md")] == [second.edition]
    library.remove("d.md")
    library.add_document(first)
    with pytest.raises(UnknownDocument, match="no version"):
        library.document("d.md", second.edition)


def test_equal_texts_are_embedded_once_and_outlive_the_removal_of_one(tmp_path: Path) -> None:
    embedder = GramEmbedder()
    with open_library(tmp_path, embedder) as library:
        library.add_document(document(SECOND, id="a.md"))
        assert library.add_document(document(SECOND, id="b.md")).embedded == 0
        library.remove("a.md")
        hit = library.search("総額", k=5)[0]
        assert hit.paragraph.document_id == "b.md"


def test_search_is_scoped_to_the_documents_named(library: Library) -> None:
    library.add_document(document(SECOND, id="a.md"))
    library.add_document(document(SECOND, id="b.md"))
    hits = library.search("総額", documents=["b.md"])
    assert [hit.paragraph.document_id for hit in hits] == ["b.md"]


@pytest.mark.parametrize("documents", [(), ("a.md",)])
def test_a_big_library_finds_the_same_first_hit(
    library: Library, monkeypatch: pytest.MonkeyPatch, documents: tuple[str, ...]
) -> None:
    library.add_document(document(FIRST, SECOND, THIRD, id="a.md"))
    library.add_document(document(FIRST, id="b.md"))
    ask_the_index(monkeypatch)
    hit = library.search("援助の総額は？", k=1, documents=documents)[0]
    assert (hit.paragraph.document_id, hit.paragraph.label) == ("a.md", "2")


def test_a_big_library_asked_the_same_again_finds_what_was_added_between(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_the_index(monkeypatch)
    library.add_document(document(FIRST, id="a.md"))
    assert labels(library, SECOND, k=1) == ["1"]
    library.add_document(document(FIRST, SECOND, id="a.md"))
    assert labels(library, SECOND, k=1) == ["2"]


def test_a_big_library_ranks_what_is_named_however_far_it_is(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Candidates are the nearest (1 + 1 here) and what shares words: of 11 paragraphs the 2nd is neither."""
    library.add_document(document(SECOND, THIRD, *(f"{SECOND}（{n}）" for n in range(9)), id="a.md"))
    ask_the_index(monkeypatch)
    monkeypatch.setattr("index.search.candidates._NEAREST", 1)
    monkeypatch.setattr("index.search.candidates._BY_WORDS", 1)
    assert "2" not in labels(library, SECOND, k=1)
    ranked = labels(library, SECOND, k=1, named=[library.document("a.md")["2"]])
    assert ranked[0] == "1"
    assert ranked[-1] == "2"


def test_an_unknown_document_is_named(library: Library) -> None:
    for act in (library.document, library.remove, lambda name: library.search("x", documents=[name])):
        with pytest.raises(UnknownDocument, match=r"no\.md"):
            act("no.md")


def test_a_document_is_found_however_the_letters_of_its_name_are_composed(library: Library, tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "がいこう.md")
    (tmp_path / apart).write_text(f"{FIRST}\n\n{SECOND}\n", encoding="utf-8")
    assert library.add(tmp_path / apart).document.id == "がいこう.md"
    assert library.document(apart) == library.document("がいこう.md")
    assert labels(library, "対話を歓迎", k=1, documents=[apart]) == ["¶1"]
    library.remove(apart)
    assert library.documents == []


def test_an_empty_library_finds_nothing(library: Library) -> None:
    assert library.search("対話") == []


def test_a_library_built_with_another_model_is_refused_until_it_is_reindexed(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        library.add_document(document(FIRST, SECOND))
    with open_library(tmp_path, GramEmbedder(32)) as library:
        for act in (lambda: library.search("対話"), lambda: library.add_document(document(THIRD, id="e.md"))):
            with pytest.raises(LibraryMismatch, match=r"grams/64 .64 dimensions., not grams/32"):
                act()
        library.reindex()
        assert labels(library, "対話", k=1) == ["1"]


def test_a_library_of_a_version_that_cut_words_differently_is_refused_until_it_is_reindexed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before, open_library(tmp_path) as library:
        before.setattr("index.library.READING", "1")
        library.add_document(document(FIRST, SECOND))
    with open_library(tmp_path) as library:
        with pytest.raises(LibraryMismatch, match="cuts sentences and words differently"):
            library.search("対話")
        library.reindex()
        assert labels(library, "対話", k=1) == ["1"]


def damage_database(folder: Path) -> None:
    for file in folder.rglob("chroma.sqlite3"):
        file.write_bytes(b"damaged" * 1000)


def leave_half_written(folder: Path) -> None:
    for file in folder.rglob("data_level0.bin"):
        file.write_bytes(bytes(file.stat().st_size))


def leave_noted(folder: Path) -> None:
    """What a process leaves that was killed while it changed the index."""
    with sqlite3.connect(folder / "library.sqlite3") as catalog:
        catalog.execute("INSERT INTO changing VALUES ('a key', 1)")
    damage_database(folder)


def lose(folder: Path) -> None:
    shutil.rmtree(folder / "vectors")


@pytest.mark.parametrize(
    ("damage", "size"), [(damage_database, 9), (leave_noted, 9), (lose, 9), (leave_half_written, 1100)]
)
def test_a_vector_index_that_was_damaged_is_made_anew_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], None], size: int
) -> None:
    many = document(*(f"第{n}条は事項{n}を定める。" for n in range(size)))
    embedder = GramEmbedder()
    with open_library(tmp_path, embedder) as library:
        library.add_document(many)
    damage(tmp_path)
    ask_the_index(monkeypatch)
    embedder.embedded.clear()
    with open_library(tmp_path, embedder) as library:
        for paragraph in (many.paragraphs[1], many.paragraphs[-1]):
            assert library.search(paragraph.text, k=1)[0].paragraph == paragraph
            assert len(library._vectors.open().nearest(embedder.embed_query(paragraph.text), k=9)) == 9
        assert not embedder.embedded


def test_a_sound_vector_index_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_the_index(monkeypatch)
    names = set()
    for version in (FIRST, SECOND, THIRD):
        with open_library(tmp_path) as library:
            library.add_document(document(version, "続きである。"))
            assert labels(library, version, k=1) == ["1"]
        names |= {folder.name for folder in (tmp_path / "vectors").iterdir()}
    assert len(names) == 1


def test_a_second_process_may_read_but_is_told_why_it_cannot_write(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from tests.index.library_parts import document, open_library
with open_library(Path({str(tmp_path)!r})) as library:
    library.add_document(document({FIRST!r}))
    print("ready", flush=True)
    input()
"""
    holder = subprocess.Popen([sys.executable, "-c", code], stdin=-1, stdout=-1, text=True)
    assert holder.stdout and holder.stdin
    assert holder.stdout.readline() == "ready\n"
    try:
        with open_library(tmp_path) as library:
            assert labels(library, "対話") == ["1"]
            with pytest.raises(LibraryLocked, match=f"in use by process {holder.pid}"):
                library.add_document(document(SECOND, id="e.md"))
    finally:
        holder.communicate("\n")


def test_a_folder_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFailed, match="file"):
        open_library(tmp_path / "file" / "data")


def test_a_failed_add_leaves_the_library_as_it_was(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add_document(document(FIRST, SECOND))

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("index.storage.catalog.put_document", fail)
        with pytest.raises(StorageFailed, match="full"):
            library.add_document(document(FIRST, THIRD))
    assert [p.text for p in library.document("d.md")] == [FIRST, SECOND]
    assert library.add_document(document(FIRST, THIRD)).state == "replaced"
    assert labels(library, "麻薬対策官", k=1) == ["2"]


def test_one_thread_searches_while_another_replaces(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add_document(document(FIRST, SECOND))
    ask_the_index(monkeypatch)
    found: list[set[str]] = []
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            found.append({hit.paragraph.text for hit in library.search("協力", k=1)})

    with ThreadPoolExecutor(2) as pool:
        searches = [pool.submit(search) for _ in range(2)]
        for turn in range(6):
            library.add_document(document(THIRD, FIRST if turn % 2 else SECOND))
        done.set()
    assert all(search.exception() is None for search in searches)
    assert all(texts <= {FIRST, SECOND, THIRD} and texts for texts in found)


def test_a_file_read_otherwise_than_before_is_seen(library: Library) -> None:
    first = document(FIRST, SECOND)
    library.add_document(first)
    assert library.document("d.md").title == "d.md"
    library.add_document(replace(first, title="共同声明"))
    assert library.document("d.md").title == "共同声明"


def test_what_another_process_changes_is_seen(tmp_path: Path) -> None:
    embedder = GramEmbedder()
    with open_library(tmp_path, embedder) as writer, open_library(tmp_path, embedder) as reader:
        writer.add_document(document(FIRST, id="a.md"))
        kept = reader.document("a.md")
        assert labels(reader, "対話") == ["1"]
        writer.add_document(document(SECOND, THIRD, id="b.md"))
        assert [d.id for d in reader.documents] == ["a.md", "b.md"]
        assert reader.document("a.md") is kept
        assert len(reader.search("協力")) == 3
