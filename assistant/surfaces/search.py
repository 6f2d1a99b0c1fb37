"""Search without an answer: the ranking, and beside each hit the paragraphs it is tied to by reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.limits import check_question
from index.derived import Neighbours, neighbours
from index.document import Sentence

if TYPE_CHECKING:
    from index.library import Library
    from index.search import Hit


@dataclass(frozen=True, slots=True)
class Found:
    """A hit and its neighbours, which are named beside it and never ranked."""

    hit: Hit
    neighbours: Neighbours

    @property
    def sentence(self) -> Sentence | None:
        """The sentence nearest to the query; None where the paragraph has no words."""
        scored = zip(self.hit.sentence_scores, self.hit.paragraph.sentences, strict=False)
        return max(scored, key=lambda pair: pair[0], default=(0.0, None))[1]

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        paragraph, near = self.hit.paragraph, self.neighbours
        return {
            "rank": self.hit.rank,
            "score": round(self.hit.score, 4),
            "document": paragraph.document_id,
            "label": paragraph.label,
            "section": paragraph.section,
            "text": paragraph.text,
            "refers_to": list(near.targets),
            "referred_by": list(near.sources),
        }


def search(library: Library, query: str, *, k: int = 5, documents: Sequence[str] = ()) -> list[Found]:
    """The k paragraphs that fit best, best first, each with its neighbours.

    Raises:
        BadQuestion: nothing to search for, or too much.
        UnknownDocument: a document is not in the library.
    """
    hits = library.search(check_question(query), k=k, documents=documents)
    return [Found(hit, neighbours(library.document(hit.paragraph.document_id))[hit.paragraph.label]) for hit in hits]
