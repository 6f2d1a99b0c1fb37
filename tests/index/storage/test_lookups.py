"""What is asked for by key: words, names, counts; after every change of the library too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import UnknownDocument
from index.library import Library
from index.storage.lookups import _holds, _tokens_of
from index.storage.postings import gram_tokens, names_of
from index.text import flowing, fold
from tests.index.library_parts import document, open_library

WATER = "水資源の協力と排水の管理。国際\n会議を２０１７年５月に開く。"
TALKS = "The EU reports on co-operation with JICA職員 from 2016 to 2018."
SPORT = "Sport and transport: 5,680億円 on 24 February."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path) as opened:
        opened.add_document(document(WATER, TALKS, id="a.md"))
        opened.add_document(document(SPORT, TALKS, id="b.md", language="en"))
        yield opened


def places(library: Library, *phrases: str, documents: tuple[str, ...] = ()) -> list[str]:
    found = library.paragraphs_with(phrases, documents=documents)
    return [f"{place.document_id} {place.label}" for place in found]


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("水", ["a.md 1"]),  # begins a run of letters, and ends one in 排水
        ("源", ["a.md 1"]),
        ("水資源", ["a.md 1"]),
        ("国際会議", ["a.md 1"]),  # over a line break
        ("2017年", ["a.md 1"]),  # as wide digits
        ("eu", ["a.md 2", "b.md 2"]),
        ("report", ["a.md 2", "b.md 2"]),  # begins reports
        ("port", []),  # ends sport
        ("co-operation", ["a.md 2", "b.md 2"]),
        ("reports on", ["a.md 2", "b.md 2"]),
        ("jica職員", ["a.md 2", "b.md 2"]),
        ("職", ["a.md 2", "b.md 2"]),
        ("5,680億円", ["b.md 1"]),
        ("680億円", ["b.md 1"]),  # a comma stands before it
        ("80億円", []),
        ("……", []),
    ],
)
def test_a_phrase_is_found_wherever_it_stands_and_nowhere_else(library: Library, phrase: str, found: list[str]) -> None:
    assert places(library, phrase) == found
    assert library.stands(phrase) == bool(found)


def test_a_phrase_stands_though_what_has_its_n_grams_first_has_not(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add_document(document("水源と資源", "水資源", id="c.md"))
    monkeypatch.setattr("index.storage.lookups._TRIED", 1)
    assert library.stands("水資源", documents=("c.md",))
    assert not library.stands("水資源", documents=("b.md",))


def test_all_of_several_phrases_must_stand_in_the_paragraph(library: Library) -> None:
    assert places(library, "水", "会議") == ["a.md 1"]
    assert places(library, "水", "sport") == []


def test_documents_that_are_chosen_are_the_only_ones_searched(library: Library) -> None:
    assert places(library, "report", documents=("b.md",)) == ["b.md 2"]
    with pytest.raises(UnknownDocument, match=r"no\.md"):
        places(library, "report", documents=("no.md",))


def test_more_documents_than_a_query_names_may_be_chosen(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.storage.lookups._MOST_TOKENS", 0)
    assert places(library, "report", documents=("a.md",)) == ["a.md 2"]
    assert len(library._lookups.numbers_with(["jica"], documents=["b.md"], k=9)) == 1


@settings(deadline=None)
@given(st.text("水資源会議reportEU12 ,-\n・", max_size=30), st.text("水資源会議reportEU12 ,-", min_size=1, max_size=6))
def test_no_paragraph_that_has_a_phrase_is_missed_by_its_tokens(text: str, phrase: str) -> None:
    wanted = flowing(phrase).strip()
    if wanted and _holds(flowing(text), wanted):
        tokens = gram_tokens(fold(text))
        for part in _tokens_of(wanted):
            name = part.rstrip("*").strip('"')
            assert any(token.startswith(name) if part.endswith("*") else token == name for token in tokens)


def test_places_lead_to_paragraphs_without_their_documents(library: Library) -> None:
    found = library.paragraphs(library.paragraphs_with(["report"]))
    assert [(p.document_id, p.text) for p in found] == [("a.md", TALKS), ("b.md", TALKS)]


def test_words_are_counted_by_paragraphs(library: Library) -> None:
    assert library._lookups.frequencies(["jica", "水資源", "nowhere"]).get("jica") == 2
    assert "nowhere" not in library._lookups.frequencies(["nowhere"])


def test_names_are_files_and_titles_with_and_without_brackets() -> None:
    assert names_of("gdpr.txt", "General Regulation (GDPR)") == {
        "gdprtxt",
        "gdpr",
        "generalregulation",
        "generalregulationgdpr",
    }
    assert names_of("1.md", "2017") == {"1md"}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("statement-2017.mdでは？", ["statement-2017.md"]),
        ("statement-2017 says what?", ["statement-2017.md"]),
        ("日本国憲法の前文は？", ["constitution.txt"]),
        ("憲法の前文は？", ["law.md"]),
        ("日本国憲法と憲法", ["constitution.txt", "law.md"]),
        ("何も呼ばれていない", []),
        ("", []),
    ],
)
def test_documents_are_named_by_whole_names_alone(tmp_path: Path, question: str, named: list[str]) -> None:
    with open_library(tmp_path) as library:
        for name, title in (
            ("statement-2017.md", "共同声明"),
            ("constitution.txt", "日本国憲法（昭和21年憲法）"),
            ("law.md", "憲法"),
        ):
            library.add_document(replace(document(WATER, id=name), title=title))
        assert library.named_in(question) == named


EAST, WEST, THIRD = "東湖の船は、西岸に着く。", "The western ferry carries salt.", "Fees are due in May."


@pytest.mark.parametrize(
    ("question", "among", "named"),
    [
        ("東湖の会費は？", (), ["east.md"]),
        ("会費は？", (), []),
        ("湖水組合の会費は？", (), []),  # in no title
        ("組合の会費は？", (), []),  # in two titles
        ("西岸はどこ？", (), []),  # in a text, and in no title
        ("Who may use the Charter?", (), ["west.md"]),
        ("Who may use the western ferry?", (), ["west.md"]),
        ("Is salt carried?", (), []),
        ("What does the ledger say of May?", (), ["ledger-2019.txt"]),  # a word of the file's name
        ("What is in the charter and the ledger?", (), ["ledger-2019.txt", "west.md"]),
        ("東湖と西湖では？", (), ["east.md", "west2.md"]),
        ("組合の会費は？", ("east.md", "west.md"), ["east.md"]),  # of these two, in one title alone
        ("Who may use the western ferry?", ("east.md", "ledger-2019.txt"), []),
    ],
)
def test_a_word_of_one_title_that_no_other_text_has_names_its_document(
    tmp_path: Path, question: str, among: tuple[str, ...], named: list[str]
) -> None:
    with open_library(tmp_path) as library:
        for text, name, title in (
            (EAST, "east.md", "東湖漁業組合定款"),
            (WATER, "west2.md", "西湖漁業組合規則"),
            (WEST, "west.md", "Charter of the Western Ferry"),
            (THIRD, "ledger-2019.txt", "Fees"),
        ):
            library.add_document(replace(document(text, id=name), title=title))
        assert sorted(library.named_in(question, documents=among)) == sorted(named)
        library.remove("east.md")
        assert "east.md" not in library.named_in(question)


def everything(library: Library) -> object:
    catalog = library._catalog
    tables = [sorted(catalog.all(f"SELECT * FROM {name}")) for name in ("terms", "names", "title_words", "counts")]
    return tables, places(library, "水"), places(library, "report")


def test_what_was_replaced_removed_or_reindexed_leaves_the_keys_of_what_is_there(tmp_path: Path) -> None:
    with open_library(tmp_path / "straight") as straight, open_library(tmp_path / "around") as around:
        straight.add_document(document(WATER, SPORT, id="a.md"))
        for texts in ((TALKS,), (SPORT, WATER, TALKS), (WATER, SPORT)):
            around.add_document(document(*texts, id="a.md"))
        around.add_document(document(WATER, TALKS, id="b.md"))
        around.remove("b.md")
        assert everything(around) == everything(straight)
        around.reindex()
        assert everything(around) == everything(straight)
        assert around.size == straight.size == (1, 2, around._vectors.open().count())


def test_a_library_of_the_first_version_is_read_and_can_be_reindexed(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        library.add_document(document(WATER, TALKS))
    with sqlite3.connect(tmp_path / "library.sqlite3") as catalog:
        for name in ("gram_index", "names", "counts", "changing"):
            catalog.execute(f"DROP TABLE {name}")
        for name in ("document_added", "document_removed", "paragraph_added", "paragraph_removed"):
            catalog.execute(f"DROP TRIGGER {name}")
        catalog.execute("CREATE TABLE unsettled (key TEXT PRIMARY KEY)")
        catalog.execute("UPDATE settings SET value = '2' WHERE name = 'reading'")
        catalog.execute("PRAGMA user_version = 1")
    with open_library(tmp_path) as library:
        assert (library.size.documents, library.size.paragraphs) == (1, 2)
        assert library.document("d.md").paragraphs[0].text == WATER
        library.reindex()
        assert places(library, "水") == ["d.md 1"]
        assert library.search("水資源", k=1)[0].paragraph.label == "1"
