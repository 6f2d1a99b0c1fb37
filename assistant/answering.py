"""Question -> answer: the one list of steps, telling its events as they happen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation
from assistant.answers import Phrase, facts, list_claims, lists, phrase, two_places
from assistant.answers.definitions import defined
from assistant.answers.lookups import look_up, missing, paragraphs_of
from assistant.answers.reckoning import dated_as_its_document
from assistant.events import ClaimReady, Event, Finished
from assistant.evidence import Evidence, Finder, by_id, may_answer, names_nothing_here
from assistant.limits import check_question
from assistant.question import Question, understand
from assistant.writing import compose, leans, result_of, rewrite
from index.document import Document, Paragraph
from index.text.languages import wording

if TYPE_CHECKING:
    from assistant.answer import Turn
    from assistant.writing import Writer
    from index.library import Library

_RELEVANT = 5.0
_RETRIEVED = 10


class Assistant:
    """Answers questions about the documents of a library.

    >>> Assistant(library).ask("パリ協定の発効年").claims[0].citations[0].label
    '26'
    """

    def __init__(self, library: Library, *, writer: Writer | None = None) -> None:
        self._library = library
        self._writer = writer
        self._finder = Finder(library)

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
        scope = self._scope(documents)
        asked = self._understood(text, scope, turns)
        answer = self._answer(asked, scope)
        if self._writer is None or not _worded(asked, answer):
            return answer
        return result_of(_finished(compose(self._writer, answer, by_id(scope), rewriting=asked.rewriting)))

    def warm_up(self) -> None:
        """Load what the first questions would wait for: model, dictionaries, documents and what compares with them."""
        scope = self._scope(())
        for language in sorted({document.language for document in scope}):
            questions = wording.everyday_questions(language)
            self._library.search(questions[0], unlike=questions)
            self._answer(understand(questions[0], scope), scope)
            self._finder.floor(language, scope)

    async def stream(
        self, question: str, *, turns: Sequence[Turn] = (), documents: Sequence[str] = ()
    ) -> AsyncIterator[Event]:
        """`ask`, telling what happens; the last event is `Finished`."""
        text = check_question(question)
        scope = self._scope(documents)
        from assistant.workflow import Answering, events_of

        steps = Answering(
            partial(self._understood, text, scope, turns),
            partial(self._answer, scope=scope),
            partial(self._told, scope=scope),
        )
        async for event in events_of(steps):
            yield event

    async def _told(self, asked: Question, answer: Answer, scope: Sequence[Document]) -> AsyncIterator[Event]:
        if self._writer is not None and _worded(asked, answer):
            async for event in compose(self._writer, answer, by_id(scope), rewriting=asked.rewriting):
                yield event
            return
        for claim in answer.claims:
            yield ClaimReady(claim)
        yield Finished(answer)

    def _understood(self, text: str, scope: Sequence[Document], turns: Sequence[Turn]) -> Question:
        """A question as our rules read it, a follow-up as the model does, where that finds as much."""
        asked = understand(text, scope, turns)
        if self._writer is None or not turns or not leans(asked):
            return asked
        theirs = rewrite(self._writer, asked, turns, scope)
        if theirs is None or self._answer(theirs, scope).status == "abstained":
            return asked
        return theirs

    def _scope(self, documents: Sequence[str]) -> list[Document]:
        return [self._library.document(name) for name in documents] if documents else list(self._library.documents)

    def _answer(self, question: Question, scope: Sequence[Document]) -> Answer:
        answer = self._by_kind(question, scope)
        cited = tuple(dict.fromkeys(citation.quote.paragraph for citation in answer.citations))
        return replace(
            answer,
            language=question.language,
            question=question.text,
            query=question.query,
            retrieved=answer.retrieved or cited,
            documents=tuple(document.id for document in scope),
        )

    def _by_kind(self, question: Question, scope: Sequence[Document]) -> Answer:
        if not scope or (question.kind == "fact" and question.empty):
            return _abstained("not a question", question)
        if absent := missing(question):
            return replace(absent, scanned=list_claims.scan_of(scope, ()))
        if question.kind == "look-up":
            return look_up(question)
        search = partial(self._finder.evidence, question, scope)
        if question.kind == "list":
            return lists.listed(question, scope, search) or self._found(question, scope)
        if question.kind == "summary":
            return lists.summarised(question, scope, search) or self._found(question, scope)
        if question.kind == "fact" and (meant := defined(question, scope)):
            return facts.quote_places(question, meant, by_id(scope))
        return self._found(question, scope)

    def _found(self, question: Question, scope: Sequence[Document]) -> Answer:
        parts = two_places.halves(question)
        self._finder.expect([question.about(text) for text in parts.known] if parts else [], scope)
        evidence = self._finder.evidence(question, scope, within=paragraphs_of(question))
        documents = by_id(scope)
        proof = list_claims.scan_of(scope, ())
        if parts and (pair := self._two_places(question, parts, scope)):
            answer = facts.quote_together(question, pair, documents)
            return replace(answer, scanned=proof, retrieved=_by_rank(evidence))
        topic = replace(question, addresses=()) if question.kind == "summary" else question
        verdict = self._finder.judged(topic, evidence, scope)
        if verdict == "not stated":
            absent = _abstained("not stated", question)
            return replace(absent, scanned=proof, nearest=_nearest(evidence, documents), retrieved=_by_rank(evidence))
        quote = facts.quote_nearest if verdict == "in other words" else facts.quote_facts
        answer = quote(question, evidence, documents)
        beside = list_claims.outstanding(evidence, within=_RELEVANT)
        return replace(answer, scanned=proof, retrieved=_by_rank(evidence), left_out=_uncited(beside, answer))

    def _two_places(
        self, question: Question, parts: two_places.Halves, scope: Sequence[Document]
    ) -> two_places.Pair | None:
        if all(names_nothing_here(question, document) for document in scope):
            return None
        documents = by_id(scope)
        within = paragraphs_of(question)

        def stated(text: str) -> list[Evidence]:
            half = question.about(text)
            evidence = self._finder.evidence(half, scope, within=() if text == parts.first else within)
            if parts.tie == "date" and wording.says("this document", text):
                return dated_as_its_document(evidence, documents)
            if parts.tie == "name":
                return [e for e in evidence if may_answer(half, e)]
            return [] if self._finder.judged(half, evidence, scope) == "not stated" else evidence

        return two_places.both(parts, stated)


def _worded(question: Question, answer: Answer) -> bool:
    """Whether a language model may word it: not a look-up, a complete list or an abstention."""
    return answer.status == "answered" and question.kind not in ("look-up", "list")


async def _finished(events: AsyncIterator[Event]) -> Answer:
    async for event in events:
        if isinstance(event, Finished):
            return event.answer
    raise RuntimeError("an answer must end in Finished")


def _abstained(reason: Phrase, question: Question, **values: str) -> Answer:
    return Answer("abstained", reason=reason, message=phrase(reason, question.language, **values))  # type: ignore[arg-type]


def _uncited(paragraphs: Sequence[Paragraph], answer: Answer) -> tuple[Paragraph, ...]:
    cited = {(citation.document_id, citation.label) for citation in answer.citations}
    return tuple(p for p in paragraphs if (p.document_id, p.label) not in cited)


def _by_rank(evidence: Sequence[Evidence]) -> tuple[Paragraph, ...]:
    by_rank = {e.hit.rank: e.paragraph for e in evidence}
    return tuple(by_rank[rank] for rank in sorted(by_rank))[:_RETRIEVED]


def _nearest(evidence: Sequence[Evidence], documents: dict[str, Document]) -> Citation | None:
    if not evidence:
        return None
    best = evidence[0]
    return Citation(documents[best.paragraph.document_id], best.paragraph.quote_sentence(best.sentence))
