"""The steps of an answer, told as they happen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from assistant.answer import Answer
from assistant.errors import BadQuestion
from assistant.events import Event, Finished, Resolved, Searching
from assistant.question import Question
from assistant.workflow import Answering, events_of

QUESTION = Question("会議は？", "会議は？", "ja")
ANSWER = Answer("abstained")


async def told(question: Question, answer: Answer) -> AsyncIterator[Event]:
    yield Finished(answer)


async def events(answering: Answering) -> list[Event]:
    return [event async for event in events_of(answering)]


def test_events_come_in_the_order_of_the_steps() -> None:
    answering = Answering(lambda: QUESTION, lambda question: ANSWER, told)
    assert asyncio.run(events(answering)) == [Resolved("会議は？"), Searching(), Finished(ANSWER)]


def test_what_a_step_raises_reaches_the_caller() -> None:
    def fails(question: Question) -> Answer:
        raise BadQuestion("the question is empty")

    with pytest.raises(BadQuestion):
        asyncio.run(events(Answering(lambda: QUESTION, fails, told)))


def test_a_run_that_nobody_follows_any_more_is_cancelled() -> None:
    searched: list[str] = []

    def searches(question: Question) -> Answer:
        searched.append(question.query)
        return ANSWER

    async def leaves_early() -> None:
        following = events_of(Answering(lambda: QUESTION, searches, told))
        await anext(following)
        await following.aclose()  # type: ignore[attr-defined]

    asyncio.run(leaves_early())
    assert len(searched) <= 1
