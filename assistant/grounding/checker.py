"""Does this paragraph say this claim? The check that every written answer passes.

Deterministic rules in a fixed order, each naming itself; an entailment model can be
added behind them. A check that could not run never reads as passed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.grounding.alignment import closest
from assistant.grounding.case import DEFAULT_LIMITS, Case, Failure, Limits
from assistant.grounding.rules import RULES
from index.derived import NOBODY, parties, word_forms
from index.document import Document, Paragraph, Sentence
from index.model import Entailment
from index.text import fold, language_of, sentence_spans
from index.text.weighted_words import words

State = Literal["supported", "failed", "unchecked"]

_TRIM = " \n\t　。．.、,"
_GOES_ON = re.compile(
    r"\s*(?:[^\s。．.、,」』）)!?！？:：;；]|,?\s*(?:unless|except|provided|subject to"
    r"|(?:as|where) (?:appropriate|feasible|necessary|possible))\b)"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found.

    Attributes:
        state: "unchecked" where no rule can judge (a claim in another language).
        rule: The rule that decided: "label", "verbatim", "numbers", "names", "party",
            "negation", "strength", "hedges", "wording", "coverage", "entailment",
            "language"; "all" when every rule passed.
        detail: What the rule saw, for a reader.
        sentence: The cited sentence nearest to the claim; None without a paragraph.
        failures: One per failing sentence of the claim, with its place in the claim.
    """

    state: State
    rule: str
    detail: str = ""
    sentence: Sentence | None = None
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True)
class Checker:
    """Holds claims against paragraphs.

    Attributes:
        entailment: Probability that a passage entails a claim; asked last.
        entailed: Least probability that passes.
        limits: Thresholds of the graded rules.
    """

    entailment: Entailment | None = None
    entailed: float = 0.5
    limits: Limits = DEFAULT_LIMITS

    def check(self, claim: str, paragraphs: Sequence[Paragraph], document: Document | None = None) -> Verdict:
        """Whether the paragraphs, taken together, say every sentence of the claim.

        Args:
            claim: One or more sentences.
            paragraphs: What it cites.
            document: Whose paragraphs these are: gives the parties, the date and the
                titles that need no citation. Without it the party is not checked.
        """
        sentences = [sentence for paragraph in paragraphs for sentence in paragraph.sentences]
        if not sentences:
            return Verdict("failed", "label", "no paragraph is cited")
        spans = [(a, b) for a, b in sentence_spans(claim) if words(claim[a:b])]
        if not spans:
            return Verdict("unchecked", "empty", "the claim says nothing")
        verdicts = [self._check(claim[a:b], tuple(paragraphs), sentences, document) for a, b in spans]
        return _worst(verdicts, [start for start, _ in spans])

    def _check(
        self, text: str, paragraphs: tuple[Paragraph, ...], sentences: list[Sentence], document: Document | None
    ) -> Verdict:
        verbatim = next((s for s in sentences if _stands_in(text, s.text)), None)
        if verbatim is not None:
            return Verdict("supported", "verbatim", sentence=verbatim)
        place, alignment = closest(words(text), [words(s.text) for s in sentences])
        nearest = sentences[place]
        case = Case(
            text=text,
            paragraphs=paragraphs,
            nearest=nearest,
            alignment=alignment,
            context=_context(paragraphs, document),
            parties=parties(document) if document else NOBODY,
            vocabulary=word_forms(document) if document else frozenset(),
            date=document.date if document else "",
            limits=self.limits,
        )
        foreign = language_of(text) != language_of(" ".join(p.text for p in paragraphs))
        for rule in RULES[:1] if foreign else RULES:
            failure = rule(case)
            if failure:
                return Verdict("failed", failure.rule, failure.detail, nearest, (failure,))
        return self._entailed(text, paragraphs, nearest, foreign)

    def _entailed(self, text: str, paragraphs: tuple[Paragraph, ...], nearest: Sentence, foreign: bool) -> Verdict:
        if self.entailment is None:
            if foreign:
                return Verdict("unchecked", "language", "the claim is not in the paragraph's language", nearest)
            return Verdict("supported", "all", sentence=nearest)
        probability = max(self.entailment(paragraph.text, text) for paragraph in paragraphs)
        if probability < self.entailed:
            return Verdict(
                "failed", "entailment", f"entailed with {probability:.2f}", nearest, (Failure("entailment", ""),)
            )
        return Verdict("supported", "entailment", sentence=nearest)


def _stands_in(text: str, sentence: str) -> bool:
    """Whether the words stand there as they are, up to the end of a clause."""
    wanted, there = fold(text).strip(_TRIM), fold(sentence)
    at = there.find(wanted) if wanted else -1
    end = at + len(wanted)
    return at >= 0 and not _GOES_ON.match(there, end)


def _context(paragraphs: tuple[Paragraph, ...], document: Document | None) -> frozenset[str]:
    """Words of the document's title and the headings around the paragraphs."""
    if document is None:
        return frozenset()
    above = [document.section(p.section) for p in paragraphs if p.section]
    titles = [document.title, *(section.title for section in above if section)]
    return frozenset(word.form for title in titles for word in words(title))


def _worst(verdicts: list[Verdict], starts: list[int]) -> Verdict:
    """The first failing sentence decides, then the first unchecked one."""
    failures = tuple(
        Failure(f.rule, f.detail, f.start_char + start, f.end_char + start, f.stated)
        for verdict, start in zip(verdicts, starts, strict=True)
        for f in verdict.failures
    )
    for state in ("failed", "unchecked"):
        found = next((v for v in verdicts if v.state == state), None)
        if found:
            return Verdict(found.state, found.rule, found.detail, found.sentence, failures)
    return next((v for v in verdicts if v.rule != "verbatim"), verdicts[0])
