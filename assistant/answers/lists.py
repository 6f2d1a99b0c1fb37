"""Every paragraph that counts: by the question's words, or because the reader takes it for an answer."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.answers.quotes import Documents, quoted, scan_of
from assistant.evidence import Candidate, model
from assistant.question import Question
from index.document import Paragraph, Sentence
from index.search import Hit
from index.text import flowing

_MOST = 3


def answer_list(
    hits: Sequence[Hit], candidates: Sequence[Candidate], documents: Documents, total: int
) -> Answer | None:
    """One line a paragraph, in the order of the documents; None where none counts.

    A paragraph counts by its words where it holds as large a share of the question's as any
    does, and that is most of what can stand there at all; or by its chance.

    Args:
        hits: Of the search, by rank: as many as were looked for.
        candidates: Those that were read.
        documents: By id; those of the hits.
        total: Paragraphs of the documents asked.
    """
    lines = model()["lines"]
    by_words = {_key(hit.paragraph): hit for hit in _of_most_words(hits, lines["words"])}
    by_chance = [c for c in candidates if c.chance >= lines["list"]]
    found: dict[tuple[str, str], tuple[Paragraph, Sequence[Sentence]]] = {}
    for candidate in by_chance:
        found[_key(candidate.paragraph)] = candidate.paragraph, candidate.telling(within=lines["sentence"], most=_MOST)
    for key, hit in by_words.items():
        found.setdefault(key, (hit.paragraph, [nearest_sentence(hit)]))
    if not found:
        return None
    told = list(found.values())
    return quoted(told, documents, scanned=scan_of(total, [paragraph for paragraph, _ in told]))


def names_alone(question: Question) -> tuple[str, ...]:
    """The names of a question that has no other words: every paragraph that holds one is wanted."""
    names = tuple(term.surface for term in question.terms if term.name)
    return names if len(names) == len(question.terms) else ()


def holding(words: Sequence[str], paragraphs: Sequence[Paragraph]) -> list[tuple[Paragraph, list[Sentence]]]:
    """Paragraphs that hold some words, each with the sentences that do; its first where a line break parts them."""
    lines = []
    for paragraph in paragraphs:
        sentences = [s for s in paragraph.sentences if any(word in flowing(s.text) for word in words)]
        lines.append((paragraph, (sentences or list(paragraph.sentences))[:_MOST]))
    return lines


def _of_most_words(hits: Sequence[Hit], least: float) -> list[Hit]:
    most = max((hit.features["words"] for hit in hits), default=0.0)
    return [hit for hit in hits if most >= least and hit.features["words"] >= 0.98 * most]


def nearest_sentence(hit: Hit) -> Sentence:
    """The sentence nearest to the question in meaning."""
    at = max(range(len(hit.sentence_scores)), key=lambda n: hit.sentence_scores[n])
    return hit.paragraph.sentences[at]


def _key(paragraph: Paragraph) -> tuple[str, str]:
    return paragraph.document_id, paragraph.label
