"""The conversations kept: found again, named, exported, deleted."""

from __future__ import annotations

import gradio as gr

from assistant.surfaces.chat.parts import Views
from assistant.surfaces.chat.texts import Texts


def build(views: Views, t: Texts, conversation: gr.Textbox) -> gr.HTML:
    """Lay out the panel; gives the list, which follows what is asked."""
    kept = views.parts.conversations
    with gr.Accordion(t["conversations"], open=False, elem_id="kept"):
        search = _field(t["search_conversations"], "search")
        listing = gr.HTML(apply_default_css=False)
        name = _field(t["conversation_name"], "name")
        with gr.Row():
            rename = gr.Button(t["rename"], size="sm", elem_id="rename")
            delete = gr.Button(t["delete"], size="sm", elem_id="delete")

    def renamed(current: str, title: str) -> str:
        if current and title.strip():
            kept.rename(current, title)
        return views.listing(current)

    def deleted(current: str) -> str:
        if current:
            kept.delete(current, recoverable=True)
        return views.listing("")

    search.change(views.listing, [conversation, search], listing, show_progress="hidden")
    gr.on([rename.click, name.submit], renamed, [conversation, name], listing, show_progress="hidden")
    gone = delete.click(deleted, conversation, listing)
    gone.then(None, conversation, js="(id) => { window.leaveConversation(id); return []; }")
    return listing


def _field(label: str, name: str) -> gr.Textbox:
    """One line that says in itself what it is for."""
    return gr.Textbox(label=label, placeholder=label, max_lines=1, show_label=False, container=False, elem_id=name)
