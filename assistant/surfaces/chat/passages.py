"""What stands around an answer: the rest of a cited paragraph, the places nearest to a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation, Claim
from index.document import Document, Paragraph, Sentence
from index.text.words import words

PASSAGES = 3
_WHOLE_CHARS = 320


@dataclass(frozen=True, slots=True)
class Rest:
    """A cited paragraph that says more than its claims: how many sentences more, and where the cited ones stand."""

    citation: Citation
    sentences: int
    spans: tuple[tuple[int, int], ...]


def rests(claims: Sequence[Claim]) -> dict[int, list[Rest]]:
    """For each claim, by its place, the paragraphs that it is the first to cite and that hold further sentences."""
    cited: dict[tuple[str, str], list[Citation]] = {}
    first: dict[tuple[str, str], int] = {}
    for place, claim in enumerate(claims):
        for citation in claim.citations:
            key = citation.document_id, citation.label
            cited.setdefault(key, []).append(citation)
            first.setdefault(key, place)
    found: dict[int, list[Rest]] = {}
    for key, place in first.items():
        rest = _rest(cited[key])
        if rest.sentences:
            found.setdefault(place, []).append(rest)
    return found


def nearest_passages(answer: Answer, documents: Mapping[str, Document]) -> list[Citation]:
    """Two or three places to read where nothing was found: what the answer names as nearest, then the best ranked."""
    passages = [_whole(answer.nearest)] if answer.nearest else []
    taken = {(citation.document_id, citation.label) for citation in passages}
    for paragraph in answer.retrieved:
        document = documents.get(paragraph.document_id)
        if document and paragraph.body and (paragraph.document_id, paragraph.label) not in taken:
            passages.append(_passage(document, paragraph, answer.query or answer.question))
    return passages[:PASSAGES]


def _rest(citations: Sequence[Citation]) -> Rest:
    paragraph = citations[0].quote.paragraph
    spans = sorted({(c.quote.start_char, c.quote.end_char) for c in citations})
    untouched = [s for s in paragraph.body if all(s.end_char <= start or end <= s.start_char for start, end in spans)]
    return Rest(citations[0], len(untouched), tuple(_apart(spans)))


def _apart(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sorted spans without those that begin inside the one before."""
    at = 0
    for start, end in spans:
        if start >= at:
            yield start, end
            at = end


def _whole(citation: Citation) -> Citation:
    """The whole paragraph where it is short, so that it can be read without opening the document."""
    paragraph = citation.quote.paragraph
    if len(paragraph.text) > _WHOLE_CHARS:
        return citation
    return Citation(citation.document, paragraph.quote(0, len(paragraph.text)))


def _passage(document: Document, paragraph: Paragraph, query: str) -> Citation:
    """A paragraph, or of a long one the sentence that shares most words with the question."""
    asked = set(words(query))

    def shared(sentence: Sentence) -> int:
        return len(asked & set(words(sentence.text)))

    return _whole(Citation(document, paragraph.quote_sentence(max(paragraph.body, key=shared))))
