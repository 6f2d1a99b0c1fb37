"""Answers written by a language model: claims that name their paragraphs, each checked.

The model selects labels and writes sentences; the quotes are chosen here, and a claim
that the check does not pass is shown as the document's own sentence or as unverified.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from assistant.alignment import closest
from assistant.answer import Citation, Claim
from assistant.drafts import Draft, Drafted, JsonDraft, MalformedDraft, MarkedDraft, schema
from assistant.errors import WritingFailed
from assistant.grounding import Checker, Verdict
from assistant.llm import ANSWER_TOKENS, estimated_tokens, stream_text
from assistant.words import words
from index.document import Document, Paragraph, Sentence
from prompts import load_template

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

Task = Literal["answer", "answer-marked"]

_OWN_WORDS = 0.5
_NOTES = {
    "ja": "{model}が書き、規則で確かめました: {checked}件中、合格{passed}、"
    "不合格{failed}（うち{replaced}件は原文に置換）、確認不能{unchecked}",
    "en": "Written by {model} and checked by rules: of {checked} claims {passed} passed, {failed} failed "
    "({replaced} replaced by the document's sentence), {unchecked} could not be checked",
}
_CUT = {"ja": "モデルの応答は途中で切れました", "en": "the model's answer was cut short"}


@dataclass(frozen=True)
class Writer:
    """Writes answers with one language model.

    Attributes:
        llm: Any LlamaIndex chat model; `assistant.llm` makes one from the settings.
        checker: Passes or fails every claim.
        timeout_s: For one whole answer; after it the answer is quoted instead.
        context_tokens: What one request may hold, paragraphs and answer together.
        structured: Whether the endpoint is first asked for JSON by schema.
        engine: A server in this process that must live as long as the writer.
    """

    llm: LLM
    checker: Checker = field(default_factory=Checker)
    timeout_s: float = 60.0
    context_tokens: int = 8192
    structured: bool = True
    engine: object | None = None

    def write(
        self, query: str, paragraphs: Sequence[Paragraph], documents: Mapping[str, Document], language: str
    ) -> Writing:
        """An answer in the making; iterate over it for the claims.

        Args:
            query: The question, resolved.
            paragraphs: What the model is shown, the likeliest first; cut to the budget.
            documents: By id; those of the paragraphs.
            language: Of the prompt and the notes.
        """
        return Writing(self, query, tuple(paragraphs), documents, language)


@dataclass
class Writing:
    """One answer in the making: an async iterator of checked claims, then its notes."""

    writer: Writer
    query: str
    paragraphs: tuple[Paragraph, ...]
    documents: Mapping[str, Document]
    language: str
    answerable: bool = True
    digest: str = ""
    _verdicts: list[Verdict] = field(default_factory=list)
    _replaced: int = 0
    _cut_short: bool = False

    async def __aiter__(self) -> AsyncIterator[Claim]:
        """Each claim as soon as it is complete and checked.

        Raises:
            WritingFailed: the endpoint gave nothing usable, twice; no claim was given then.
        """
        tasks: tuple[Task, ...] = ("answer", "answer-marked") if self.writer.structured else ("answer-marked",) * 2
        deadline = asyncio.get_running_loop().time() + self.writer.timeout_s
        for attempt, task in enumerate(tasks):
            given = 0
            claims = self._attempt(task)
            try:
                while True:
                    left = deadline - asyncio.get_running_loop().time()
                    yield await asyncio.wait_for(anext(claims), left)
                    given += 1
            except StopAsyncIteration:
                return
            except (WritingFailed, MalformedDraft, TimeoutError) as error:
                if given:
                    self._cut_short = True
                    return
                if attempt or isinstance(error, TimeoutError) or getattr(error, "final", False):
                    raise _failed(error, self.writer.timeout_s) from error
                self._verdicts.clear()
            finally:
                await claims.aclose()

    def notes(self) -> tuple[str, ...]:
        """How it was made, with the counts of what was checked."""
        states = [verdict.state for verdict in self._verdicts]
        note = _NOTES.get(self.language, _NOTES["en"]).format(
            model=getattr(self.writer.llm, "model", "LLM"),
            checked=len(states),
            passed=states.count("supported"),
            failed=states.count("failed"),
            replaced=self._replaced,
            unchecked=states.count("unchecked"),
        )
        cut = (_CUT.get(self.language, _CUT["en"]),) if self._cut_short else ()
        return (note, *cut, f"prompt {self.digest}")

    async def _attempt(self, task: Task) -> AsyncGenerator[Claim]:
        template = load_template(task, self.language)
        self.digest = template.digest
        shown = self._fitting()
        system, user = template.render(
            {"labels": " ".join(shown), "paragraphs": _fenced(shown), "question": _plain(self.query)}
        )
        draft: Draft = JsonDraft() if task == "answer" else MarkedDraft()
        options = {"response_format": schema(tuple(shown))} if task == "answer" else {}
        async for piece in stream_text(self.writer.llm, system, user, options):
            for drafted in draft.feed(piece):
                yield await asyncio.to_thread(self._checked, drafted, shown)
        for drafted in draft.feed("\n") if task == "answer-marked" else ():
            yield await asyncio.to_thread(self._checked, drafted, shown)
        self.answerable = draft.close()

    def _fitting(self) -> dict[str, Paragraph]:
        """The paragraphs that the budget allows, by the label the model may select, in reading order."""
        several = len({paragraph.document_id for paragraph in self.paragraphs}) > 1
        left = self.writer.context_tokens - ANSWER_TOKENS - estimated_tokens(self.query) - 500
        chosen: list[Paragraph] = []
        for paragraph in self.paragraphs:
            left -= estimated_tokens(paragraph.text) + 20
            if left < 0 and chosen:
                break
            chosen.append(paragraph)
        ordered = sorted(chosen, key=lambda p: (p.document_id, p.position))
        return {f"{p.document_id} {p.label}" if several else p.label: p for p in ordered}

    def _checked(self, drafted: Drafted, shown: Mapping[str, Paragraph]) -> Claim:
        """The claim if it passes; else the document's own sentence, or the claim marked as unverified."""
        cited = [shown[label] for label in dict.fromkeys(drafted.labels) if label in shown]
        verdict = self._verdict(drafted, cited, len(set(drafted.labels)))
        self._verdicts.append(verdict)
        if verdict.state == "supported":
            support: Literal["verbatim", "supported"] = "verbatim" if _is_quote(drafted.text, verdict) else "supported"
            return Claim(drafted.text, self._citations(drafted.text, cited), support, verdict.rule)
        own = verdict.sentence if verdict.state == "failed" else None
        if own is not None and _share(drafted.text, own) >= _OWN_WORDS:
            self._replaced += 1
            paragraph = next(p for p in cited if own in p.sentences)
            citation = Citation(self.documents[paragraph.document_id], paragraph.quote_sentence(own))
            return Claim(own.text, (citation,), "verbatim", verdict.rule)
        return Claim(drafted.text, self._citations(drafted.text, cited), "unverified", verdict.rule)

    def _verdict(self, drafted: Drafted, cited: Sequence[Paragraph], named: int) -> Verdict:
        if not cited or len(cited) < named:
            return Verdict("failed", "label", "a label was named that was not shown")
        of_one = {paragraph.document_id for paragraph in cited}
        document = self.documents[of_one.pop()] if len(of_one) == 1 else None
        return self.writer.checker.check(drafted.text, cited, document)

    def _citations(self, text: str, cited: Sequence[Paragraph]) -> tuple[Citation, ...]:
        """The nearest sentence of each paragraph that was named."""
        return tuple(Citation(self.documents[p.document_id], p.quote_sentence(_nearest(text, p))) for p in cited)


def _failed(error: Exception, timeout_s: float) -> WritingFailed:
    if isinstance(error, WritingFailed):
        return error
    return WritingFailed(f"no answer within {timeout_s:g} s" if isinstance(error, TimeoutError) else str(error))


def _fenced(shown: Mapping[str, Paragraph]) -> str:
    return "\n".join(f'<paragraph label="{label}">\n{_plain(p.text)}\n</paragraph>' for label, p in shown.items())


def _plain(text: str) -> str:
    """Text that cannot close the element that fences it."""
    return text.replace("</", "＜/")


def _is_quote(text: str, verdict: Verdict) -> bool:
    return verdict.sentence is not None and text.strip() == verdict.sentence.text


def _nearest(text: str, paragraph: Paragraph) -> Sentence:
    place, _ = closest(words(text), [words(s.text) for s in paragraph.sentences])
    return paragraph.sentences[place]


def _share(text: str, sentence: Sentence) -> float:
    return closest(words(text), [words(sentence.text)])[1].share
