"""The documents asked, as those ask them who answer."""

from __future__ import annotations

from pathlib import Path

from assistant.evidence import Finder, Sources
from assistant.question import Question
from index.library import Library
from index.parsing import parse
from tests.index.library_parts import document, open_library
from tests.quick_reader import GramReader


def _sources(library: Library, *names: str) -> Sources:
    return Sources(library, Finder(library, GramReader), names)


def test_paragraphs_are_those_of_the_documents_chosen(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        added = [library.add_document(document("The tax is due in May.", "See paragraph 1.")).document.id]
        sources = _sources(library, *added)
        assert [paragraph.label for paragraph in sources.every(9)] == ["1", "2"]
        assert (sources.total, sources.stands("tax"), sources.stands("salt"), sources.stands("")) == (
            2,
            True,
            False,
            False,
        )


def test_what_refers_to_a_paragraph_is_found_from_it(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        library.add_document(document("The tax is due in May.", "As set out in paragraph 1, it is low."))
        first, second = _sources(library).every(9)
        assert list(_sources(library).referring([first])) == [second]


def test_a_name_stands_in_a_paragraph_or_in_a_heading_over_what_was_found(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        library.add_document(parse("# Treaty\n\n## I. WTO\n\nArticle 1\nMembers pay a fee.\n", id="a.md"))
        sources = _sources(library)
        found = sources.found(Question("Who pays?", "Who pays?", "en")).candidates
        assert sources.name_stands("WTO", found)
        assert not sources.name_stands("WTO", [])
        assert not sources.name_stands("NATO", found)


def test_of_many_documents_none_is_read_for_places_that_a_question_does_not_name(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        for number in range(9):
            library.add_document(document("The tax is due in May.", id=f"{number}.md"))
        sources = _sources(library)
        assert sources.places("When is the tax due?") == []
        assert len(sources.places("What does paragraph 1 say?")) == 8
