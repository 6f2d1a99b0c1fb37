"""From what a model drafted to a claim that may be shown: checked, replaced or marked as unverified.

The quotes are chosen here; the model only names paragraphs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.answer import Citation, Claim, Support
from assistant.grounding import Checker, Failure, Verdict, closest
from assistant.grounding.form import unfit, visible, without_markers
from assistant.grounding.strict import strays
from assistant.writing.drafts import Drafted
from index.document import Document, Paragraph, Sentence
from index.text import language_of, sentence_spans
from index.text.weighted_words import words

_OWN_WORDS: Final = 0.5
_UNKNOWN: Final = Verdict("failed", "label", "a label was named that was not shown, or none")


@dataclass(frozen=True, slots=True)
class Vetted:
    """A claim with the verdict on what the model had drafted."""

    claim: Claim
    verdict: Verdict

    @property
    def replaced(self) -> bool:
        """Whether the document's own sentence stands in its place."""
        return self.verdict.state == "failed" and self.claim.support == "verbatim"

    @property
    def stands(self) -> bool:
        """Whether the claim may be read without a warning."""
        return self.claim.support != "unverified"


@dataclass(frozen=True)
class Vetting:
    """Holds drafts against the paragraphs that the model was shown.

    Attributes:
        checker: Passes or fails a claim.
        documents: By id.
        found: Quotes that answer the question, best first: beside a claim that cannot be
            checked, the one of its paragraph is shown.
        language: Of the question; a claim in neither this nor the paragraphs' fails.
    """

    checker: Checker
    documents: Mapping[str, Document]
    found: Sequence[Citation] = ()
    language: str = "ja"

    def vet(self, drafted: Drafted, shown: Mapping[str, Paragraph]) -> Vetted:
        """The claim if it passes; else the document's own sentence, or the claim as unverified."""
        named = dict.fromkeys(drafted.labels)
        cited = [shown[label] for label in named if label in shown]
        text = visible(without_markers(drafted.text, named), cited)
        verdict = self._verdict(text, cited) if len(cited) == len(named) else _UNKNOWN
        if verdict.state == "supported" and verdict.sentence is not None:
            support: Support = "verbatim" if text == verdict.sentence.text else "supported"
            bearing = [p for p in cited if any(self._said(part, p) is None for part in _parts(text))]
            return Vetted(Claim(text, self._citations(text, bearing or cited), support, verdict.rule), verdict)
        if verdict.state == "failed" and (own := self._own_words(text, cited, verdict)):
            return Vetted(own, verdict)
        return Vetted(Claim(text, self._citations(text, cited), "unverified", verdict.rule), verdict)

    def _verdict(self, text: str, cited: Sequence[Paragraph]) -> Verdict:
        """The check's verdict, made stricter: the claim's form, and how close it keeps to one paragraph."""
        document = self._document(cited)
        verdict = self.checker.check(text, cited, document)
        failure = unfit(text, cited, document)
        if failure is None and verdict.state == "unchecked" and language_of(text) != self.language:
            failure = Failure("language", "it is in neither the question's language nor the paragraph's")
        if failure is None and verdict.state == "supported":
            failure = next(filter(None, (self._unsaid(part, cited) for part in _parts(text))), None)
        if failure is None:
            return verdict
        return replace(verdict, state="failed", rule=failure.rule, detail=failure.detail, failures=(failure,))

    def _unsaid(self, part: str, cited: Sequence[Paragraph]) -> Failure | None:
        """Why none of the paragraphs says one sentence of a claim by itself, nor, by meaning, all together."""
        if self.checker.means(part, cited, self._document(cited)):
            return None
        found = [self._said(part, paragraph) for paragraph in cited]
        return None if any(failure is None for failure in found) else found[0]

    def _said(self, part: str, paragraph: Paragraph) -> Failure | None:
        document = self.documents[paragraph.document_id]
        verdict = self.checker.check(part, [paragraph], document)
        if verdict.state != "supported":
            return Failure(verdict.rule, f"no paragraph says it by itself: {verdict.detail}")
        if verdict.rule == "meaning" or language_of(part) != language_of(paragraph.text):
            return None
        return None if self.checker.means(part, [paragraph], document) else strays(part, paragraph)

    def _own_words(self, text: str, cited: Sequence[Paragraph], verdict: Verdict) -> Claim | None:
        """The sentence that the claim was in other words; None where it follows none."""
        own = verdict.sentence
        if own is None or closest(words(text), [words(own.text)])[1].share < _OWN_WORDS:
            return None
        paragraph = next(p for p in cited if own in p.sentences)
        return Claim(own.text, (self._citation(paragraph, own),), "verbatim", verdict.rule)

    def _citations(self, text: str, cited: Sequence[Paragraph]) -> tuple[Citation, ...]:
        """The nearest sentence of each paragraph; across languages the one found for the question."""
        return tuple(self._found(text, p) or self._citation(p, self._nearest(text, p)) for p in cited)

    def _nearest(self, text: str, paragraph: Paragraph) -> Sentence:
        """By meaning across languages, where that is judged; else by words."""
        if language_of(text) != language_of(paragraph.text):
            sentence = self.checker.sentence(text, paragraph, self.documents[paragraph.document_id])
            if sentence:
                return sentence
        place, _ = closest(words(text), [words(s.text) for s in paragraph.sentences])
        return paragraph.sentences[place]

    def _found(self, text: str, paragraph: Paragraph) -> Citation | None:
        if language_of(text) == language_of(paragraph.text):
            return None
        return next((citation for citation in self.found if citation.quote.paragraph == paragraph), None)

    def _citation(self, paragraph: Paragraph, sentence: Sentence) -> Citation:
        return Citation(self.documents[paragraph.document_id], paragraph.quote_sentence(sentence))

    def _document(self, cited: Sequence[Paragraph]) -> Document | None:
        of_one = {paragraph.document_id for paragraph in cited}
        return self.documents[of_one.pop()] if len(of_one) == 1 else None


def _parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text) if words(text[start:end])]
