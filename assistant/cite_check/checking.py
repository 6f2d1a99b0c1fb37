"""Cite-check: does each sentence of a memo say what the paragraph it cites says?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Literal, get_args

from assistant.cite_check.statements import Statement, statements
from assistant.grounding import Checker, Verdict, closest
from index.document import Document, Paragraph
from index.text.weighted_words import words

State = Literal["supported", "drifted", "wrong paragraph", "unsupported", "no such paragraph", "not checkable"]
STATES: tuple[State, ...] = get_args(State)

_GRAVITY: tuple[State, ...] = (
    "supported", "not checkable", "drifted", "wrong paragraph", "unsupported", "no such paragraph",
)  # fmt: skip
_DRIFT = 0.35
_TRIED, _COMPARED = 30, 3
_LEAST_WORDS = 4
_STRICT = 0.15
_CLEARLY = 0.1


@dataclass(frozen=True, slots=True)
class Checked:
    """One sentence of a memo with its state.

    Attributes:
        text: As written.
        state: What became of it.
        labels: The paragraphs it refers to, as far as they exist, else as named.
        rule: The rule of the check that decided.
        suggested: Paragraphs that say it: the right ones where it cites a wrong one, or
            one for a sentence that cites none.
        detail: What the rule saw.
        differs: Span of `text` that differs; (0, 0) where none can be marked.
        stated: What the paragraph has in that place.
    """

    text: str
    state: State
    labels: tuple[str, ...]
    rule: str
    suggested: tuple[str, ...] = ()
    detail: str = ""
    differs: tuple[int, int] = (0, 0)
    stated: str = ""

    @property
    def refers(self) -> bool:
        """Whether the sentence cites anything."""
        return self.rule != "no reference"

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "text": self.text,
            "state": self.state,
            "labels": list(self.labels),
            "rule": self.rule,
            "suggested": list(self.suggested),
        }


def check_memo(memo: str, document: Document, checker: Checker | None = None) -> list[Checked]:
    """Every sentence of a memo that cites a paragraph, or that states what one says without citing it.

    Args:
        memo: Plain text.
        document: What it cites.
        checker: The check; the default one without an entailment model.
    """
    check = checker or Checker()
    found = (_checked(statement, document, check) for statement in statements(memo, document))
    return [checked for checked in found if checked is not None]


def counts(checked: Sequence[Checked]) -> dict[State, int]:
    """How many sentences are in each state, in the order of `STATES`; uncited ones are not counted."""
    counted = Counter(sentence.state for sentence in checked if sentence.refers)
    return {state: counted[state] for state in STATES}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sentences were checked and what came of it: every one that refers is in one of the three counts.

    Attributes:
        passed: Supported.
        failed: Checked, and anything else.
        unchecked: Referring, but not checkable.
        uncited: Without a reference, where one is suggested; in none of the others.
    """

    passed: int
    failed: int
    unchecked: int
    uncited: int


def tally(checked: Sequence[Checked]) -> Tally:
    """Counts that add up, so that what was not checked never reads as passed."""
    by_state = counts(checked)
    passed, unchecked = by_state["supported"], by_state["not checkable"]
    uncited = sum(not sentence.refers for sentence in checked)
    return Tally(passed, sum(by_state.values()) - passed - unchecked, unchecked, uncited)


def _checked(statement: Statement, document: Document, checker: Checker) -> Checked | None:
    """The state of a sentence is that of its worst part."""
    if not statement.refers:
        return _uncited(statement, document, checker)
    if statement.missing:
        return Checked(statement.text, "no such paragraph", (*statement.labels, *statement.missing), "label")
    parts = [part for part in statement.parts if part.labels]
    found = [_part(statement, part.claim, part.labels, document, checker) for part in parts]
    return max(found, key=lambda checked: _GRAVITY.index(checked.state))


def _part(statement: Statement, claim: str, labels: tuple[str, ...], document: Document, checker: Checker) -> Checked:
    cited = [document[label] for label in labels]
    verdict = checker.check(claim, cited, document)
    if verdict.state == "unchecked":
        return Checked(statement.text, "not checkable", statement.labels, verdict.rule, detail=verdict.detail)
    right = _better(claim, document, checker, cited, verdict)
    if right:
        rule = verdict.rule if verdict.state == "failed" else "coverage"
        return Checked(statement.text, "wrong paragraph", statement.labels, rule, right, verdict.detail)
    if verdict.state == "supported":
        return Checked(statement.text, "supported", statement.labels, verdict.rule)
    return _failed(statement, claim, verdict)


def _better(
    claim: str, document: Document, checker: Checker, cited: Sequence[Paragraph], verdict: Verdict
) -> tuple[str, ...]:
    """The paragraph that says a claim clearly better than the cited ones do; empty where none does."""
    own = _fit(claim, cited)
    if verdict.rule == "verbatim" or own >= 1 - _CLEARLY:
        return ()
    right = _saying(claim, document, checker, besides=cited)
    return right if right and _fit(claim, [document[right[0]]]) >= own + _CLEARLY else ()


def _failed(statement: Statement, claim: str, verdict: Verdict) -> Checked:
    near = verdict.sentence is not None and _share(claim, verdict.sentence.text) >= _DRIFT
    rival = verdict.rule == "numbers" and any(failure.stated for failure in verdict.failures)
    drifted = (near or rival) and verdict.rule != "coverage"
    failure = verdict.failures[0] if verdict.failures and drifted else None
    said = claim[failure.start_char : failure.end_char] if failure else ""
    at = statement.text.find(said) if said else -1
    return Checked(
        statement.text,
        "drifted" if drifted else "unsupported",
        statement.labels,
        verdict.rule,
        detail=verdict.detail,
        differs=(at, at + len(said)) if at >= 0 else (0, 0),
        stated=failure.stated if failure else "",
    )


def _uncited(statement: Statement, document: Document, checker: Checker) -> Checked | None:
    """A sentence without a reference, where a paragraph says it; None where there is nothing to suggest."""
    if sum(word.counts for word in words(statement.claim)) < _LEAST_WORDS:
        return None
    suggested = _saying(statement.claim, document, checker)
    if not suggested:
        return None
    return Checked(statement.text, "not checkable", (), "no reference", suggested)


def _saying(claim: str, document: Document, checker: Checker, besides: Sequence[Paragraph] = ()) -> tuple[str, ...]:
    """The paragraph that says a claim, tried by the words they share; empty where none does."""
    forms = {word.form for word in words(claim) if word.counts}
    others = [p for p in document if p not in besides]
    shared = {p.label: len(forms & {word.form for word in words(p.text)}) for p in others}
    likely = sorted((p for p in others if shared[p.label]), key=lambda p: (-shared[p.label], p.position))[:_TRIED]
    strict = replace(checker, limits=replace(checker.limits, uncovered=_STRICT))
    saying = (p for p in likely if strict.check(claim, [p], document).state == "supported")
    best = max(islice(saying, _COMPARED), key=lambda p: (_fit(claim, [p]), -p.position), default=None)
    return (best.label,) if best else ()


def _share(claim: str, sentence: str) -> float:
    return closest(words(claim), [words(sentence)])[1].share


def _fit(claim: str, paragraphs: Sequence[Paragraph]) -> float:
    """How far paragraphs have the words of a claim, at all and in the order of one sentence; 0 to 1."""
    forms = {word.form for word in words(claim) if word.counts}
    there = {word.form for paragraph in paragraphs for word in words(paragraph.text)}
    sentences = [words(s.text) for paragraph in paragraphs for s in paragraph.sentences]
    if not forms or not sentences:
        return 0.0
    return (len(forms & there) / len(forms) + closest(words(claim), sentences)[1].share) / 2
