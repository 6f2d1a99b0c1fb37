"""How often a claim is shown as supported: true ones and false ones, by kind and language, as a written answer's are.

The lines of the head are drawn here, on documents that it was not trained on.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.grounding import Checker, Meaning
from assistant.grounding.meaning import Lines
from assistant.writing.drafts import Drafted
from assistant.writing.vetting import Vetted, Vetting
from eval.reader.material.corpus import Corpus
from eval.reader.material.questions import CLAIM_KINDS, Claim
from index.model import Passage, Reader, Reading
from index.text import language_of, sentence_spans
from index.text.weighted_words import words

MOST_FALSE = 0.02  # of all false claims that the head alone may pass
MOST_LOST = 0.1  # of true claims that pass by their wording

_SURE = Lines(says=-math.inf, across=-math.inf, denies=-math.inf)
_NEVER = Lines(says=math.inf, across=math.inf, denies=-math.inf)


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim and what decides about it.

    Attributes:
        kind: Of the claim; begins with "true" or "false".
        languages: Of the claim, and of the document where that is another one ("en on ja").
        verbatim: Whether its words stand there.
        worded: Whether the rules of wording pass it.
        open: Whether no exact rule stops it.
        logit: Of the head; of several sentences the least; None where it is too long to be read.
    """

    kind: str
    languages: str
    verbatim: bool
    worded: bool
    open: bool
    logit: float | None

    @property
    def foreign(self) -> bool:
        """Whether the claim is in another language than the document."""
        return " on " in self.languages

    def shown(self, lines: Lines | None) -> bool:
        """Whether it is shown as supported, or as the document's words; without lines by the rules alone."""
        if lines is None or self.verbatim or self.logit is None:
            return self.worded
        passes = lines.across if self.foreign else lines.says
        return (self.open and self.logit >= passes) or (self.worded and self.logit >= lines.denies)


def judge(claims: Iterable[Claim], corpus: Corpus, head: Reader) -> list[Judged]:
    """Every claim whose paragraph is there, held against it as if a model had written it."""
    meaning = Meaning(lambda: head, _NEVER)
    return [_judged(claim, corpus, meaning) for claim in claims]


def _judged(claim: Claim, corpus: Corpus, meaning: Meaning) -> Judged:
    document = corpus.document(claim.document)
    paragraph = document[claim.label]
    told, read = language_of(claim.claim), language_of(paragraph.text)

    def vetted(checker: Checker) -> Vetted:
        vetting = Vetting(checker, {document.id: document}, language=told)
        return vetting.vet(Drafted(claim.claim, (claim.label,)), {claim.label: paragraph})

    worded, sure = vetted(Checker()), vetted(Checker(meaning=Meaning(_Sure, _SURE)))
    parts = [claim.claim[a:b] for a, b in sentence_spans(claim.claim) if words(claim.claim[a:b])]
    said = [meaning.of(part, [paragraph], document.title) for part in parts]
    return Judged(
        claim.kind,
        told if told == read else f"{told} on {read}",
        verbatim=worded.verdict.rule == "verbatim" and worded.verdict.state == "supported",
        worded=worded.verdict.state == "supported",
        open=sure.verdict.state == "supported",
        logit=min((one.logit for one in said if one), default=None) if all(said) else None,
    )


class _Sure:
    """A head that believes everything: what it does not pass, an exact rule stops."""

    fingerprint = ""

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        return [Reading(0.0, (0.0,) * len(passage.sentences)) for passage in passages]


def draw(judged: Sequence[Judged]) -> Lines:
    """The lowest lines that keep false claims at `MOST_FALSE`, and the highest that loses few true ones.

    Args:
        judged: Of documents held out.
    """
    close = sorted(
        one.logit
        for one in judged
        if one.kind.startswith("true") and one.worded and not one.verbatim and one.logit is not None
    )
    return Lines(
        says=_stopping([one for one in judged if not one.foreign]),
        across=_stopping([one for one in judged if one.foreign]),
        denies=math.floor(close[int(MOST_LOST * len(close))] * 100) / 100,
    )


def _stopping(judged: Iterable[Judged]) -> float:
    """The lowest line above which at most `MOST_FALSE` of the false ones lie; infinite where none are there."""
    false = sorted(
        one.logit if one.open and one.logit is not None else -math.inf for one in judged if one.kind.startswith("false")
    )
    return math.floor(false[-1 - int(MOST_FALSE * len(false))] * 100 + 1) / 100 if false else math.inf


def save(lines: Lines, path: Path) -> None:
    """As the product reads them."""
    path.write_text(json.dumps(asdict(lines)) + "\n", encoding="utf-8")


def table(judged: Sequence[Judged], lines: Lines) -> str:
    """Shares shown as supported by kind and language, without the head and with it, as a Markdown table."""
    groups: dict[str, Callable[[Judged], bool]] = {
        "Japanese": lambda one: one.languages == "ja",
        "other": lambda one: not one.foreign and one.languages != "ja",
        "across": lambda one: one.foreign,
    }
    head = "| | claims | by wording alone | shown | " + " | ".join(groups) + " |\n|---|" + "---|" * (3 + len(groups))
    rows = []
    for kind in CLAIM_KINDS:
        own = [one for one in judged if one.kind == kind]
        cells = [[one for one in own if chosen(one)] for chosen in groups.values()]
        shares = [_share(own, None), _share(own, lines), *(f"{_share(cell, lines)} ({len(cell)})" for cell in cells)]
        rows += [f"| {kind} | {len(own)} | {' | '.join(shares)} |"] if own else []
    for truth in ("true", "false"):
        own = [one for one in judged if one.kind.startswith(truth)]
        cells = [[one for one in own if chosen(one)] for chosen in groups.values()]
        shares = [_share(own, None), _share(own, lines), *(f"{_share(cell, lines)} ({len(cell)})" for cell in cells)]
        rows.append(f"| *all {truth}* | {len(own)} | {' | '.join(shares)} |")
    return "\n".join([head, *rows])


def _share(judged: Sequence[Judged], lines: Lines | None) -> str:
    return f"{sum(one.shown(lines) for one in judged) / len(judged):.2f}" if judged else ""
