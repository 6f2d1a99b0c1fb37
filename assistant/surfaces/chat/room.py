"""The tab where questions are asked: conversation on the left, document on the right."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr
from pydantic import BaseModel, ValidationError

from assistant.answer import Turn
from assistant.side_by_side import groups
from assistant.surfaces.chat import conversations_panel
from assistant.surfaces.chat.asking import Asked, ask
from assistant.surfaces.chat.parts import Views
from assistant.surfaces.chat.texts import Texts


@dataclass(frozen=True)
class Choice:
    """Which documents are asked, and whether each by itself; hidden where there is no choice."""

    documents: gr.Dropdown
    beside: gr.Checkbox

    @property
    def parts(self) -> list[gr.Dropdown | gr.Checkbox]:
        """In the order of `chosen`."""
        return [self.documents, self.beside]


class Once(BaseModel):
    """How one question alone is asked: without those before it, or of certain documents."""

    question: str = ""
    alone: bool = False
    documents: list[str] = []

    @classmethod
    def read(cls, written: str, typed: str) -> Once:
        """What the page wrote for this question; nothing where it was written for another."""
        try:
            this = cls.model_validate_json(written)
        except ValidationError:
            return cls()
        return this if this.question.strip() == typed.strip() else cls()


def chosen(views: Views, ids: Sequence[str], beside: bool) -> list[Any]:
    """The choice drawn: what is still there of what was chosen, among what can be."""
    choices = views.parts.choices()
    known = [name for _, name in choices]
    kept = [name for name in ids if name in known]
    several = len(known) > 1
    return [gr.Dropdown(choices, value=kept, visible=several), gr.Checkbox(value=beside and several, visible=several)]


def build(page: gr.Blocks, views: Views, t: Texts) -> tuple[gr.HTML, Choice]:
    """Lay out the tab; gives the reader and the choice of documents, which follow the library."""
    conversation = gr.Textbox(visible="hidden", elem_id="conversation")
    once = gr.Textbox(visible="hidden", elem_id="once")
    picked = gr.Textbox(visible="hidden", elem_id="picked")
    pick = gr.Button("", visible="hidden", elem_id="pick")
    with gr.Row(elem_id="room"):
        with gr.Column(elem_id="talk"):
            listing = conversations_panel.build(views, t, conversation)
            with gr.Column(elem_id="turns"):
                history, current, status = (_html(name) for name in ("history", "current", "status"))
            with gr.Column(elem_id="ask", scale=0):
                gr.HTML('<div id="collections"></div>', apply_default_css=False)
                with gr.Row(elem_id="choice"):
                    documents = gr.Dropdown([], label=t["ask_documents"], multiselect=True, elem_id="asked")
                    beside = gr.Checkbox(label=t["side_by_side"], elem_id="beside", scale=0, min_width=140)
                with gr.Row(elem_id="line"):
                    question, send, stop = _line(t)
        reader = _html("read")

    def opened(request: gr.Request) -> list[Any]:
        asked_for = request.query_params.get("c", "")
        turns = views.parts.turns(asked_for, as_cited=True)
        known = asked_for if turns else ""
        drawn = chosen(views, *_choice(request.query_params, turns))
        return [known, views.history(turns) if turns else views.empty(), views.listing(known), *drawn]

    async def asked(typed: str, known: str, ids: Sequence[str], each: bool, how: str) -> AsyncIterator[list[Any]]:
        this = Once.read(how, typed)
        async for step in ask(views, typed, known, this.documents or ids, beside=each, alone=this.alone):
            yield _page(step)

    choice = Choice(documents, beside)
    page.load(opened, None, [conversation, history, listing, *choice.parts], show_progress="hidden")
    keep = "(ids, beside) => { window.keepChoice(ids, beside); return []; }"
    gr.on([documents.input, beside.input], None, choice.parts, js=keep)
    collected = pick.click(
        lambda ids, each: chosen(views, _ids(ids), each), [picked, beside], choice.parts, show_progress="hidden"
    )
    collected.then(None, choice.parts, js=keep)
    answering = gr.on(
        [question.submit, send.click],
        asked,
        [question, conversation, *choice.parts, once],
        [question, history, current, status, conversation, listing, send, stop],
        show_progress="hidden",
        concurrency_limit=8,
    )
    stop.click(lambda: [views.said("stopped"), *_buttons(False)], None, [status, send, stop], cancels=[answering])
    conversation.change(None, conversation, js="(id) => { window.keepConversation(id); return []; }")
    return reader, choice


def _choice(query: Mapping[str, str], turns: Sequence[Turn]) -> tuple[Sequence[str], bool]:
    """What the page's address keeps of the choice, or else what the last question was put to."""
    if "asked" in query:
        return _ids(query["asked"]), query.get("beside") == "yes"
    last = list(groups(turns))[-1:]
    asked = [name for group in last for turn in group for name in turn.documents]
    return asked, any(turn.beside for group in last for turn in group)


def _ids(written: str) -> list[str]:
    """Ids out of an address that anybody may have written."""
    try:
        read = json.loads(written)
    except ValueError:
        return []
    return [name for name in read if isinstance(name, str)] if isinstance(read, list) else []


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
