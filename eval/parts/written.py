"""Language models: what one did in a run, and whether anything false of it was shown as supported.

Whether it was false is judged by the scorer's own rules over the source text, not by the
product's check, which let it pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from assistant.grounding import Checker
from assistant.writing.drafts import Drafted
from assistant.writing.vetting import Vetting
from eval.items import Item, RunTurn, Turn, WrittenClaim, WrittenTurn
from eval.parts.verifier import Example, Outcome
from eval.scoring import Source, Sources
from eval.scoring.altered import altered
from eval.scoring.statements import Cited, Statement
from eval.scoring.support import allowance, unsupported

Rows = dict[str, str | int]


def written_rows(items: Sequence[Item], run: Mapping[tuple[str, int], RunTurn], sources: Sources) -> Rows:
    """Names and values of a table; empty where no model was asked."""
    asked = [
        (turn, answer.written, sources.of(item))
        for item in items
        for number, turn in enumerate(item.turns)
        if (answer := run.get((item.id, number))) and answer.written
    ]
    if not asked:
        return {}
    parts = [written for _, written, _ in asked]
    quoted = Counter(written.quoted.partition(":")[0] for written in parts if written.quoted)
    return {
        "model": ", ".join(sorted({written.model for written in parts})),
        "prompts": ", ".join(sorted({prompt for written in parts for prompt in written.prompts})),
        "turns that it was asked for": len(parts),
        "of them in its words": len(parts) - quoted.total(),
        **{f"of them quoted: {why}": times for why, times in sorted(quoted.items())},
        "replies used in part": sum(bool(written.partial) and not written.quoted for written in parts),
        "follow-ups rewritten": sum(written.rewritten for written in parts),
        **{f"claims {name}": sum(getattr(written, name) for written in parts) for name in _COUNTS},
        **_shown(asked),
    }


def judge(examples: Iterable[Example], checker: Checker) -> list[Outcome]:
    """`eval.parts.verifier.judge` for a language model's claims, which are held closer."""
    outcomes = []
    for example in examples:
        vetting = Vetting(checker, {example.document.id: example.document})
        label = example.paragraph.label
        verdict = vetting.vet(Drafted(example.claim, (label,)), {label: example.paragraph}).verdict
        outcomes.append(Outcome(example, verdict.state != "supported", verdict.rule))
    return outcomes


_COUNTS = ("passed", "corrected", "failed", "replaced", "unchecked")


def as_lines(rows: Rows) -> list[str]:
    """The table as lines of text."""
    return ["", "The language model", *(f"  {name:38} {value}" for name, value in rows.items())] if rows else []


def _shown(asked: Sequence[tuple[Turn, WrittenTurn, Source]]) -> Rows:
    """How many claims were shown as supported, and what was wrong with them."""
    rows: Counter[str] = Counter()
    for turn, written, source in asked:
        for claim in written.claims:
            if claim.support == "supported":
                rows.update(_wrong(claim, turn, source))
    names = ("shown as supported", "  with a label that does not exist", "  unsupported", "  altered")
    return {name: rows[name] for name in names}


def _wrong(claim: WrittenClaim, turn: Turn, source: Source) -> list[str]:
    statement = Statement(claim.text, tuple(Cited(c.document, c.label) for c in claim.citations))
    labels = [citation.label for citation in claim.citations]
    found = {
        "shown as supported": True,
        "  with a label that does not exist": not labels or any(source.find(label) is None for label in labels),
        "  unsupported": bool(unsupported(statement, source, allowance(turn, source))),
        "  altered": bool(altered(claim.text, source.all(labels))),
    }
    return [name for name, is_so in found.items() if is_so]
