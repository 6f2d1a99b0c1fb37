"""The page: its head, and a tab for each thing one comes to do."""

from __future__ import annotations

import gradio as gr

from assistant.surfaces.chat import check_tab, compare_tab, evaluation_tab, library_tab, room
from assistant.surfaces.chat.parts import Parts, Views
from assistant.surfaces.chat.templating import render
from assistant.surfaces.chat.texts import LANGUAGES, load_texts


def build(parts: Parts, language: str) -> gr.Blocks:
    """The page in one interface language."""
    t, views = load_texts(language), Views(parts, language)
    other = next(name for name in LANGUAGES if name != language)
    page: gr.Blocks
    with gr.Blocks(title=t["title"], fill_width=True, analytics_enabled=False) as page:
        gr.HTML(render("header.html", language=language, other=other), apply_default_css=False, elem_id="header")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(t["tab_chat"], id="chat"):
                reader, asked = room.build(page, views, t)
            with gr.Tab(t["tab_library"], id="library"):
                library = library_tab.build(t)
            with gr.Tab(t["tab_notes"], id="notes"):
                gr.HTML('<div id="notes"></div>', apply_default_css=False)
            with gr.Tab(t["tab_check"], id="check"):
                cited = check_tab.build(views, t)
            with gr.Tab(t["tab_compare"], id="compare"):
                compared = compare_tab.build(views, t)
            if evaluator := evaluation_tab.installed_evaluator():
                with gr.Tab(t["tab_evaluation"], id="evaluation"):
                    evaluation_tab.build(page, views, t, evaluator)
        library_tab.wire(page, views, library, reader=reader, asked=asked, choices=(*compared, cited))
    return page
