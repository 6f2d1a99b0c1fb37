"""How often the check is wrong, both ways: corrupted claims it passes, true ones it stops.

True claims and their corruptions come from a file of (claim, evidence, mutation, form)
lines, and from the sentences of a document changed by rule. Nothing here scores answers.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.grounding import Checker, Limits
from eval.parts.changes import CHANGES, another
from index.document import Document, Paragraph

TRUE = "none"
FOLDS = 5
MOST_FALSE_ALARMS = 0.05
_GRID = tuple(Limits(uncovered=u, closest=c) for u in (0.25, 0.3, 0.35) for c in (0.85, 0.95))


@dataclass(frozen=True)
class Example:
    """A claim about a paragraph; `mutation` is "none" for a true one.

    `group` holds what belongs together in cross-validation; `form` is the wording.
    """

    claim: str
    paragraph: Paragraph
    document: Document
    mutation: str
    form: str
    group: str


@dataclass(frozen=True)
class Outcome:
    """An example and whether the check stopped it, with the rule that decided."""

    example: Example
    stopped: bool
    rule: str


def read_examples(path: Path) -> list[Example]:
    """Examples from JSON lines with claim, evidence, title, cid, label, form and mutation."""
    return [_example(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def document_examples(document: Document, *, seed: int = 7) -> list[Example]:
    """Each sentence of a document as it stands, and changed in every way that it can be."""
    chance = random.Random(seed)
    found = []
    for paragraph in document:
        if paragraph.origin != "numbered":
            continue
        for sentence in paragraph.sentences:
            found.append(Example(sentence.text, paragraph, document, TRUE, "verbatim", paragraph.label))
            for mutation, change in CHANGES.items():
                claim = change(sentence.text, paragraph, document, chance)
                if claim and claim != sentence.text:
                    found.append(Example(claim, paragraph, document, mutation, "verbatim", paragraph.label))
            other = another(paragraph, document, chance)
            found.append(Example(sentence.text, other, document, "wrong paragraph", "verbatim", paragraph.label))
    return found


def judge(examples: Iterable[Example], checker: Checker) -> list[Outcome]:
    """What the check says of each; anything but "supported" counts as stopped."""
    return list(_judged(examples, checker))


def rates(outcomes: Sequence[Outcome]) -> dict[str, dict[str, tuple[float, int]]]:
    """By form and mutation: the share that was stopped, and of how many.

    Under "none" that is the share of false alarms.
    """
    cells: dict[str, dict[str, list[bool]]] = {}
    for outcome in outcomes:
        row = cells.setdefault(outcome.example.form, {})
        row.setdefault(outcome.example.mutation, []).append(outcome.stopped)
    return {
        form: {mutation: (sum(found) / len(found), len(found)) for mutation, found in row.items()}
        for form, row in cells.items()
    }


def cross_validated(examples: Sequence[Example]) -> list[Outcome]:
    """Outcomes with the limits that were best on the other folds; folds are whole groups.

    Best is the highest mean recall over forms and mutations with at most 5 % false alarms
    in any form; the fewest false alarms where no limits reach that.
    """
    groups = sorted({example.group for example in examples})
    random.Random(0).shuffle(groups)
    fold_of = {group: n % FOLDS for n, group in enumerate(groups)}
    judged = {limits: judge(examples, Checker(limits=limits)) for limits in _GRID}
    held_out: list[Outcome] = []
    for number in range(FOLDS):
        chosen = max(
            judged, key=lambda limits: _worth([o for o in judged[limits] if fold_of[o.example.group] != number])
        )
        held_out += [o for o in judged[chosen] if fold_of[o.example.group] == number]
    return held_out


def table(measured: Mapping[str, Mapping[str, tuple[float, int]]]) -> str:
    """The rates as a Markdown table, false alarms last."""
    forms = sorted(measured)
    mutations = sorted({m for row in measured.values() for m in row} - {TRUE})
    head = f"| | {' | '.join(forms)} |\n|---|{'---|' * len(forms)}"
    rows = [f"| {m} | {' | '.join(_cell(measured[f].get(m)) for f in forms)} |" for m in mutations]
    alarms = f"| *false alarms* | {' | '.join(_cell(measured[f].get(TRUE)) for f in forms)} |"
    return "\n".join([head, *rows, alarms])


def _worth(outcomes: Sequence[Outcome]) -> tuple[bool, float]:
    measured = rates(outcomes)
    alarms = max((row[TRUE][0] for row in measured.values() if TRUE in row), default=0.0)
    if alarms > MOST_FALSE_ALARMS:
        return False, -alarms
    found = [rate for row in measured.values() for name, (rate, _) in row.items() if name != TRUE]
    return True, sum(found) / max(1, len(found))


def _judged(examples: Iterable[Example], checker: Checker) -> Iterator[Outcome]:
    for example in examples:
        verdict = checker.check(example.claim, [example.paragraph], example.document)
        yield Outcome(example, verdict.state != "supported", verdict.rule)


def _example(line: Mapping[str, str]) -> Example:
    paragraph = Paragraph("evidence", "1", line["evidence"], 0, 0)
    document = Document("evidence", line["title"].replace("_", " "), line["evidence"], (paragraph,))
    return Example(line["claim"], paragraph, document, line["mutation"], line["form"], line["cid"])


def _cell(rate: tuple[float, int] | None) -> str:
    return f"{rate[0]:.3f} ({rate[1]})" if rate else ""
