"""What the chat is put together from, and the views of it that several callbacks share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from assistant.answer import Turn
from assistant.answers import several_documents
from assistant.records import Conversations
from assistant.side_by_side import groups
from assistant.surfaces.chat.answer_view import Seen, answer_view, progress_view
from assistant.surfaces.chat.shelf.adding import Adding, keep_original
from assistant.surfaces.chat.shelf.replaced import Replaced
from assistant.surfaces.chat.suggestions import Suggestion, answered_questions, suggestions
from assistant.surfaces.chat.templating import render
from assistant.surfaces.chat.texts import cure, load_texts
from index.document import Document, once_per_document
from index.errors import DanrakuError

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.answering import Assistant
    from assistant.grounding import Checker
    from index.library import Added, Library

MOST_CELLS = 2000
"""Above this, the strip shows only the documents that are cited."""


@dataclass(frozen=True)
class Parts:
    """The parts, passed in; `drafts` is the file that feedback is written to, `checker` None for the rules alone."""

    assistant: Assistant
    library: Library
    conversations: Conversations
    drafts: Path
    checker: Checker | None = None

    def turns(self, conversation: str, *, as_cited: bool = False) -> list[Turn]:
        """The turns kept under that id, quoted from the versions they cite to be shown; none where it is not kept."""
        try:
            return self.conversations.turns(conversation, as_cited=as_cited) if conversation else []
        except DanrakuError:
            return []

    def keep(self, conversation: str, turns: Sequence[Turn]) -> str:
        """Append turns, to a new conversation where there is none yet; gives its id."""
        kept = conversation or self.conversations.create()
        for turn in turns:
            self.conversations.append(kept, turn)
        return kept

    def choices(self) -> list[tuple[str, str]]:
        """Every document to choose from: its title and name to read, its id; the name first where titles repeat."""
        called = self.titles()
        other = {s.id: s.id if called[s.id] == s.title else s.title for s in self.library.summaries}
        return [(name if name == other[key] else f"{name} · {other[key]}", key) for key, name in called.items()]

    def offered(self, ids: Sequence[str], language: str) -> tuple[Suggestion, ...]:
        """Questions to begin with, about the first of these documents (of all where there are none)."""
        held = [summary.id for summary in self.library.summaries if not ids or summary.id in ids]
        return suggestions(self.library.document(held[0]), language=language) if held else ()

    def questions(self, document_id: str, language: str) -> Markup:
        """The questions of a document's overview, asked and checked once."""
        document = self.library.document(document_id)
        kept = _questions_of(document)
        if language not in kept:
            ask = partial(self.assistant.ask, documents=(document_id,))
            kept[language] = answered_questions(document, ask, language=language)
        return render("questions.html", language=language, document=document, questions=kept[language])

    @property
    def originals(self) -> Path:
        """The folder of the files as they were given, by their digests."""
        return self.drafts.parent / "originals"

    @cached_property
    def adding(self) -> Adding:
        """The files on their way into the library."""
        return Adding(self._add)

    @cached_property
    def replaced(self) -> Replaced:
        """What can be taken back."""
        return Replaced()

    def remove(self, document_id: str) -> None:
        """Take a document out; it can be taken back for a while."""
        self.replaced.put(self.library.document(document_id))
        self.library.remove(document_id)
        self._tidy_originals()

    def take_back(self) -> None:
        """Put the document that was removed or replaced last in its place again."""
        document = self.replaced.take()
        if document:
            self.library.add_document(document)

    def _add(self, path: Path, id: str, progress: Callable[[int, int], None]) -> Added:
        before = {summary.id for summary in self.library.summaries}
        old = self.library.document(id) if id in before else None
        added = self.library.add(path, id=id, progress=progress)
        keep_original(self.originals, path, added.document.sha256)
        if old and added.state == "replaced":
            self.replaced.put(old)
        return added

    def _tidy_originals(self) -> None:
        """Files of documents that are neither there nor to be taken back do not stay."""
        kept = self.library.files | self.replaced.digests
        for file in self.originals.glob("*.*") if self.originals.exists() else ():
            if file.stem not in kept:
                file.unlink(missing_ok=True)

    def titles(self) -> dict[str, str]:
        """What documents are called in the page, by id: their titles, or ids where two have the same title."""
        summaries = self.library.summaries
        times = Counter(summary.title for summary in summaries)
        return {s.id: s.title if times[s.title] == 1 else s.id for s in summaries}

    def strip(self, answer: Answer, ids: Sequence[str]) -> list[Document]:
        """The documents whose paragraphs are shown with an answer.

        All that were asked (`ids`; all of the library where there are none) where all were read and
        they are few; else those that the answer is about. One that is no longer there is left out.
        """
        sizes = {s.id: s.paragraphs for s in self.library.summaries if not ids or s.id in ids}
        about = {p.document_id for p in answer.retrieved} | {c.document_id for c in answer.citations}
        named = [name for name in sizes if name in about]
        whole = answer.scanned.total == sum(sizes.values()) <= MOST_CELLS
        few = list(sizes) if sum(sizes.values()) <= MOST_CELLS else []
        return [self.library.document(name) for name in (sizes if whole else named or few)]


@once_per_document
def _questions_of(document: Document) -> dict[str, tuple[str, ...]]:
    """The checked questions of a document by interface language, filled as they are asked for."""
    return {}


@dataclass(frozen=True)
class Views:
    """The parts of the page that change, in one interface language."""

    parts: Parts
    language: str

    def history(self, turns: Sequence[Turn]) -> str:
        """The turns so far, each as it was answered."""
        shown = (self.turn(turn.answer, f"q{number}", turn.documents) for number, turn in enumerate(turns, start=1))
        return Markup().join(self.beside(group, list(islice(shown, len(group)))) for group in groups(turns))

    def beside(self, turns: Sequence[Turn], shown: Sequence[Markup]) -> Markup:
        """Turns that were answered side by side, as columns headed by their documents; a single one as it is."""
        if len(turns) == 1:
            return shown[0]
        return self.columns(turns[0].question, [turn.documents[0] for turn in turns], shown)

    def columns(self, question: str, ids: Sequence[str], shown: Sequence[Markup]) -> Markup:
        """A question over the answers of several documents, each under its title."""
        titles = {summary.id: summary.title for summary in self.parts.library.summaries}
        heads = [(titles.get(name, name), name) for name in ids]
        return render(
            "beside.html", language=self.language, question=question, columns=list(zip(heads, shown, strict=False))
        )

    def progress(self, question: str, seen: Seen, name: str, ids: Sequence[str] = ()) -> Markup:
        """A question being answered."""
        several = (len(ids) or self.parts.library.size.documents) > 1
        return progress_view(
            question, seen, language=self.language, name=name, several=several, titles=self.parts.titles()
        )

    def turn(self, answer: Answer, name: str, ids: Sequence[str] = ()) -> Markup:
        """One answered turn; `ids` are the documents that were asked, where that is still known."""
        shown = self.parts.strip(answer, ids)
        several = several_documents(answer)
        titles = self.parts.titles() if several else {}
        offered = self.parts.offered(ids, self.language) if answer.state == "nothing asked" else ()
        return answer_view(
            answer, shown, language=self.language, name=name, several=several, titles=titles, offered=offered
        )

    def empty(self) -> str:
        """What a new conversation shows: how it works, by examples from the document."""
        held = self.parts.library.summaries
        return render(
            "empty.html", language=self.language, offered=self.parts.offered((), self.language), documents=held
        )

    def reader(self) -> str:
        """The frame that documents are read in."""
        return render("reader.html", language=self.language, documents=self.parts.titles().items())

    def listing(self, current: str, words: str = "") -> str:
        """The list of conversations, or of those that hold some words."""
        kept = self.parts.conversations
        found = kept.search(words) if words.strip() else kept.list()
        return render("conversations.html", language=self.language, conversations=found, current=current)

    def adding(self, *, brief: bool = False) -> str:
        """The files on their way, and what became of those before; only those on their way where brief."""
        t, jobs = load_texts(self.language), self.parts.adding.jobs
        return render(
            "adding.html",
            language=self.language,
            jobs=jobs,
            running=sum(job.running for job in jobs),
            finished=self.parts.adding.finished,
            brief=brief,
            said=lambda job: str(job.error).replace(str(job.path), job.id),
            cure=lambda job: cure(t, job.error),
        )

    def said(self, key: str, *, busy: bool = False) -> str:
        """A line that says what is going on."""
        return render("status.html", language=self.language, key=key, busy=busy, error=None)

    def error(self, error: Exception) -> str:
        """A failure as a sentence with what to do next."""
        hint = cure(load_texts(self.language), error)
        return render("status.html", language=self.language, key="", busy=False, error=error, hint=hint)
