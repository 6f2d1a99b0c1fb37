"""Several documents of one kind: a question that names one is answered from that one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from assistant.answer import Turn
from assistant.answering import Assistant
from index.library import Library
from index.model import Embedder
from index.parsing import parse
from tests.shared_reader import shared_reader

CHARTER = "# Charter of the {} Ferry\n\n1. The ferryman is {}.\n\n2. The fare is {} crowns.\n\n3. It sails at dawn.\n"
RULES = "# {}湖漁業組合規約\n\n1　組合長は、{}とする。\n\n2　会費は、年に{}円とする。\n\n3　事務所は、湖畔に置く。\n"
TEXTS = {
    "east.md": CHARTER.format("Eastern", "Nils Ohm", "nine"),
    "west.md": CHARTER.format("Western", "Ada Rook", "four"),
    "higashi.md": RULES.format("東", "森一郎", "三千"),
    "nishi.md": RULES.format("西", "林花子", "五千"),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    with Library(tmp_path_factory.mktemp("named"), lambda: embedder) as library:
        for name, text in TEXTS.items():
            library.add_document(parse(text, id=name))
        yield Assistant(library, shared_reader)


def places(assistant: Assistant, questions: Sequence[str], documents: Sequence[str] = ()) -> list[str]:
    """What the last of some questions is answered from."""
    turns: list[Turn] = []
    for question in questions:
        answer = assistant.ask(question, turns=turns, documents=documents)
        turns.append(Turn(question, answer.query, answer, tuple(documents)))
    return [f"{citation.document_id} {citation.label}" for citation in turns[-1].answer.citations]


@pytest.mark.parametrize("documents", [(), ("east.md", "west.md"), ("higashi.md", "nishi.md"), tuple(TEXTS)])
@pytest.mark.parametrize(
    ("questions", "place"),
    [
        (["What does paragraph 2 of the Charter of the Western Ferry say?"], "west.md 2"),
        (["Who is the ferryman of the Western Ferry?"], "west.md 1"),
        (["Who is the ferryman of the Western Ferry?", "And of the Eastern Ferry?"], "east.md 1"),
        (["Who is the ferryman of the Western Ferry?", "And the fare?"], "west.md 2"),
        (["西湖漁業組合規約の第2段落"], "nishi.md 2"),
        (["西湖の組合長は誰ですか"], "nishi.md 1"),
        (["西湖の組合長は誰ですか", "東湖は？"], "higashi.md 1"),
    ],
)
def test_a_document_that_is_named_answers_alone(
    assistant: Assistant, questions: list[str], place: str, documents: tuple[str, ...]
) -> None:
    name = place.split(maxsplit=1)[0]
    if documents and name not in documents:
        return
    found = places(assistant, questions, documents)
    assert len(questions) > 1 or found == [place]
    assert {cited.split()[0] for cited in found} <= {
        name
    }  # whether a follow-up is answered at all is the reader's to say


def test_of_one_document_chosen_another_one_s_name_chooses_nothing(assistant: Assistant) -> None:
    assert places(assistant, ["Who is the ferryman of the Western Ferry?"], ["east.md"]) == ["east.md 1"]
