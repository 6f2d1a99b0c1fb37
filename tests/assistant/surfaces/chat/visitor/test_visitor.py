from __future__ import annotations

import gradio as gr
from gradio.context import LocalContext
from starlette.requests import Request

from assistant.people import PERSON, Person, present_name
from assistant.surfaces.chat.visitor import visitor


def test_an_event_from_the_queue_is_that_of_the_request_s_person() -> None:
    assert present_name(visitor) == ""
    request = Request({"type": "http", "headers": [], PERSON: Person("aiko", "write")})
    token = LocalContext.request.set(gr.Request(request=request))
    try:
        assert present_name(visitor) == "aiko"
    finally:
        LocalContext.request.reset(token)
