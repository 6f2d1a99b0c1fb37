"""The documents that a question is asked of, as those ask them who answer it: by meaning, by words, by place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.evidence.candidates import ENOUGH, READ, READ_FOR_LISTS, Candidate, Finder
from assistant.question import needs_documents
from index.derived import neighbours
from index.document import Document, Paragraph
from index.text import fold

if TYPE_CHECKING:
    from assistant.question import Question
    from index.library import Library
    from index.search import Hit

FEW = 8  # documents whose places are known to every question; of more, those found for one that names places


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found for a question.

    Attributes:
        candidates: What was read, the likeliest first.
        unread: What was not, since the first were likely enough; by rank.
    """

    candidates: Sequence[Candidate]
    unread: Sequence[Paragraph]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All of them."""
        return (*(candidate.paragraph for candidate in self.candidates), *self.unread)


@dataclass(frozen=True)
class Sources:
    """A library, or some documents of it.

    Attributes:
        library: Holds them.
        finder: Searches and reads.
        names: Ids of the documents asked; all of the library where empty.
    """

    library: Library
    finder: Finder
    names: Sequence[str] = ()

    @property
    def total(self) -> int:
        """How many paragraphs are asked."""
        return self.library.paragraph_count(self.names)

    def found(self, question: Question, *, within: Sequence[Paragraph] | None = None) -> Found:
        """The paragraphs that may answer one thing: as many are read as make one likely enough.

        Args:
            question: What is asked.
            within: The paragraphs that alone are asked; None for those that the question names, or all.
        """
        hits = self._hits(question, within)
        candidates = self.finder.read(question, hits, enough=ENOUGH)
        return Found(candidates, [hit.paragraph for hit in hits[len(candidates) : READ]])

    def candidates(self, question: Question) -> list[Candidate]:
        """The paragraphs that may count among several, all of them read; the likeliest first."""
        return self.finder.read(question, self._hits(question, None), most=READ_FOR_LISTS)

    def _hits(self, question: Question, within: Sequence[Paragraph] | None) -> list[Hit]:
        return self.finder.hits(question.query, self.names, within=question.paragraphs if within is None else within)

    def with_words(self, words: Sequence[str], question: Question) -> list[Paragraph]:
        """Every paragraph that holds some words, of those that the question names where it names any."""
        found = self.library.paragraphs(self.library.paragraphs_with(words, documents=self.names))
        within = {(paragraph.document_id, paragraph.label) for paragraph in question.paragraphs}
        return [p for p in found if not within or (p.document_id, p.label) in within]

    def stands(self, word: str) -> bool:
        """Whether any paragraph holds a word; False for none."""
        return self.library.stands(word, documents=self.names)

    def name_stands(self, name: str, candidates: Sequence[Candidate]) -> bool:
        """Whether any paragraph holds a name, or a heading of a document that a candidate is of."""
        homes = list({candidate.paragraph.document_id for candidate in candidates})
        headings = (title for titles in self.library.headings(homes).values() for title in titles)
        return self.stands(name) or any(fold(name) in fold(title) for title in headings)

    def every(self, most: int) -> Iterator[Paragraph]:
        """The paragraphs asked, in their order; of documents that were not chosen, at most so many documents."""
        for name in self.names or self.library.first(most):
            yield from self.library.document(name)

    def places(self, text: str) -> list[Document]:
        """The documents whose paragraphs and sections a question may name; of many none where it can name no place."""
        many = len(self.names or self.library.first(FEW + 1)) > FEW
        return [] if many and not needs_documents(text) else self.few(text)

    def few(self, text: str) -> list[Document]:
        """Some documents whole: all where they are few, else those that a search for the text finds."""
        names = list(self.names) or self.library.first(FEW + 1)
        if len(names) > FEW:
            hits = self.library.search(text, documents=self.names)
            names = list(dict.fromkeys(hit.paragraph.document_id for hit in hits))
        return [self.library.document(name) for name in names[:FEW]]

    def referring(self, paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
        """The paragraphs of the same document that refer to some."""
        for paragraph in paragraphs:
            document = self.library.document(paragraph.document_id)
            yield from map(document.__getitem__, neighbours(document)[paragraph.label].sources)

    def of(self, found: Iterable[Candidate | Paragraph]) -> Mapping[str, Document]:
        """The documents of candidates or paragraphs, by id."""
        paragraphs = (one if isinstance(one, Paragraph) else one.paragraph for one in found)
        return self.library.by_id(paragraph.document_id for paragraph in paragraphs)
