"""The sentences of the library that may answer a question, best first, and whether they do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from statistics import fmean, pstdev
from typing import TYPE_CHECKING

from assistant.evidence.features import Evidence, gather, in_other_words
from assistant.evidence.judging import Floor, Verdict, judge
from assistant.evidence.leaning import by_own_words
from assistant.evidence.rereading import reread
from assistant.question import Question
from assistant.question.shared_words import carried_over
from index.document import Document, Paragraph
from index.text import language_of
from index.text.languages import wording

if TYPE_CHECKING:
    from index.library import Library

MOST_HITS = 50


class Finder:
    """Searches a library for questions, and judges what it finds."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._floors: dict[tuple[str, ...], Floor] = {}

    def expect(self, questions: Sequence[Question], scope: Sequence[Document]) -> None:
        """Tell what is to be searched, so that it is embedded at once."""
        self._library.expect([wanted(question, scope) for question in questions])

    def evidence(
        self, question: Question, scope: Sequence[Document], *, within: Sequence[Paragraph] = ()
    ) -> list[Evidence]:
        """The sentences nearest to a question, best first.

        Args:
            question: What is asked.
            scope: Documents asked.
            within: The paragraphs that alone are asked; all of them where empty.
        """
        named = {p.document_id for p in within}
        searched = [document for document in scope if not named or document.id in named]
        ids = [] if len(searched) == len(self._library.documents) else [document.id for document in searched]
        query = wanted(question, searched)
        search = partial(self._library.search, query, k=MOST_HITS, documents=ids, named=within)
        hits = search()
        reworded = bool(hits) and in_other_words(question, by_id(searched)[hits[0].paragraph.document_id])
        if reworded:
            hits = search(unlike=wording.everyday_questions(language_of(question.query, default=question.language)))
        if within:
            among = {(p.document_id, p.label) for p in within}
            hits = [hit for hit in hits if (hit.paragraph.document_id, hit.paragraph.label) in among]
        found = gather(question, hits, by_id(scope))
        if reworded:
            found = reread(found, partial(self._library.nearness, question.query))
        return by_own_words(question, found, by_id(scope)) if question.leans else found

    def judged(self, question: Question, evidence: Sequence[Evidence], scope: Sequence[Document]) -> Verdict:
        """Whether the evidence answers; none never does."""
        if not evidence:
            return "not stated"
        return judge(question, evidence, by_id(scope), partial(self.floor, question.language, scope))

    def floor(self, language: str, scope: Sequence[Document]) -> Floor:
        """How near everyday questions come to these documents; kept while they do not change."""
        key = (language, *(f"{document.id} {document.sha256}" for document in scope))
        if key not in self._floors:
            ids = [document.id for document in scope]
            found = (self._library.search(q, k=MOST_HITS, documents=ids) for q in wording.everyday_questions(language))
            nearest = [max(hit.features["sentence"] for hit in hits) for hits in found if hits]
            self._floors[key] = Floor(fmean(nearest), fmean(nearest) + pstdev(nearest), max(nearest))
        return self._floors[key]


def wanted(question: Question, documents: Sequence[Document]) -> str:
    """What is searched for: the subject, and what of it documents of another language write in the same way."""
    return " ".join([question.subject, *carried_over(question.subject, question.language, documents)])


def by_id(scope: Sequence[Document]) -> dict[str, Document]:
    """Documents by their id."""
    return {document.id: document for document in scope}
