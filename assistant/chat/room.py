"""The tab where questions are asked: conversation on the left, document on the right."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

import gradio as gr

from assistant.chat import conversations_panel
from assistant.chat.asking import Asked, ask
from assistant.chat.parts import Views
from assistant.chat.texts import Texts


def build(page: gr.Blocks, views: Views, t: Texts) -> tuple[gr.HTML, gr.Dropdown]:
    """Lay out the tab; gives the reader and the choice of documents, which follow the library."""
    conversation = gr.Textbox(visible="hidden", elem_id="conversation")
    with gr.Row(elem_id="room"):
        with gr.Column(elem_id="talk"):
            listing = conversations_panel.build(views, t, conversation)
            with gr.Column(elem_id="turns"):
                history, current, status = (_html(name) for name in ("history", "current", "status"))
            with gr.Column(elem_id="ask", scale=0):
                documents = gr.Dropdown([], label=t["ask_documents"], multiselect=True, elem_id="asked")
                with gr.Row(elem_id="line"):
                    question, send, stop = _line(t)
        reader = _html("read")

    def opened(request: gr.Request) -> list[Any]:
        asked_for = request.query_params.get("c", "")
        turns = views.parts.turns(asked_for)
        known = asked_for if turns else ""
        return [known, views.history(turns) if turns else views.empty(), views.listing(known)]

    async def asked(typed: str, known: str, ids: Sequence[str]) -> AsyncIterator[list[Any]]:
        async for step in ask(views, typed, known, ids):
            yield _page(step)

    page.load(opened, None, [conversation, history, listing], show_progress="hidden")
    answering = gr.on(
        [question.submit, send.click],
        asked,
        [question, conversation, documents],
        [question, history, current, status, conversation, listing, send, stop],
        show_progress="hidden",
        concurrency_limit=8,
    )
    stop.click(lambda: [views.said("stopped"), *_buttons(False)], None, [status, send, stop], cancels=[answering])
    conversation.change(None, conversation, js="(id) => { window.keepConversation(id); return []; }")
    return reader, documents


def _html(name: str) -> gr.HTML:
    return gr.HTML(apply_default_css=False, elem_id=name)


def _line(t: Texts) -> tuple[gr.Textbox, gr.Button, gr.Button]:
    """One line to type in that grows to eight, and the button that sends or stops."""
    question = gr.Textbox(
        label=t["question"],
        placeholder=t["placeholder"],
        lines=1,
        max_lines=8,
        autofocus=True,
        show_label=False,
        container=False,
        scale=1,
        elem_id="question",
    )
    send = gr.Button(t["send"], variant="primary", min_width=80, scale=0, elem_id="send")
    stop = gr.Button(t["stop"], min_width=80, scale=0, visible=False, elem_id="stop")
    return question, send, stop


def _page(step: Asked) -> list[Any]:
    parts = (step.question, step.history, step.current, step.status, step.conversation, step.listing)
    return [*(gr.skip() if part is None else part for part in parts), *_buttons(step.running)]


def _buttons(running: bool) -> list[gr.Button]:
    return [gr.Button(visible=not running), gr.Button(visible=running)]
