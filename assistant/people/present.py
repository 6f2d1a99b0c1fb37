"""Who is asking at this moment, for what is kept for each person by themselves."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from assistant.people.person import Person

present: ContextVar[Person | None] = ContextVar("present", default=None)


def present_name(elsewhere: Callable[[], Person | None] = lambda: None) -> str:
    """The name of who is asking; "" where nobody is known.

    Args:
        elsewhere: Asked where the request's own context does not reach, as in a queue.
    """
    person = present.get() or elsewhere()
    return person.name if person else ""
