"""How an answer in events is published: what each event is, beside the example of a whole one."""

from __future__ import annotations

from typing import Any


def stream_of(description: str, example: str, *, events: tuple[str, ...] = ()) -> dict[int | str, dict[str, Any]]:
    """The documentation of a route that answers in server-sent events.

    Args:
        description: Of the answer.
        example: Of a whole one.
        events: Their names; none where they have none.
    """
    named = {"event": {"type": "string", "enum": list(events)}} if events else {}
    data = {"type": "string", "contentMediaType": "application/json"}
    item = {"type": "object", "properties": {**named, "data": data}, "required": [*named, "data"]}
    content = {"itemSchema": item, "example": example}
    return {200: {"description": description, "content": {"text/event-stream": content}}}
