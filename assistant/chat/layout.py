"""The page: conversation on the left, document on the right, and the tabs beside them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.chat import library_tab
from assistant.chat.asking import Asked, ask
from assistant.chat.parts import Parts, Views
from assistant.chat.templating import render
from assistant.chat.texts import LANGUAGES, Texts, load_texts


@dataclass(frozen=True)
class Room:
    """The components of the page that callbacks read and write."""

    conversation: gr.Textbox
    history: gr.HTML
    current: gr.HTML
    status: gr.HTML
    question: gr.Textbox
    send: gr.Button
    stop: gr.Button
    documents: gr.Dropdown
    reader: gr.HTML
    listing: gr.HTML
    search: gr.Textbox
    name: gr.Textbox
    rename: gr.Button
    delete: gr.Button
    delete_sure: gr.Button


def build(parts: Parts, language: str) -> gr.Blocks:
    """The page in one interface language."""
    t, views = load_texts(language), Views(parts, language)
    page: gr.Blocks
    with gr.Blocks(title=t["title"], fill_width=True, analytics_enabled=False) as page:
        other = next(name for name in LANGUAGES if name != language)
        gr.HTML(render("header.html", language=language, other=other), apply_default_css=False, elem_id="header")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(t["tab_chat"], id="chat"):
                room = _room(t)
            with gr.Tab(t["tab_library"], id="library"):
                library_tab.build(page, parts, views, t, changed=(room.reader, room.documents))
        _wire(page, room, parts, views)
    return page


def _room(t: Texts) -> Room:
    with gr.Row(elem_id="room"):
        with gr.Column(elem_id="talk"):
            with gr.Accordion(t["conversations"], open=False, elem_id="kept"):
                search = gr.Textbox(label=t["search_conversations"], max_lines=1)
                listing = gr.HTML(apply_default_css=False)
                name = gr.Textbox(label=t["conversation_name"], max_lines=1)
                with gr.Row():
                    rename = gr.Button(t["rename"], size="sm")
                    delete = gr.Button(t["delete"], size="sm")
                    delete_sure = gr.Button(t["delete_sure"], size="sm", variant="stop", visible=False)
            with gr.Column(elem_id="turns", scale=1):
                history, current = (
                    gr.HTML(apply_default_css=False, elem_id="history"),
                    gr.HTML(apply_default_css=False, elem_id="current"),
                )
                status = gr.HTML(apply_default_css=False, elem_id="status")
            with gr.Column(elem_id="ask"):
                documents = gr.Dropdown([], label=t["ask_documents"], multiselect=True, visible=False)
                with gr.Row(elem_id="line"):
                    question = gr.Textbox(
                        label=t["question"],
                        show_label=False,
                        placeholder=t["placeholder"],
                        lines=1,
                        max_lines=8,
                        autofocus=True,
                        elem_id="question",
                        container=False,
                        scale=1,
                    )
                    send = gr.Button(t["send"], variant="primary", elem_id="send", min_width=80, scale=0)
                    stop = gr.Button(t["stop"], elem_id="stop", visible=False, min_width=80, scale=0)
        reader = gr.HTML(apply_default_css=False, elem_id="read")
    conversation = gr.Textbox(visible="hidden", elem_id="conversation")
    return Room(
        conversation, history, current, status, question, send, stop, documents,
        reader, listing, search, name, rename, delete, delete_sure,
    )  # fmt: skip


def _wire(page: gr.Blocks, room: Room, parts: Parts, views: Views) -> None:
    def opened(request: gr.Request) -> list[Any]:
        conversation = request.query_params.get("c", "")
        turns = parts.turns(conversation)
        ids = parts.choices()
        return [
            conversation if turns else "",
            views.history(turns) if turns else views.empty(),
            views.listing(conversation if turns else ""),
            views.reader(),
            gr.Dropdown(ids, visible=len(ids) > 1),
        ]

    async def asked(question: str, conversation: str, ids: Sequence[str]) -> AsyncIterator[list[Any]]:
        async for step in ask(views, question, conversation, ids):
            yield _page(step)

    page.load(opened, None, [room.conversation, room.history, room.listing, room.reader, room.documents])
    answering = gr.on(
        [room.question.submit, room.send.click],
        asked,
        [room.question, room.conversation, room.documents],
        [room.question, room.history, room.current, room.status, room.conversation, room.listing, room.send, room.stop],
        show_progress="hidden",
        concurrency_limit=8,
    )
    room.stop.click(
        lambda: [views.busy("stopped"), gr.Button(visible=True), gr.Button(visible=False)],
        None,
        [room.status, room.send, room.stop],
        cancels=[answering],
        queue=False,
    )
    room.conversation.change(None, [room.conversation], js="(id) => { window.keepConversation(id); return []; }")
    _wire_kept(room, parts, views)


def _wire_kept(room: Room, parts: Parts, views: Views) -> None:
    def renamed(conversation: str, name: str) -> str:
        if conversation and name.strip():
            parts.conversations.rename(conversation, name)
        return views.listing(conversation)

    def deleted(conversation: str) -> str:
        parts.conversations.delete(conversation)
        return views.listing("")

    room.search.change(
        lambda words, current: views.listing(current, words), [room.search, room.conversation], room.listing
    )
    room.rename.click(renamed, [room.conversation, room.name], room.listing)
    room.delete.click(lambda: gr.Button(visible=True), None, room.delete_sure)
    room.delete_sure.click(deleted, room.conversation, room.listing).then(
        None, js="() => { location.search = ''; return []; }"
    )


def _page(step: Asked) -> list[Any]:
    shown = [gr.skip() if part is None else part for part in step[:-1]]
    return [*shown, gr.Button(visible=not step.running), gr.Button(visible=step.running)]
