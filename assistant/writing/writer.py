"""Answers written by a language model: claims that name their paragraphs, each checked.

Here is when the model is asked, for how long and in which form; what becomes of its
claims is in `vetting.py`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from assistant.answer import Answer, Claim, Written
from assistant.errors import WritingFailed
from assistant.grounding import Checker
from assistant.writing.drafts import MOST_CLAIMS, Draft, Drafted, JsonDraft, MalformedDraft, MarkedDraft, schema
from assistant.writing.llm import stream_text
from assistant.writing.material import Budget
from assistant.writing.vetting import Vetted, Vetting
from index.document import Document, Paragraph
from prompts import load_template

if TYPE_CHECKING:
    from assistant.writing.llm import Connect

Task = Literal["answer", "answer-marked", "again"]
Give = Callable[[Claim], None]

_CHARS_A_TOKEN: Final = 16


@dataclass(frozen=True)
class Writer:
    """Writes answers with one language model.

    Attributes:
        llm: Makes a LlamaIndex chat model for one request (`assistant.writing.llm.connect`).
        model: Its name, as the endpoint knows it.
        checker: Passes or fails every claim.
        timeout_s: For one whole answer; after it the answer is quoted instead.
        budget: What one request may hold, paragraphs and answer together.
        structured: Whether the endpoint is first asked for JSON by schema.
        engine: A server in this process that must live as long as the writer.
    """

    llm: Connect
    model: str = "default"
    checker: Checker = field(default_factory=Checker)
    timeout_s: float = 60.0
    budget: Budget = field(default_factory=Budget)
    structured: bool = True
    engine: object | None = None

    def write(self, quoted: Answer, whole: Sequence[Paragraph], documents: Mapping[str, Document]) -> Writing:
        """An answer in the making; iterate over it for the claims.

        Args:
            quoted: The answer in the document's own words: gives the question, its
                language, and what was found for it.
            whole: Everything that the model is shown where it fits.
            documents: By id; those of the paragraphs.
        """
        return Writing(self, quoted, tuple(whole), documents)


@dataclass
class Writing:
    """One answer in the making: an async iterator of claims; `written` says what became of them.

    Attributes:
        partial: Why only the beginning of the model's reply was used; None when all of it was.
    """

    writer: Writer
    quoted: Answer
    whole: tuple[Paragraph, ...]
    documents: Mapping[str, Document]
    partial: WritingFailed | None = None
    _standing: list[Vetted] = field(default_factory=list)
    _failed: list[Vetted] = field(default_factory=list)
    _unchecked: list[Vetted] = field(default_factory=list)
    _corrected: int = 0
    _prompts: dict[str, None] = field(default_factory=dict)

    async def __aiter__(self) -> AsyncGenerator[Claim]:
        """Each claim as soon as it passed; those that failed or could not be checked come last.

        Where none passed and some could not be checked, the quoted answer's come before them.

        Raises:
            WritingFailed: nothing usable came, or no claim stands; none was given then.
        """
        claims: asyncio.Queue[Claim | None] = asyncio.Queue()
        writing = asyncio.create_task(self._write(claims.put_nowait))
        writing.add_done_callback(lambda _: claims.put_nowait(None))
        try:
            while (claim := await claims.get()) is not None:
                yield claim
            await writing
        finally:
            writing.cancel()
            with suppress(asyncio.CancelledError, WritingFailed):
                await writing

    def written(self) -> Written:
        """The model's part so far."""
        states = [vetted.verdict.state for vetted in (*self._standing, *self._unchecked, *self._failed)]
        return Written(
            model=self.writer.model,
            prompts=tuple(self._prompts),
            passed=states.count("supported"),
            corrected=self._corrected,
            failed=states.count("failed"),
            replaced=sum(vetted.replaced for vetted in self._standing),
            unchecked=states.count("unchecked"),
            partial=self.partial.reason if self.partial else "",
        )

    async def _write(self, give: Give) -> None:
        deadline = asyncio.get_running_loop().time() + self.writer.timeout_s
        try:
            async with asyncio.timeout_at(deadline):
                structured = await self._first(give)
        except TimeoutError:
            self.partial = WritingFailed("late", f"{self.writer.timeout_s:g} s")
        except WritingFailed as error:
            self.partial = error
        else:
            with suppress(TimeoutError, WritingFailed):
                async with asyncio.timeout_at(deadline):
                    await self._again(give, structured)
        if not self._standing and (self._refused or not self._unchecked):
            raise self._nothing()
        for claim in () if self._standing else self.quoted.claims:
            give(claim)
        for vetted in () if self._refused else (*self._unchecked, *(self._failed if self._standing else ())):
            give(vetted.claim)

    @property
    def _refused(self) -> bool:
        """Whether we found no answer: only what the model says and the check passes can overturn that."""
        return self.quoted.status == "abstained"

    def _nothing(self) -> WritingFailed:
        if rejected := len(self._failed) + len(self._unchecked):
            return WritingFailed("unsupported", str(rejected))
        return self.partial or WritingFailed("silent")

    async def _first(self, give: Give) -> bool:
        """Ask by schema, then for markers; whether the schema was followed."""
        for structured, last in ((self.writer.structured, False), (False, True)):
            try:
                await self._patiently(structured, give)
                return structured
            except WritingFailed as error:
                if last or error.final or self._standing or self._unchecked or self._failed:
                    raise
        raise AssertionError("the last try returns or raises")

    async def _patiently(self, structured: bool, give: Give) -> None:
        """Once, and once more when the endpoint says when."""
        try:
            await self._claims(structured, give)
        except WritingFailed as error:
            if error.retry_after_s is None or error.retry_after_s >= self.writer.timeout_s:
                raise
            await asyncio.sleep(error.retry_after_s)
            await self._claims(structured, give)

    async def _claims(self, structured: bool, give: Give) -> None:
        async for vetted in self._vetted("answer" if structured else "answer-marked"):
            held = self._failed if vetted.verdict.state == "failed" else self._unchecked
            if vetted.stands and not (self._refused and vetted.replaced):
                self._stand(vetted, give)
            elif vetted not in held:
                held.append(vetted)

    async def _again(self, give: Give, structured: bool) -> None:
        """Ask once more for the claims that failed, in their order; they stay where that fails too."""
        failed = list(self._failed)
        if not failed or not structured:
            return
        listed = "\n".join(
            f"{n}. {v.claim.text} ({v.verdict.rule}: {v.verdict.detail})" for n, v in enumerate(failed, 1)
        )
        places = iter(failed)
        async for vetted in self._vetted("again", {"failed": listed}, claims=len(failed)):
            place = next(places, None)
            if place and vetted.stands and not (self._refused and vetted.replaced) and self._is_new(vetted):
                self._failed.remove(place)
                self._corrected += vetted.verdict.state == "supported"
                self._stand(vetted, give)

    def _stand(self, vetted: Vetted, give: Give) -> None:
        if self._is_new(vetted):
            self._standing.append(vetted)
            give(vetted.claim)

    def _is_new(self, vetted: Vetted) -> bool:
        return all(vetted.claim != other.claim for other in self._standing)

    async def _vetted(
        self, task: Task, values: Mapping[str, str] | None = None, claims: int | None = None
    ) -> AsyncIterator[Vetted]:
        """What one request brings, claim by claim."""
        template = load_template(task, self.quoted.language)
        self._prompts[f"{template.name} {template.digest}"] = None
        filled = {"question": self.quoted.query, **(values or {})}
        prompt = await self.writer.budget.prompt(template, filled, self._found(), self.whole)
        marked = task == "answer-marked"
        options = {} if marked else {"response_format": schema(tuple(prompt.shown), claims=claims)}
        draft: Draft = MarkedDraft() if marked else JsonDraft()
        pieces = stream_text(self.writer.llm, prompt.system, prompt.user, options)
        vetting = Vetting(self.writer.checker, self.documents, self.quoted.citations, self.quoted.language)
        async for drafted in read(draft, pieces, most_chars=self.writer.budget.answer_tokens * _CHARS_A_TOKEN):
            yield await asyncio.to_thread(vetting.vet, drafted, prompt.shown)

    def _found(self) -> list[Paragraph]:
        """The paragraphs that were found for the question, the likeliest first."""
        cited = (citation.quote.paragraph for citation in self.quoted.citations)
        return list({(p.document_id, p.label): p for p in (*cited, *self.quoted.retrieved)}.values())


async def read(draft: Draft, pieces: AsyncGenerator[str], *, most_chars: int) -> AsyncIterator[Drafted]:
    """The claims of a reply as they are complete.

    Raises:
        WritingFailed: it is not in the agreed form, or has no end.
    """
    read_chars, claims = 0, 0
    async with aclosing(pieces):
        try:
            async for piece in pieces:
                read_chars += len(piece)
                for drafted in draft.feed(piece):
                    claims += 1
                    if claims > MOST_CLAIMS:
                        raise WritingFailed("endless", f"more than {MOST_CLAIMS} claims")
                    yield drafted
                if read_chars > most_chars:
                    raise WritingFailed("endless", f"more than {most_chars:,} characters")
            for drafted in draft.close():
                yield drafted
        except MalformedDraft as error:
            raise WritingFailed("malformed", str(error)) from None
