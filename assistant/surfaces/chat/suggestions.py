"""Questions to begin with, made from the document itself: one of each kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Literal

from assistant.surfaces.chat.texts import LANGUAGES, Texts, load_texts
from index.address import find_addresses
from index.derived.overview import overview
from index.document import Document, Section

if TYPE_CHECKING:
    from assistant.answer import Answer

Kind = Literal["fact", "lookup", "list", "summary"]

_NUMBER_ONLY = re.compile(r"[IVXLC]+|\d+|[A-Z]")


_MOST_TRIED, _MOST_QUESTIONS = 3, 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question and what kind it is an example of."""

    kind: Kind
    question: str


def suggestions(document: Document, *, language: str) -> tuple[Suggestion, ...]:
    """At most one question of each kind, in the language of the interface."""
    words = load_texts(language if language in LANGUAGES else "en")
    offered = ((kind, next(iter(candidates), "")) for kind, candidates in _candidates(document, words).items())
    return tuple(Suggestion(kind, question) for kind, question in offered if question)


def answered_questions(document: Document, ask: Callable[[str], Answer], *, language: str) -> tuple[str, ...]:
    """Up to five questions, of every kind in turn, that were asked and answered with certainty."""
    words = load_texts(language if language in LANGUAGES else "en")
    kinds = [islice(found, _MOST_TRIED) for found in _candidates(document, words).values()]
    in_turn = (question for row in zip_longest(*kinds) for question in row if question)
    good = (question for question in in_turn if ask(question).state == "answered")
    return tuple(islice(good, _MOST_QUESTIONS))


def _candidates(document: Document, words: Texts) -> dict[Kind, Iterator[str]]:
    return {
        "fact": _facts(document, words),
        "lookup": iter([_lookup(document, words)]),
        "list": _lists(document, words),
        "summary": _summaries(document, words),
    }


def _facts(document: Document, words: Texts) -> Iterator[str]:
    """About sums, then about dates, that stand in one paragraph only."""
    glance = overview(document)
    for mentions, key in ((glance.amounts, "suggest_number"), ((*glance.ahead, *glance.dates), "suggest_date")):
        yield from (words[key].format(words=" ".join(m.words.split())) for m in mentions if len(m.labels) == 1)


def _lookup(document: Document, words: Texts) -> str:
    """The numbered paragraph in the middle."""
    labels = [p.label for p in document if p.origin == "numbered"]
    if not labels:
        return ""
    label = labels[len(labels) // 2]
    question = words["suggest_lookup" if label.isdigit() else "suggest_unit"].format(label=label)
    return question if find_addresses(question, document) else ""


def _lists(document: Document, words: Texts) -> Iterator[str]:
    """The names that a few paragraphs share, not most of them."""
    few = [m for m in overview(document).names if 3 <= len(m.labels) <= max(3, len(document) // 5)]
    yield from (words["suggest_list"].format(words=mention.words) for mention in few)


def _summaries(document: Document, words: Texts) -> Iterator[str]:
    """The sections with more than a few paragraphs whose name is understood as an address."""
    for section in document.sections:
        key = "suggest_section" if _NUMBER_ONLY.fullmatch(section.label) else "suggest_named_section"
        question = words[key].format(label=section.label, title=section.title)
        if 3 <= _size(section) < len(document) - 1 and any(a.section for a in find_addresses(question, document)):
            yield question


def _size(section: Section) -> int:
    return section.stop - section.start
