"""How often claims are shown as supported, and where the lines of the head are drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.grounding.meaning import Lines, lines
from eval.reader.material.corpus import Corpus
from eval.reader.material.questions import Claim
from eval.reader.support.measuring import Judged, draw, judge, save, table
from index.model import Passage, Reading

ONE = Judged("true-plain", "ja", verbatim=False, worded=False, open=True, logit=1.0)
LINES = Lines(says=0.5, across=1.5, denies=-0.5)


class Fixed:
    """A head that says the same of everything."""

    fingerprint = ""

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        return [Reading(0.7, (0.0,) * len(passage.sentences)) for passage in passages]


def test_the_head_passes_what_no_exact_rule_stops_and_stops_what_it_denies() -> None:
    assert ONE.shown(LINES)
    assert not ONE.shown(None)
    assert not replace(ONE, open=False).shown(LINES)
    assert not replace(ONE, logit=0.4).shown(LINES)
    worded = replace(ONE, worded=True, logit=-0.4)
    assert worded.shown(LINES)
    assert not replace(worded, logit=-0.6).shown(LINES)
    assert replace(worded, logit=-0.6, verbatim=True).shown(LINES)
    assert replace(worded, logit=None).shown(LINES)


def test_lines_leave_two_false_ones_in_a_hundred_and_lose_ten_true_ones() -> None:
    false = [replace(ONE, kind="false-neg", logit=float(n)) for n in range(100)]
    few = [replace(ONE, kind="false-role", logit=50.0), replace(ONE, kind="false-role", logit=99.0, open=False)]
    true = [replace(ONE, worded=True, logit=float(n)) for n in range(100)]
    # 98 and 99 pass: 2 of 102; what an exact rule stops counts as stopped
    foreign = [replace(ONE, kind="false-neg", languages="en on ja", logit=float(n)) for n in range(50)]
    assert draw([*false, *few, *true, *foreign]) == Lines(says=97.01, across=48.01, denies=10.0)


def test_a_claim_is_judged_as_a_written_answer_is(corpus_folder: Path) -> None:
    claim = Claim(
        "ja", "moor.md", "true-plain", "第2条", (0,), ("木を切るときは、届け出る",), "伐採には届出が必要である。"
    )
    told = {
        "plain": claim,
        "verbatim": replace(claim, claim="木を切るときは、届け出る。"),
        "number": replace(claim, claim="木を切るときは、3日前に届け出る。", kind="false-number"),
        "foreign": replace(claim, claim="Cutting trees has to be reported."),
    }
    corpus = Corpus(corpus_folder)
    found = {name: judge([own], corpus, Fixed())[0] for name, own in told.items()}
    assert (found["plain"].worded, found["plain"].open, found["plain"].logit) == (False, True, 0.7)
    assert found["verbatim"].verbatim
    assert not found["number"].open
    assert (found["foreign"].languages, found["foreign"].open) == ("en on ja", True)


def test_the_table_has_both_errors_by_kind_and_language() -> None:
    told = [ONE, replace(ONE, languages="en on ja", logit=0.0), replace(ONE, kind="false-neg", languages="de")]
    lines_of = table(told, LINES).splitlines()
    assert lines_of[2] == "| true-plain | 2 | 0.00 | 0.50 | 1.00 (1) |  (0) | 0.00 (1) |"
    assert lines_of[-1].startswith("| *all false* | 1 | 0.00 | 1.00 |")


def test_lines_are_kept_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(LINES, tmp_path / "lines.json")
    monkeypatch.setattr("assistant.grounding.meaning.LINES", tmp_path / "lines.json")
    assert lines() == LINES
    assert math.isfinite(lines().says)
