"""What a question costs does not depend on what is not found: counted in libraries of 1,000 and 20,000 paragraphs.

Nothing here looks at a clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial

import pytest

from assistant.answer import Turn
from assistant.answering import Assistant
from eval.items import Item
from eval.scoring import SAMPLE
from index.library import Library
from index.storage.shelf import Shelf
from tests.growth import counted, items, libraries_of
from tests.quick_reader import FirmReader

_MORE = 1.2
_STILL_MORE = {"dev-044": 1.25}  # of the rows of an item, whatever the size; the list may only shrink
_ROWS_AT_MOST = 6_000  # of 20,000, by the longest conversation
_SEGMENTS = 200  # tens of steps: a larger full-text index has a few more segments to look into
_SEARCHES = 3  # of one question: for the places that it names, for a list, for a fact
_PLACES, _ROWS_OF_PLACES = 8, 50  # documents, and rows of one: 43 paragraphs and what is known of it

Pair = tuple[Library, Library]


def _named(item: Item) -> str:
    return f"{item.kind}-{item.lang}-{item.id}"


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with libraries_of(tmp_path_factory) as pair:
        yield pair


def assert_no_more(libraries: Pair, act: Callable[[Library], object], *, more: float = _MORE) -> None:
    """Each count in the larger library is at most `more` times that in the smaller one; see `_SEGMENTS`."""
    seen = []
    for library in libraries:
        with counted(library) as reads:
            act(library)
        seen.append(asdict(reads))
    few, many = seen
    grown = {
        name: (few[name], many[name]) for name in few if many[name] > more * few[name] + _SEGMENTS * (name == "steps")
    }
    assert not grown, grown


@pytest.mark.parametrize("item", items(60), ids=_named)
@pytest.mark.parametrize("documents", [(), (SAMPLE.name,)], ids=["all", "one"])
def test_a_search_reads_no_more_in_a_larger_library(libraries: Pair, item: Item, documents: tuple[str, ...]) -> None:
    for turn in item.turns:
        search = partial(Library.search, query=turn.question, k=50, documents=documents)
        assert_no_more(libraries, search, more=_STILL_MORE.get(item.id, _MORE))


KEYED: dict[str, Callable[[Library], object]] = {
    "a document": lambda library: library.document("treaty.md"),
    "how many there are": lambda library: library.size,
    "a word that a document alone has": lambda library: library.paragraphs_with(["アフガニスタン"]),
    "two words, one of them everywhere": lambda library: library.paragraphs_with(["アフガニスタン", "協力"]),
    "a word everywhere, of one document": lambda library: library.paragraphs_with(["協力"], documents=[SAMPLE.name]),
    "a word nowhere": lambda library: library.paragraphs_with(["ペンギン"]),
    "an English word": lambda library: library.paragraphs_with(["secretariat"]),
    "whether a word stands that is everywhere": lambda library: library.stands("協力"),
    "whether a word stands that is nowhere": lambda library: library.stands("ペンギン"),
    "documents that are named": lambda library: library.named_in("Agreement on Lakesとother-0.mdの違いは？"),
    "documents when none is": lambda library: library.named_in("何が決まりましたか。"),
}


@pytest.mark.parametrize("asked", KEYED)
def test_what_is_asked_by_key_reads_no_more_in_a_larger_library(libraries: Pair, asked: str) -> None:
    assert_no_more(libraries, KEYED[asked])
    with counted(libraries[1]) as reads:
        KEYED[asked](libraries[1])
    assert reads.rows < 200


def test_a_list_reads_as_much_as_it_finds(libraries: Pair) -> None:
    """協力 stands in about a tenth of the other paragraphs: ten times as many matches, rows and steps, not twenty."""
    for library in libraries:
        with counted(library) as reads:
            found = library.paragraphs_with(["協力"])
        assert len(found) > 50
        assert reads.rows <= len(found) + 5


@pytest.mark.parametrize("logit", [4.0, -8.0], ids=["answered", "not answered"])
@pytest.mark.parametrize("item", items(60), ids=_named)
def test_an_answer_reads_no_more_in_a_larger_library(libraries: Pair, item: Item, logit: float) -> None:
    """Whatever the reader says, question by question, with everything asked; no document is kept from the one before.

    Whole documents are those that it cites, and eight at most for the places that a question may name: where more
    of these are near, the paragraphs of the others are ranked, too.
    """
    few, many = (_asked(library, item, logit) for library in libraries)
    assert many["rows"] < _ROWS_AT_MOST
    assert many["documents"] <= _PLACES * len(item.turns) + many["cited"]
    places = max(0, many["documents"] - few["documents"])
    allowed = {"steps": _SEGMENTS * _SEARCHES * len(item.turns), "rows": _ROWS_OF_PLACES * places}
    counts = ("rows", "sizes", "steps", "paragraphs", "vectors")
    more = _STILL_MORE.get(item.id, _MORE)
    assert not {c: (few[c], many[c]) for c in counts if many[c] > more * few[c] + allowed.get(c, 0)}


def _asked(library: Library, item: Item, logit: float) -> Counter[str]:
    assistant, found = Assistant(library, lambda: FirmReader(logit)), Counter[str]()
    turns: list[Turn] = []
    for turn in item.turns:
        library._shelf = Shelf(library._catalog)
        with counted(library) as reads:
            answer = assistant.ask(turn.question, turns=turns)
        turns.append(Turn(turn.question, answer.query, answer))
        cited = [*answer.citations, *([answer.nearest] if answer.nearest else [])]
        found.update(asdict(reads) | {"cited": len({citation.document_id for citation in cited})})
    return found
