"""A question typed into the page: shown claim by claim, then kept."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from typing import NamedTuple

from assistant.chat.answer_view import Seen
from assistant.chat.parts import Views
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


async def ask(views: Views, question: str, conversation: str, ids: Sequence[str]) -> AsyncIterator[Asked]:
    """Answer a question in its conversation; a failure gives the question back to be asked again."""
    question = question.strip()
    if not question:
        return
    parts, seen = views.parts, Seen()
    turns = parts.turns(conversation)
    name = f"q{len(turns) + 1}"
    yield Asked("", views.history(turns), views.progress(question, seen, name, ids), views.said("searching", busy=True))
    try:
        async for event in parts.assistant.stream(question, turns=turns, documents=ids):
            seen = seen.after(event)
            if seen.answer is None:
                yield Asked(current=views.progress(question, seen, name, ids))
            else:
                kept = parts.keep(conversation if turns else "", question, seen.answer)
                shown = views.turn(seen.answer, name, ids)
                yield Asked(None, None, shown, "", kept, views.listing(kept), running=False)
    except DanrakuError as error:
        yield Asked(question, current="", status=views.error(error), running=False)
    except Exception as error:  # the outermost edge: the page says so and goes on
        log.exception("a question could not be answered")
        yield Asked(question, current="", status=views.error(error), running=False)
