"""Settings -> the parts, put together: the one place that chooses them."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from assistant.grounding import Checker, Meaning
    from assistant.people import People
    from assistant.records import Conversations
    from assistant.records.documents import SharedDocuments
    from assistant.watching import Watch
    from assistant.writing import Writer
    from index.library import Library
    from index.model import Embedder, Reader


def build_library(settings: Settings) -> Library:
    """The library of the data folder, up to date with those it shares documents with.

    Its embedding model is loaded when first needed.

    Raises:
        DatabaseUnavailable: the database that its documents are shared in does not answer.
    """
    from index.errors import LibraryLocked
    from index.library import Library

    shared = build_shared(settings)
    library = Library(settings.data, lambda: build_embedder(settings), chroma_url=settings.chroma_url, shared=shared)
    with suppress(LibraryLocked):  # the process that holds the folder does it
        library.catch_up()
    return library


def build_shared(settings: Settings) -> SharedDocuments | None:
    """Where documents are shared with replicas of other folders: a database server, where one is set."""
    if not settings.shares_documents:
        return None
    from assistant.records.documents import SharedDocuments

    return SharedDocuments(settings.database_url)


def build_embedder(settings: Settings) -> Embedder:
    """The embedding model that the settings name."""
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    from index.model import load_embedder

    return load_embedder(settings.model, data=settings.data)


def build_assistant(settings: Settings, library: Library, watch: Watch | None = None) -> Assistant:
    """The assistant over a library."""
    from assistant.answering import Assistant

    reader = cache(partial(build_reader, settings))  # one for questions and claims
    return Assistant(library, reader, writer=build_writer(settings, reader), watch=watch)


def build_reader(settings: Settings) -> Reader:
    """The reader that the settings name."""
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    from index.model import load_reader

    return load_reader(settings.reader, data=settings.data)


def build_writer(settings: Settings, reader: Callable[[], Reader] | None = None) -> Writer | None:
    """What words the answers: None where no language model is set, and answers are quotes.

    Args:
        reader: Lends its lower layers to what judges claims; without one they are loaded with it.
    """
    if not settings.llm_base_url and not settings.llm_gguf:
        return None
    from assistant.writing import Writer
    from assistant.writing.llm import TokenCounter, connect, serve_gguf
    from assistant.writing.material import Budget

    context_tokens, key = settings.llm_context_tokens, settings.llm_api_key.get_secret_value()
    engine, base_url, model = None, settings.llm_base_url, settings.llm_model
    if settings.llm_gguf:
        path = Path(settings.llm_gguf)
        engine = serve_gguf(path, context_tokens=context_tokens)
        base_url, model = f"{engine.listening_address}/v1", model or path.stem
    llm = connect(base_url, model, api_key=key, timeout_s=settings.llm_timeout_s, context_tokens=context_tokens)
    budget = Budget(context_tokens, TokenCounter(base_url, model, key), settings.llm_prompt_tokens)
    checker = replace(build_checker(settings), meaning=build_meaning(settings, reader))
    return Writer(llm, model, checker=checker, timeout_s=settings.llm_timeout_s, budget=budget, engine=engine)


def build_checker(settings: Settings) -> Checker:
    """What passes or fails a claim: the rules, and the entailment model where one is set."""
    from assistant.grounding import Checker
    from index.model import entailment_model

    if not settings.entailment_model:
        return Checker()
    return Checker(entailment_model(settings.entailment_model), settings.entailed)


def build_meaning(settings: Settings, reader: Callable[[], Reader] | None = None) -> Meaning | None:
    """The trained head that judges a model's claims, loaded at the first; None where an entailment model is set."""
    from assistant.grounding import Meaning, lines
    from index.model import load_support

    if settings.entailment_model:
        return None
    return Meaning(lambda: load_support(reader() if reader else None, data=settings.data), lines())


def build_people(settings: Settings) -> People:
    """Those who may enter, in the database of the conversations."""
    from assistant.people import People

    if not settings.database_url:
        settings.data.mkdir(parents=True, exist_ok=True)
    return People(settings.conversations_url)


def build_conversations(settings: Settings, library: Library, *, owner: Callable[[], str] = str) -> Conversations:
    """The conversations kept, their answers read back against the library's documents; `owner` tells who is asking."""
    from assistant.records import Conversations

    if not settings.database_url:
        settings.data.mkdir(parents=True, exist_ok=True)
    return Conversations(settings.conversations_url, library, owner=owner)
