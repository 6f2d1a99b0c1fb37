"""The trained head beside the rules: what it passes, what it stops, and what it never overrules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.building import build_meaning, build_writer
from assistant.grounding import Checker
from assistant.grounding.meaning import Lines, Meaning, joined, pieces_of, premises_of, units
from assistant.settings import Settings
from assistant.writing.drafts import Drafted
from assistant.writing.vetting import Vetting
from index.document import Document, Paragraph
from index.model import Passage, Reading

TEXT = "会議は2017年に東京で開かれた。日本は、湿地の保全のための支援を表明した。"
PLAIN = "湿地を守るのに力を貸すと日本が述べた。"
ENGLISH = "Japan said it would help to protect wetlands."


@dataclass
class Scripted:
    """A head that says one logit of everything, the last sentence the likeliest, and keeps what it was asked."""

    logit: float
    fingerprint: str = ""
    asked: list[tuple[str, int]] = field(default_factory=list)

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        self.asked.append((question, len(passages)))
        return [Reading(self.logit, tuple(map(float, range(len(p.sentences))))) for p in passages]


@pytest.fixture
def document() -> Document:
    paragraphs = (Paragraph("d", "1", TEXT, 0, 0), Paragraph("d", "2", "費用は5億円である。", len(TEXT), 1))
    return Document("d", "声明", "".join(p.text for p in paragraphs), paragraphs)


def checker(logit: float) -> Checker:
    return Checker(meaning=Meaning(lambda: Scripted(logit), Lines(says=1.0, across=2.0, denies=-1.0)))


def test_what_the_head_is_sure_of_passes_against_the_rules_of_wording(document: Document) -> None:
    assert Checker().check(PLAIN, [document["1"]], document).state == "failed"
    verdict = checker(1.2).check(PLAIN, [document["1"]], document)
    assert (verdict.state, verdict.rule) == ("supported", "meaning")
    assert verdict.sentence == document["1"].sentences[-1]
    assert checker(0.8).check(PLAIN, [document["1"]], document).state == "failed"


@pytest.mark.parametrize(
    ("claim", "rule"),
    [("湿地を守るために日本が9億円を出すと述べた。", "numbers"), ("日本は支援を表明しなかった。", "negation")],
)
def test_an_exact_rule_is_never_overruled(document: Document, claim: str, rule: str) -> None:
    verdict = checker(9.0).check(claim, [document["1"]], document)
    assert (verdict.state, verdict.rule) == ("failed", rule)


def test_what_the_head_denies_is_stopped_though_every_word_stands_there(document: Document) -> None:
    claim = "日本は、湿地の保全のための支援を東京で表明した。"
    assert Checker().check(claim, [document["1"]], document).state == "supported"
    verdict = checker(-1.2).check(claim, [document["1"]], document)
    assert (verdict.state, verdict.rule) == ("failed", "meaning")
    assert checker(-0.8).check(claim, [document["1"]], document).state == "supported"
    assert checker(-9.0).check(TEXT, [document["1"]], document).rule == "verbatim"


def test_another_language_passes_by_meaning_and_else_stays_unchecked(document: Document) -> None:
    assert checker(2.2).check(ENGLISH, [document["1"]], document).state == "supported"
    for doubting in (checker(1.2), checker(0.5), checker(-5.0)):
        assert doubting.check(ENGLISH, [document["1"]], document).state == "unchecked"


def test_a_claim_too_long_to_be_read_is_left_to_the_rules(document: Document) -> None:
    long = ENGLISH[:-1] + " and" + " that it would also help in every other way" * 12 + "."
    assert checker(9.0).check(long, [document["1"]], document).state == "unchecked"


def test_a_claim_over_two_paragraphs_is_read_with_each_and_with_both(document: Document) -> None:
    head = Scripted(2.0)
    meaning = Meaning(lambda: head, Lines(says=1.0, across=2.0, denies=-1.0))
    assert meaning.of(PLAIN, [document["1"], document["2"]], document.title)
    assert head.asked == [(PLAIN, 1)] * 3
    assert meaning.of(PLAIN, [document["1"], document["2"]], document.title)
    assert len(head.asked) == 3  # kept


def test_a_models_claim_in_its_own_words_is_shown_with_the_sentence_it_goes_by(document: Document) -> None:
    vetting = Vetting(checker(2.2), {"d": document}, language="en")
    for claim in (PLAIN, ENGLISH):
        vetted = vetting.vet(Drafted(claim, ("1",)), {"1": document["1"]})
        assert (vetted.claim.support, vetted.claim.rule) == ("supported", "meaning")
        assert [c.quote.text for c in vetted.claim.citations] == [document["1"].sentences[-1].text]
    marked = vetting.vet(Drafted("**" + PLAIN, ("1",)), {"1": document["1"]})
    assert marked.claim.support != "supported"


def test_nothing_is_loaded_before_a_claim_is_judged(tmp_path: Path) -> None:
    def refuse() -> Scripted:
        raise AssertionError("loaded")

    settings = Settings(data=tmp_path, llm_base_url="http://127.0.0.1:9/v1")
    writer = build_writer(settings, refuse)
    assert writer is not None
    assert writer.checker.meaning is not None
    assert build_meaning(Settings(data=tmp_path, entailment_model="some")) is None


def test_a_short_paragraph_is_read_at_once() -> None:
    paragraph = Paragraph("d", "1", "木を守る。森も\n守る。", 0, 0)
    (premise,) = premises_of("森林法", paragraph)
    assert premise.passage.title == "森林法"
    assert premise.passage.sentences == tuple(" ".join(s.text.split()) for s in paragraph.sentences)
    assert premise.sentences == paragraph.sentences


def test_windows_over_a_long_paragraph_overlap_and_hold_every_sentence() -> None:
    paragraph = Paragraph(
        "d", "1", "".join(f"木{n}を切るときは、前もって届け出なければならない。" for n in range(60)), 0, 0
    )
    windows = list(premises_of("", paragraph))
    assert len(windows) > 3
    assert {sentence for window in windows for sentence in window.sentences} == set(paragraph.sentences)
    assert all(set(one.sentences) & set(after.sentences) for one, after in pairwise(windows))


def test_a_long_sentence_is_cut_behind_its_commas() -> None:
    long = "木を切り、" * 100 + "届け出る。"
    pieces = pieces_of(long)
    assert "".join(pieces) == long
    assert all(units(piece) <= 200 and piece.endswith(("、", "。")) for piece in pieces)


def test_wide_letters_count_twice() -> None:
    assert (units("木"), units("tree"), units("나무")) == (1, 2, 2)


def test_sentences_of_several_paragraphs_can_be_read_together() -> None:
    one, other = (Paragraph("d", str(n), f"{n}である。", n, n).sentences[0] for n in range(2))
    premise = joined("t", [(one, one.text), (other, other.text)])
    assert premise.passage.sentences == ("0である。", "1である。")
    assert premise.sentences == (one, other)
