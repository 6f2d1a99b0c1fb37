"""Follow-ups that stay at the paragraphs of the answer before: はえ縄漁船は？ asked of the one about まき網漁船."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.question.follow_ups import is_kind
from assistant.question.occurrences import lacks, spans_of
from assistant.question.wanted import asked_for
from index.derived import Term, forms
from index.document import Document, Paragraph
from index.text.quantities import Quantity, matches, quantities

if TYPE_CHECKING:
    from assistant.answer import Turn

_TURNS = 2
_MOST_PARAGRAPHS = 3


def told_before(turns: Sequence[Turn], documents: Sequence[Document]) -> tuple[Paragraph, ...]:
    """The paragraphs that the last answer cited, where it is not long ago."""
    cited = next((turn.answer.citations for turn in reversed(turns[-_TURNS:]) if turn.answer.citations), ())
    scope = {document.id for document in documents}
    found = {(c.document_id, c.label): c.quote.paragraph for c in cited if c.document_id in scope}
    return tuple(found.values())


def staying(text: str, terms: Sequence[Term], told: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs told before that a follow-up can be asked of.

    They have its words and numbers, and may hold each kind of thing it asks for. None
    where more than a few were told: a list has no paragraph to stay at.

    Args:
        text: A question that leans on the conversation.
        terms: Its content words; the name of a kind that it asks for (場所) need not stand there.
        told: Paragraphs of the last answer.
    """
    if len(told) > _MOST_PARAGRAPHS:
        return ()
    return tuple(paragraph for paragraph in told if _may_answer(text, terms, paragraph.text))


def _may_answer(text: str, terms: Sequence[Term], told: str) -> bool:
    said = forms(told)
    return (
        all(term.form in said for term in terms if not is_kind(term))
        and not any(lacks(asked, told) or spans_of(asked, told) == [] for asked in asked_for(text))
        and _states(quantities(text), told)
    )


def _states(asked: Sequence[Quantity], text: str) -> bool:
    stated = quantities(text)
    return all(any(matches(quantity, other) for other in stated) for quantity in asked)
