"""Question -> answer: the one list of steps, telling its events as they happen.

read      what is asked: query, kind, places named        question/
look      the paragraphs that may answer, read            evidence/candidates.py
judge     whether they do, and why not                    evidence/judging.py
answer    the first strategy that has one                 answers/
word      in a language model's words, each checked       writing/
tell      claim by claim                                  events.py
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from assistant.answer import Answer
from assistant.answers.abstentions import nothing_asked
from assistant.answers.facts import fact
from assistant.answers.lists import list_all
from assistant.answers.lookups import place
from assistant.answers.summaries import summary
from assistant.answers.today import from_today
from assistant.answers.words import word
from assistant.events import ClaimReady, Event, Finished
from assistant.evidence import FEW, Finder, Sources
from assistant.limits import check_question
from assistant.question import Intents, Question, understand
from assistant.watching import StepName, Watch
from assistant.writing import compose, result_of, rewrite
from index.document import Document
from index.model import load_reader
from index.model.onnx.folder import MODEL
from index.text import phrased_in

if TYPE_CHECKING:
    from assistant.answer import Turn
    from assistant.writing import Writer
    from index.library import Library
    from index.model import Reader, Vector

_RETRIEVED = 10

P = ParamSpec("P")
T = TypeVar("T")


class Assistant:
    """Answers questions about the documents of a library.

    >>> Assistant(library).ask("パリ協定の発効年").claims[0].citations[0].label
    '26'
    """

    def __init__(
        self,
        library: Library,
        reader: Callable[[], Reader] | None = None,
        *,
        writer: Writer | None = None,
        watch: Watch | None = None,
        clock: Callable[[], date] = date.today,
    ) -> None:
        """Over a library.

        Args:
            library: Holds the documents.
            reader: Called once, when the first passage has to be read; the project's own reader by default.
            writer: Words the answers; without one they are quotes.
            watch: Looks on.
            clock: Tells which day it is, for questions about today.
        """
        self._clock = clock
        self._library = library
        self._writer = writer
        self._watch = watch or Watch()
        self._finder = Finder(library, reader or partial(load_reader, data=library.folder))
        self._intents = Intents(self._vector)
        self._strategies: tuple[Callable[[Question, Sources], Answer | None], ...] = (
            partial(nothing_asked, worded=writer is not None),
            place,
            word,
            list_all,
            summary,
            fact,
        )

    def ask(self, question: str, *, turns: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        """Answer a question.

        Args:
            question: As typed, 1 to 2,000 characters.
            turns: The conversation so far, oldest first.
            documents: Ids of the documents to ask; all of them where empty.

        Raises:
            BadQuestion: it is empty or too long.
            UnknownDocument: a document is not in the library.
        """
        text = check_question(question)
        documents = self._scope(text, documents)
        asked = self._step("understand", self._read, text, documents, turns)
        answer = self._step("find", self._answer, asked, documents)
        if self._writer is not None and _worded(asked, answer):
            worded = compose(self._writer, answer, self._named(answer), rewriting=asked.rewriting)
            answer = self._step("word", result_of, _finished(worded))
        self._watch.answered(answer)
        return answer

    def query_of(self, question: str, *, turns: Sequence[Turn] = (), documents: Sequence[str] = ()) -> str:
        """A question as read in its conversation, without a language model; nothing is searched for an answer."""
        documents = self._scope(question, documents)
        return understand(question, self._places(question, documents), self._intents, turns).query

    def warm_up(self) -> None:
        """Load what the first questions would wait for: models, dictionaries, the index."""
        if self._library.paragraph_count():
            self._answer(self._read("この文書は何について述べていますか。", (), ()), ())

    async def stream(
        self, question: str, *, turns: Sequence[Turn] = (), documents: Sequence[str] = ()
    ) -> AsyncIterator[Event]:
        """`ask`, telling what happens; the last event is `Finished`."""
        text = check_question(question)
        documents = self._scope(text, documents)
        from assistant.workflow import Answering, events_of

        steps = Answering(
            lambda: self._step("understand", self._read, text, documents, turns),
            lambda asked: self._step("find", self._answer, asked, documents),
            self._told,
        )
        async for event in events_of(steps):
            if isinstance(event, Finished):
                self._watch.answered(event.answer)
            yield event

    def _step(self, name: StepName, done: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        with self._watch.step(name):
            return done(*given, **named)

    # --- read

    def _vector(self, text: str) -> Vector | None:
        """A question's vector; None where another encoder than the project's own embeds."""
        own = self._library.embedder.fingerprint.startswith(MODEL)
        return self._library.vector(text) if own else None

    def _scope(self, text: str, documents: Sequence[str]) -> Sequence[str]:
        """Of the documents chosen, or of all, those that the question calls by name; where it names none, as chosen.

        Raises:
            UnknownDocument: a document is not in the library.
        """
        self._library.paragraph_count(documents)
        several = len(documents) > 1 if documents else self._library.size.documents > 1
        return (several and self._library.named_in(text, documents=documents)) or documents

    def _read(self, text: str, documents: Sequence[str], turns: Sequence[Turn]) -> Question:
        """A question in its conversation; a follow-up as the language model reads it, where that holds."""
        known = self._places(text, documents)
        default = phrased_in(known[0].language) if known else "en"
        asked = understand(text, known, self._intents, turns, default=default)
        if self._writer is None or not asked.leans:
            return asked
        return rewrite(self._writer, asked, turns) or asked

    def _places(self, text: str, documents: Sequence[str]) -> list[Document]:
        """The documents whose paragraphs and sections a question may name."""
        return Sources(self._library, self._finder, documents).places(text)

    # --- answer

    def _answer(self, question: Question, documents: Sequence[str]) -> Answer:
        if question.leans:
            documents = self._scope(question.query, documents)
        sources = Sources(self._library, self._finder, documents)
        answer = next(filter(None, (strategy(question, sources) for strategy in self._strategies)))
        cited = tuple(dict.fromkeys(citation.quote.paragraph for citation in answer.citations))
        return replace(
            answer,
            language=question.language,
            question=question.text,
            query=question.query,
            notes=(*answer.notes, *from_today(answer, question.text, self._clock(), question.language)),
            retrieved=(answer.retrieved or cited)[:_RETRIEVED],
            documents=tuple(documents) or tuple(self._library.first(FEW + 1)),
        )

    def _named(self, answer: Answer) -> Mapping[str, Document]:
        paragraphs = [*(c.quote.paragraph for c in answer.citations), *answer.retrieved]
        return self._library.by_id(paragraph.document_id for paragraph in paragraphs)

    async def _told(self, asked: Question, answer: Answer) -> AsyncIterator[Event]:
        if self._writer is not None and _worded(asked, answer):
            with self._watch.step("word"):
                async for event in compose(self._writer, answer, self._named(answer), rewriting=asked.rewriting):
                    yield event
            return
        for claim in answer.claims:
            yield ClaimReady(claim, answer)
        yield Finished(answer)


def _worded(question: Question, answer: Answer) -> bool:
    """Whether a language model is asked: not for a look-up or a complete list, nor where nothing is known to answer."""
    open_to_it = answer.status == "answered" or (answer.reason == "not stated" and bool(answer.retrieved))
    return open_to_it and question.kind not in ("look-up", "list", "places")


async def _finished(events: AsyncIterator[Event]) -> Answer:
    async for event in events:
        if isinstance(event, Finished):
            return event.answer
    raise RuntimeError("an answer must end in Finished")
