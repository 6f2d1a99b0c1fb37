"""Gradio answers events from a queue, where the context of their request does not reach; the request itself does."""

from __future__ import annotations

from typing import Any

from assistant.people import PERSON, Person


def visitor() -> Person | None:
    """Who sent the event that is being answered; None outside of one, or where nobody is asked."""
    from gradio.context import LocalContext

    sent: Any = LocalContext.request.get(None)
    scope = getattr(getattr(sent, "request", None), "scope", None) or {}
    person = scope.get(PERSON)
    return person if isinstance(person, Person) else None
