"""Question -> answer: the one list of steps, telling its events as they happen.

read      what is asked: query, kind, places named        question/
look      the paragraphs that may answer, read            evidence/candidates.py
judge     whether they do, and why not                    evidence/judging.py
answer    the first strategy that has one                 answers/
word      in a language model's words, each checked       writing/
tell      claim by claim                                  events.py
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from assistant.answer import Answer, Scan, Why
from assistant.answers import phrase
from assistant.answers.facts import answer_fact, answer_nearest, lines_of
from assistant.answers.lists import answer_list, holding, lone_word, names_alone, near_best
from assistant.answers.lookups import look_up, missing
from assistant.answers.quotes import Documents, Lines, citation_of, quoted, scan_of
from assistant.answers.summaries import in_lines, on_topic, representatives, shortened
from assistant.answers.today import from_today
from assistant.answers.words import lines_without, times
from assistant.events import ClaimReady, Event, Finished
from assistant.evidence import READ, READ_FOR_LISTS, Candidate, Code, Finder, Verdict, judge
from assistant.limits import check_question
from assistant.question import Intents, Question, quoted_words, understand, word_asked, wording_of
from assistant.watching import StepName, Watch
from assistant.writing import compose, result_of, rewrite
from index.derived import neighbours
from index.document import Document, Paragraph
from index.model import load_reader
from index.model.onnx.folder import MODEL
from index.text import fold

if TYPE_CHECKING:
    from assistant.answer import Turn
    from assistant.writing import Writer
    from index.library import Library
    from index.model import Reader, Vector

_FEW = 8  # documents whose places are known to every question; of more, those that the search finds
_RETRIEVED = 10
_MOST_WITHOUT, _MOST_ASKED = 200, 2_000  # paragraphs listed in which a word does not stand, and read for it

_REASONS: Mapping[Code, Why] = {
    "nothing found": "not stated",
    "named nowhere": "none mentions it",
}

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
        self._strategies: tuple[Callable[[Question, Sequence[str]], Answer | None], ...] = (
            self._nothing_asked,
            self._no_such_place,
            self._place,
            self._word,
            self._list,
            self._summary,
            self._fact,
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
        default = known[0].language if known else "en"
        asked = understand(text, known, self._intents, turns, default=default)
        if self._writer is None or not asked.leans:
            return asked
        return rewrite(self._writer, asked, turns) or asked

    def _places(self, text: str, documents: Sequence[str]) -> list[Document]:
        """The documents whose paragraphs and sections a question may name."""
        names = list(documents) or self._library.first(_FEW + 1)
        if len(names) > _FEW:
            names = list(
                dict.fromkeys(hit.paragraph.document_id for hit in self._library.search(text, documents=documents))
            )
        return [self._library.document(name) for name in names[:_FEW]]

    # --- answer

    def _answer(self, question: Question, documents: Sequence[str]) -> Answer:
        if question.leans:
            documents = self._scope(question.query, documents)
        answer = next(filter(None, (strategy(question, documents) for strategy in self._strategies)))
        cited = tuple(dict.fromkeys(citation.quote.paragraph for citation in answer.citations))
        return replace(
            answer,
            language=question.language,
            question=question.text,
            query=question.query,
            notes=(*answer.notes, *from_today(answer, question.text, self._clock(), question.language)),
            retrieved=(answer.retrieved or cited)[:_RETRIEVED],
            documents=tuple(documents) or tuple(self._library.first(_FEW + 1)),
        )

    def _nothing_asked(self, question: Question, documents: Sequence[str]) -> Answer | None:
        if not self._library.paragraph_count(documents):
            return _abstained("no document", question)
        if question.aside == "task" and self._writer is None:
            return _abstained("no such service", question)
        talk = question.aside == "talk" and not self._stands(lone_word(question), documents)
        return _abstained("not a question", question) if question.empty or talk else None

    def _no_such_place(self, question: Question, documents: Sequence[str]) -> Answer | None:
        absent = missing(question)
        return replace(absent, scanned=self._scan(documents)) if absent else None

    def _place(self, question: Question, documents: Sequence[str]) -> Answer | None:
        return look_up(question) if question.kind == "look-up" else None

    def _word(self, question: Question, documents: Sequence[str]) -> Answer | None:
        """How many times a word stands there, or in which paragraphs it does not."""
        wording = wording_of(question.text)
        word = word_asked(question.subject, question.terms) if wording else ""
        if not word or question.paragraphs:
            return None
        told = self._lines_with([word], question, documents)
        total = self._library.paragraph_count(documents)
        if wording == "without":
            return self._without(word, [paragraph for paragraph, _ in told], question, documents)
        if not told:
            return self._unmentioned(question, [word], documents)
        count = sum(times(word, paragraph.text) for paragraph, _ in told)
        values = {"asked": word, "held": str(len(told)), "total": str(total), "times": str(count)}
        message = phrase("stands times", question.language, **values)
        return replace(answer_list(told, self._of_lines(told), total), message=message)

    def _without(self, word: str, having: Sequence[Paragraph], question: Question, documents: Sequence[str]) -> Answer:
        total = self._library.paragraph_count(documents)
        language = question.language
        values = {"asked": word, "held": str(total - len(having)), "total": str(total)}
        if total > _MOST_ASKED or total - len(having) > _MOST_WITHOUT:
            return Answer("abstained", reason="not stated", message=phrase("too many without", language, **values))
        names = documents or self._library.first(total)
        told = lines_without([p for name in names for p in self._library.document(name)], having)
        if not told:
            return Answer("abstained", reason="not stated", message=phrase("stands in all", language, **values))
        answer = answer_list(told, self._of_lines(told), total)
        values["held"] = str(len(told))
        return replace(answer, message=phrase("stands not in", language, **values))

    def _list(self, question: Question, documents: Sequence[str]) -> Answer | None:
        if question.kind not in ("list", "places"):
            return None
        if words := quoted_words(question.subject):
            return self._holding(words, question, documents) or self._unmentioned(question, words, documents)
        names = names_alone(question)
        if names and (found := self._holding(names, question, documents)):
            return found
        candidates = self._candidates(question, documents, read=READ_FOR_LISTS)
        if judge(question, candidates, self._of(candidates)).outcome == "does not":
            return None
        told = [*near_best(candidates), *(self._mentioning(question, documents) if question.kind == "places" else ())]
        answer = answer_list(told, self._of_lines(told), self._library.paragraph_count(documents))
        return replace(answer, retrieved=_ranked(candidates))

    def _summary(self, question: Question, documents: Sequence[str]) -> Answer | None:
        """A summary, in as many lines as are wanted where that is said."""
        summed = self._summed_up(question, documents) if question.kind == "summary" else None
        return shortened(summed, question.lines) if summed and question.lines else summed

    def _summed_up(self, question: Question, documents: Sequence[str]) -> Answer | None:
        within = question.paragraphs
        if within and (question.placed or not question.terms):
            return in_lines(within, self._documents(p.document_id for p in within))
        if not within and not question.terms:
            scope = self._places(question.query, documents)
            return in_lines([p for document in scope for p in representatives(document)], _by_id(scope), most=1)
        candidates = self._candidates(question, documents, read=READ_FOR_LISTS)
        if judge(question, candidates, self._of(candidates)).outcome == "does not":
            return None
        answer = on_topic(candidates, self._of(candidates), len(within) or self._library.paragraph_count(documents))
        return replace(answer, retrieved=_ranked(candidates))

    def _fact(self, question: Question, documents: Sequence[str]) -> Answer:
        if question.placed:
            return self._of_place(question, documents)
        candidates = self._candidates(question, documents)
        verdict = judge(question, candidates, self._of(candidates))
        foreign = bool(candidates) and candidates[0].features["foreign"] > 0
        word = lone_word(question)
        if verdict.outcome == "nearest" and word and not foreign and not self._stands(word, documents):
            verdict = Verdict("does not", "named nowhere", word)
        if verdict.outcome == "does not":
            return self._denied(question, verdict, candidates, documents)
        if verdict.outcome == "nearest":
            message = phrase("closest", question.language)
            answer = answer_nearest(question, candidates, self._of(candidates), message=message)
        else:
            message = phrase("other language", question.language) if foreign else ""
            answer = answer_fact(question, candidates, self._of(candidates), message=message)
        return replace(answer, scanned=self._scan(documents), retrieved=_ranked(candidates))

    def _of_place(self, question: Question, documents: Sequence[str]) -> Answer:
        """What is asked of paragraphs that are named: their own sentences, or those of one that refers to them.

        They are shown whole where no other word of the question stands in any of these.
        """
        named = question.paragraphs
        within = [*named, *self._referring(named)]
        if not any(term.surface in fold(paragraph.text) for term in question.terms for paragraph in within):
            return look_up(question)
        candidates = self._candidates(question, documents, within=within)
        if candidates[0].paragraph in named:
            told = [candidate for candidate in candidates if candidate.paragraph in named]
            answer = quoted(lines_of(told), self._of(told), asked=question.asked)
        else:
            answer = answer_fact(question, candidates, self._of(candidates))
        return replace(answer, retrieved=_ranked(candidates))

    # --- parts

    def _referring(self, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
        for paragraph in paragraphs:
            document = self._library.document(paragraph.document_id)
            yield from map(document.__getitem__, neighbours(document)[paragraph.label].sources)

    def _holding(self, words: Sequence[str], question: Question, documents: Sequence[str]) -> Answer | None:
        """Every paragraph that has some words, by the full-text index; None where none has."""
        told = self._lines_with(words, question, documents)
        if not told:
            return None
        return answer_list(told, self._of_lines(told), self._library.paragraph_count(documents))

    def _stands(self, word: str, documents: Sequence[str]) -> bool:
        return bool(word and self._library.paragraphs_with([word], documents=documents))

    def _mentioning(self, question: Question, documents: Sequence[str]) -> Lines:
        """The paragraphs that hold the rarest of the question's words that stand there at all."""
        lines = (self._lines_with([term.surface], question, documents) for term in question.terms)
        return min(filter(None, lines), key=len, default=())

    def _lines_with(self, words: Sequence[str], question: Question, documents: Sequence[str]) -> Lines:
        found = self._library.paragraphs(self._library.paragraphs_with(words, documents=documents))
        within = {(paragraph.document_id, paragraph.label) for paragraph in question.paragraphs}
        return holding(words, [p for p in found if not within or (p.document_id, p.label) in within])

    def _candidates(
        self,
        question: Question,
        documents: Sequence[str],
        *,
        within: Sequence[Paragraph] | None = None,
        read: int = READ,
    ) -> list[Candidate]:
        hits = self._finder.hits(question.query, documents, within=question.paragraphs if within is None else within)
        return self._finder.read(question, hits, most=read)

    def _denied(
        self, question: Question, verdict: Verdict, candidates: Sequence[Candidate], documents: Sequence[str]
    ) -> Answer:
        reason = _REASONS[verdict.code]
        absent = _abstained(reason, question, asked=verdict.named)
        near = [citation_of(c.paragraph, c.best, self._of([c])) for c in candidates[:1]]
        return replace(
            absent, scanned=self._scan(documents), nearest=next(iter(near), None), retrieved=_ranked(candidates)
        )

    def _unmentioned(self, question: Question, words: Sequence[str], documents: Sequence[str]) -> Answer:
        absent = _abstained("none mentions it", question, asked="、".join(words))
        return replace(absent, scanned=self._scan(documents))

    def _scan(self, documents: Sequence[str]) -> Scan:
        return scan_of(self._library.paragraph_count(documents), ())

    def _of(self, candidates: Sequence[Candidate]) -> Documents:
        return self._documents(candidate.paragraph.document_id for candidate in candidates)

    def _of_lines(self, lines: Lines) -> Documents:
        return self._documents(paragraph.document_id for paragraph, _ in lines)

    def _documents(self, names: Iterable[str]) -> Documents:
        return self._library.by_id(names)

    def _named(self, answer: Answer) -> Documents:
        paragraphs = [*(c.quote.paragraph for c in answer.citations), *answer.retrieved]
        return self._documents(paragraph.document_id for paragraph in paragraphs)

    async def _told(self, asked: Question, answer: Answer) -> AsyncIterator[Event]:
        if self._writer is not None and _worded(asked, answer):
            with self._watch.step("word"):
                async for event in compose(self._writer, answer, self._named(answer), rewriting=asked.rewriting):
                    yield event
            return
        for claim in answer.claims:
            yield ClaimReady(claim)
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


def _abstained(reason: Why, question: Question, **values: str) -> Answer:
    return Answer("abstained", reason=reason, message=phrase(reason, question.language, **values))


def _ranked(candidates: Sequence[Candidate]) -> tuple[Paragraph, ...]:
    return tuple(candidate.paragraph for candidate in candidates)


def _by_id(documents: Sequence[Document]) -> Documents:
    return {document.id: document for document in documents}
