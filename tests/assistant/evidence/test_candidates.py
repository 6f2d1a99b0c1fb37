"""Hits and readings, weighed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.answers.facts import answer_nearest
from assistant.evidence import Candidate, Finder, Sources, judge, model
from assistant.evidence.candidates import certainty_of, features_of_all
from assistant.question import Question
from index.library import Library
from index.model import Passage, Reading
from tests.index.library_parts import GramEmbedder
from tests.quick_reader import GramReader


@dataclass
class Prefers:
    """A reader that knows one thing: the passages with a word answer."""

    word: str
    fingerprint: str = "prefers"
    read_so_far: list[Passage] = field(default_factory=list)

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        self.read_so_far += passages
        return [
            Reading(
                9.0 if any(self.word in s for s in passage.sentences) else -9.0,
                tuple(1.0 if self.word in s else -1.0 for s in passage.sentences),
            )
            for passage in passages
        ]


def ask(text: str) -> Question:
    return Question(text, text, "ja")


def candidates(library: Library, reader: Prefers, text: str) -> list[Candidate]:
    finder = Finder(library, lambda: reader)
    return finder.read(ask(text), finder.hits(text))


def test_what_the_reader_takes_for_an_answer_comes_first(statement_library: Library) -> None:
    found = candidates(statement_library, Prefers("養蚕"), "農業と節水")
    assert "養蚕" in found[0].best.text
    assert found[0].chance > found[1].chance


def test_only_the_best_hits_are_read(statement_library: Library) -> None:
    reader = Prefers("養蚕")
    found = candidates(statement_library, reader, "農業")
    assert len(found) == 8
    assert len(reader.read_so_far) <= 2 * len(found)


def test_the_likeliest_paragraph_is_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "harbour.txt"
    rules = " ".join(f"Rule {n} of the harbour is on boats and ropes, told in {'many ' * 40}words." for n in range(9))
    file.write_text(f"1. {rules}\n\n2. Boats.\n\n3. Swans.\n", encoding="utf-8")
    with Library(tmp_path / "library", GramEmbedder) as library:
        library.add(file)
        best = candidates(library, Prefers("harbour"), "harbour rule boats")[0]
    assert best.paragraph.label == "1"
    assert set(best.scores) == set(range(len(best.paragraph.sentences))) == set(range(9))


def test_a_heading_is_read_but_never_told(tmp_path: Path) -> None:
    file = tmp_path / "harbour.txt"
    file.write_text(
        "Article 1\n(Boats)\nBoats stay.\n\nArticle 2\n(Ropes)\nRopes go.\n\nArticle 3\n(Swans)\nSwans sit.\n"
    )
    with Library(tmp_path / "library", GramEmbedder) as library:
        library.add(file)
        best = candidates(library, Prefers("Ropes"), "ropes")[0]
    assert best.paragraph.heading
    assert best.best.text == "Ropes go."


def test_every_feature_that_is_weighed_is_known(statement_library: Library) -> None:
    weights = set(model()["answers"]) - {"constant"}
    assert weights == set(candidates(statement_library, Prefers("養蚕"), "農業")[0].features)


def test_every_feature_of_a_question_that_is_weighed_is_known(statement_library: Library) -> None:
    weights = set(model()["anything"]) - {"constant"}
    assert weights == set(features_of_all(candidates(statement_library, Prefers("養蚕"), "農業")))


def test_what_the_reader_takes_for_an_answer_makes_it_surer_that_there_is_one(statement_library: Library) -> None:
    found, none = (candidates(statement_library, Prefers(word), "農業と節水") for word in ("養蚕", "無い語"))
    assert certainty_of(found) > certainty_of(none) > certainty_of([]) == 0


def test_a_name_in_capitals_that_stands_nowhere_is_denied(statement_library: Library) -> None:
    found = candidates(statement_library, Prefers("養蚕"), "WTOへの加盟は？")
    verdict = judge(ask("WTOへの加盟は？"), found, Sources(statement_library, Finder(statement_library, GramReader)))
    assert (verdict.outcome, verdict.code, verdict.named) == ("does not", "named nowhere", "WTO")


def test_a_name_in_capitals_is_not_denied_of_a_text_in_another_language(statement_library: Library) -> None:
    asked = Question("Where was the EXPO held?", "Where was the EXPO held?", "en")
    finder = Finder(statement_library, lambda: Prefers("博覧会"))
    found = finder.read(asked, finder.hits(asked.query))
    assert judge(asked, found, Sources(statement_library, finder)).code != "named nowhere"


def test_refusing_showing_what_is_near_and_answering_come_in_that_order() -> None:
    lines = model()["lines"]
    assert 0 < lines["nearest"] < lines["answers"] < 1


def test_what_is_only_near_is_told_as_just_that(statement_library: Library) -> None:
    found = candidates(statement_library, Prefers("養蚕"), "農業と節水")
    documents = {document.id: document for document in statement_library.documents}
    assert answer_nearest(ask("農業と節水"), found, documents, message="").state == "nearest"
