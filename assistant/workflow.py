"""The steps of an answer as a LlamaIndex workflow, which tells its events as they happen.

It can be stopped between any two of them, as a reader's stop button does.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

from workflows import Context, Workflow, step
from workflows.events import Event as Step
from workflows.events import StartEvent, StopEvent

from assistant.answer import Answer
from assistant.events import Event, Resolved, Searching
from assistant.question import Question


class Told(Step):
    """One event for the reader: an `assistant.events.Event`."""

    event: Any


class Understood(Step):
    """The `Question` as read in its conversation."""

    question: Any


class Found(Step):
    """The question and its quoted `Answer`."""

    question: Any
    answer: Any


class Answering(Workflow):
    """Understand, find, word: each step hands on to the next."""

    def __init__(
        self,
        understand: Callable[[], Question],
        find: Callable[[Question], Answer],
        word: Callable[[Question, Answer], AsyncIterator[Event]],
    ) -> None:
        super().__init__(timeout=None)
        self._understand, self._find, self._word = understand, find, word

    @step
    async def understood(self, ctx: Context, _: StartEvent) -> Understood:
        """Read the question in its conversation."""
        question = await asyncio.to_thread(self._understand)
        ctx.write_event_to_stream(Told(event=Resolved(question.query)))
        return Understood(question=question)

    @step
    async def found(self, ctx: Context, read: Understood) -> Found:
        """Search, judge and quote."""
        ctx.write_event_to_stream(Told(event=Searching()))
        return Found(question=read.question, answer=await asyncio.to_thread(self._find, read.question))

    @step
    async def worded(self, ctx: Context, found: Found) -> StopEvent:
        """Tell the claims, in a language model's words where there is one."""
        async for event in self._word(found.question, found.answer):
            ctx.write_event_to_stream(Told(event=event))
        return StopEvent()


async def events_of(answering: Answering) -> AsyncIterator[Event]:
    """The events of a run as they happen; leaving early cancels it.

    Raises:
        DanrakuError: what a step raised.
    """
    handler = answering.run()
    try:
        async for told in handler.stream_events():
            if isinstance(told, Told):
                yield told.event
        await handler
    finally:
        if not handler.is_done():
            await handler.cancel_run()
