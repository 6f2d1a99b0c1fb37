"""A question typed into the page: shown claim by claim, then kept."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from assistant.answer import Turn
from assistant.side_by_side import heard_by
from assistant.surfaces.chat.answer_view import Seen
from assistant.surfaces.chat.parts import Views
from index.errors import DanrakuError

log = logging.getLogger(__name__)


class Asked(NamedTuple):
    """The page while a question is answered; `None` leaves that part as it is."""

    question: str | None = None
    history: str | None = None
    current: str | None = None
    status: str | None = None
    conversation: str | None = None
    listing: str | None = None
    running: bool = True


async def ask(
    views: Views,
    question: str,
    conversation: str,
    ids: Sequence[str],
    *,
    beside: bool = False,
    alone: bool = False,
) -> AsyncIterator[Asked]:
    """Answer a question in its conversation; a failure gives the question back to be asked again.

    Args:
        ids: Of the documents to ask; empty for all.
        beside: Whether each of them answers by itself.
        alone: Whether it is read without the questions before it.
    """
    question = question.strip()
    if not question:
        return
    parts = views.parts
    turns = parts.turns(conversation)
    asking = _Asking(views, question, turns, _strands(views, ids, beside=beside), alone=alone)
    shown = asking.shown()
    yield Asked("", views.history(parts.turns(conversation, as_cited=True)), shown, views.said("searching", busy=True))
    try:
        async for _ in asking.events():
            before, shown = shown, asking.shown()
            if shown != before and not asking.finished:
                yield Asked(current=shown)
        yield _kept(views, conversation if turns else "", asking)
    except DanrakuError as error:
        yield Asked(question, current="", status=views.error(error), running=False)
    except Exception as error:  # the outermost edge: the page says so and goes on
        log.exception("a question could not be answered")
        yield Asked(question, current="", status=views.error(error), running=False)


def _kept(views: Views, conversation: str, asking: _Asking) -> Asked:
    """The whole answer, kept in its conversation; where that fails it is shown all the same, and said."""
    try:
        kept = views.parts.keep(conversation, asking.answered())
    except DanrakuError as error:
        return Asked(None, None, asking.shown(), views.error(error), running=False)
    return Asked(None, None, asking.shown(), "", kept, views.listing(kept), running=False)


def _strands(views: Views, ids: Sequence[str], *, beside: bool) -> list[tuple[str, ...]]:
    """The documents of each answer to be given: all in one, or one each."""
    each = list(ids) or [summary.id for summary in views.parts.library.summaries]
    return [(name,) for name in each] if beside and len(each) > 1 else [tuple(ids)]


class _Asking:
    """A question on its way through one answer, or several side by side."""

    def __init__(
        self,
        views: Views,
        question: str,
        turns: Sequence[Turn],
        strands: Sequence[tuple[str, ...]],
        *,
        alone: bool = False,
    ) -> None:
        self._views, self._question, self._turns, self._strands = views, question, turns, strands
        self._heard: Sequence[Turn] = () if alone else turns
        self._seen = [Seen() for _ in strands]

    async def events(self) -> AsyncIterator[None]:
        """Something new to show, until every answer stands."""
        for at, documents in enumerate(self._strands):
            turns = heard_by(documents[0], self._heard) if len(self._strands) > 1 else self._heard
            async for event in self._views.parts.assistant.stream(self._question, turns=turns, documents=documents):
                self._seen[at] = self._seen[at].after(event)
                yield

    @property
    def finished(self) -> bool:
        """Whether every answer stands: it is shown when it is kept."""
        return all(seen.answer for seen in self._seen)

    def answered(self) -> list[Turn]:
        """The turns to keep."""
        answers = [seen.answer for seen in self._seen if seen.answer]
        return [
            Turn(self._question, answer.query, answer, documents, beside=at > 0)
            for at, (answer, documents) in enumerate(zip(answers, self._strands, strict=True))
        ]

    def shown(self) -> str:
        """What stands so far."""
        views = [self._view(at) for at in range(len(self._strands))]
        if len(views) == 1:
            return views[0]
        return self._views.columns(self._question, [documents[0] for documents in self._strands], views)

    def _view(self, at: int) -> Markup:
        seen, ids, name = self._seen[at], self._strands[at], f"q{len(self._turns) + at + 1}"
        if seen.answer:
            return self._views.turn(seen.answer, name, ids)
        return self._views.progress(self._question, seen, name, ids)
