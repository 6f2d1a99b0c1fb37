"""A turn of the conversation as HTML: claims with their numbers, proof of scan, what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from markupsafe import Markup

from assistant.answer import Answer, Claim
from assistant.answers import opening
from assistant.events import ClaimReady, Event, Finished, Resolved
from assistant.surfaces.chat.passages import nearest_passages, rests
from assistant.surfaces.chat.suggestions import Suggestion
from assistant.surfaces.chat.templating import render
from index.document import Document

Use = Literal["cited", "relevant", "checked"]
FEW_STRIPS = 2
"""Above this, the strips of the documents are one line that opens."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One paragraph of the strip and what the answer made of it."""

    document_id: str
    label: str
    use: Use


@dataclass(frozen=True)
class Seen:
    """What of the answer is known so far."""

    query: str = ""
    claims: tuple[Claim, ...] = ()
    answer: Answer | None = None

    def after(self, event: Event) -> Seen:
        """With one more event."""
        match event:
            case Resolved(query):
                return replace(self, query=query)
            case ClaimReady(claim):
                return replace(self, claims=(*self.claims, claim))
            case Finished(answer):
                return replace(self, answer=answer)
        return self


def strip_cells(answer: Answer, documents: Sequence[Document]) -> dict[str, list[Cell]]:
    """One cell for every paragraph of the documents that were asked, in reading order, by document."""
    cited = {(citation.document_id, citation.label) for citation in answer.citations}
    relevant = {*answer.scanned.relevant, *((p.document_id, p.label) for p in answer.left_out)}

    def use(place: tuple[str, str]) -> Use:
        return "cited" if place in cited else "relevant" if place in relevant else "checked"

    return {d.id: [Cell(d.id, p.label, use((d.id, p.label))) for p in d] for d in documents}


def answer_view(
    answer: Answer,
    documents: Sequence[Document],
    *,
    language: str,
    name: str,
    several: bool = False,
    titles: Mapping[str, str] | None = None,
    offered: Sequence[Suggestion] = (),
) -> Markup:
    """A finished turn.

    Args:
        answer: What to show; nothing else is shown as an answer.
        documents: Those that were asked, for the strip.
        language: Of the interface.
        name: Unique in the page; the question's anchor.
        several: Whether chips name the document beside the paragraph.
        titles: What documents are called there, by id; their ids where none is given.
        offered: Questions to ask where nothing was asked.
    """
    strips = strip_cells(answer, documents)
    uses = Counter(cell.use for cells in strips.values() for cell in cells)
    counts = {use: uses[use] for use in get_args(Use)}
    state = answer.state
    proof = len(strips) <= FEW_STRIPS and (state == "denied" or bool(answer.scanned.relevant))
    by_id = {document.id: document for document in documents}
    return render(
        "turn.html",
        language=language,
        name=name,
        question=answer.question,
        query=answer.query,
        claims=answer.claims,
        rests=rests(answer.claims),
        answer=answer,
        state=state,
        opening=opening(answer),
        offered=offered,
        passages=nearest_passages(answer, by_id) if state == "not found" else (),
        several=several,
        titles=titles or {},
        strips=strips,
        counts=counts,
        proof=proof,
        former=list({c.document_id: c.document for c in answer.citations if c.document.until}.values()),
    )


def progress_view(
    question: str,
    seen: Seen,
    *,
    language: str,
    name: str,
    several: bool = False,
    titles: Mapping[str, str] | None = None,
) -> Markup:
    """A turn that is being answered: the claims that stand so far."""
    return render(
        "turn.html",
        language=language,
        name=name,
        question=question,
        query=seen.query,
        claims=seen.claims,
        rests={},
        answer=None,
        state="",
        several=several,
        titles=titles or {},
    )
