"""Candidates -> does the document answer: "answers", "nearest" or "does not", with the reason that decided.

One gate first, which can be proved from a text in the question's language: a name in capitals (WTO)
that stands nowhere.
Then the fitted probability that anything answers, held against two lines that were chosen once
for every language and document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

from assistant.evidence.candidates import Candidate, certainty_of, model
from assistant.evidence.sources import Sources
from assistant.question import Question

_CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z]{3,8}(?![A-Za-z])")

Outcome = Literal["answers", "nearest", "does not"]
Code = Literal["", "nothing found", "named nowhere"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the best candidate answers.

    Attributes:
        outcome: "answers", "nearest" (near, but not sure to answer), or "does not".
        code: Which test decided, where it does not; "" otherwise.
        named: The name that stands nowhere; "" otherwise.
    """

    outcome: Outcome
    code: Code = ""
    named: str = ""


def judge(question: Question, candidates: Sequence[Candidate], sources: Sources) -> Verdict:
    """Tell whether the best candidate answers.

    Args:
        question: What is asked.
        candidates: The likeliest first.
        sources: The documents asked.
    """
    foreign = bool(candidates) and candidates[0].features["foreign"] > 0  # it may spell the name out: 国際博覧会
    names = () if foreign else _letters(question.text)
    if absent := next((name for name in names if not sources.name_stands(name, candidates)), ""):
        return Verdict("does not", "named nowhere", absent)
    lines, certainty = model()["lines"], certainty_of(candidates)
    if certainty < lines["nearest"]:
        return Verdict("does not", "nothing found")
    return Verdict("answers" if certainty >= lines["answers"] else "nearest")


def _letters(text: str) -> list[str]:
    """Names written in capitals (WTO, NATO): the same in every language."""
    return _CAPITALS.findall(normalize("NFKC", text))
