"""Does this paragraph say this claim? The check that every written answer passes.

Deterministic rules in a fixed order, each naming itself. What the exact ones let pass, the
trained head may pass against the rules of wording, and stop where it is sure that it is not
said. A check that could not run never reads as passed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.grounding.alignment import closest
from assistant.grounding.case import DEFAULT_LIMITS, Case, Failure, Limits
from assistant.grounding.meaning import Meaning, Said
from assistant.grounding.rules import EXACT, RULES
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
            "negation", "strength", "hedges", "wording", "coverage", "meaning", "entailment",
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
        meaning: The trained head; None where claims are held to wording alone.
    """

    entailment: Entailment | None = None
    entailed: float = 0.5
    limits: Limits = DEFAULT_LIMITS
    meaning: Meaning | None = None

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
        foreign = _foreign(text, paragraphs)
        rules = RULES[:1] if foreign else RULES
        failing = next(((rule, failure) for rule in rules if (failure := rule(case))), None)
        said = self._said(text, paragraphs, document) if failing is None or failing[0] not in EXACT else None
        if said and self._passes(said, foreign) and not any(rule(case) for rule in rules if rule in EXACT):
            return Verdict("supported", "meaning", sentence=said.sentence)
        if failing:
            failure = failing[1]
            return Verdict("failed", failure.rule, failure.detail, nearest, (failure,))
        if said and self.meaning and not foreign and said.logit < self.meaning.lines.denies:
            return Verdict("failed", "meaning", "the paragraph says something else", nearest, (Failure("meaning", ""),))
        return self._entailed(text, paragraphs, nearest, foreign)

    def means(self, text: str, paragraphs: Sequence[Paragraph], document: Document | None = None) -> bool:
        """Whether the head by itself passes one sentence of a claim, whatever its wording."""
        said = self._said(text, paragraphs, document)
        return said is not None and self._passes(said, _foreign(text, paragraphs))

    def sentence(self, text: str, paragraph: Paragraph, document: Document | None = None) -> Sentence | None:
        """The sentence of a paragraph that a claim goes by, in whatever language; None where that is not judged."""
        said = self._said(text, [paragraph], document)
        return said.sentence if said else None

    def _said(self, text: str, paragraphs: Sequence[Paragraph], document: Document | None) -> Said | None:
        return self.meaning.of(text, paragraphs, document.title if document else "") if self.meaning else None

    def _passes(self, said: Said, foreign: bool) -> bool:
        assert self.meaning
        return said.logit >= (self.meaning.lines.across if foreign else self.meaning.lines.says)

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


def _foreign(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    return language_of(text) != language_of(" ".join(p.text for p in paragraphs))


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
