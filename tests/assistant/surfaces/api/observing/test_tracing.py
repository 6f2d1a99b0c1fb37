from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answer import Answer
from assistant.errors import BadSetting
from assistant.events import Finished
from assistant.samples import SAMPLE
from assistant.surfaces.api.observing import set_up_tracing
from assistant.surfaces.api.observing.tracing import trace
from tests.index.library_parts import open_library
from tests.quick_reader import GramReader

QUESTION = "第40段落を見せて"


@pytest.fixture
def uninstrumented() -> Iterator[None]:
    """Nothing is traced after the test."""
    yield
    from openinference.instrumentation.llama_index import LlamaIndexInstrumentor

    LlamaIndexInstrumentor().uninstrument()


def test_the_steps_of_an_answer_are_spans_without_its_words(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    pytest.importorskip("openinference.instrumentation.llama_index", reason="danraku[otel] is not installed")
    request.getfixturevalue("uninstrumented")
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    kept = InMemorySpanExporter()
    trace(SimpleSpanProcessor(kept), words=False)
    with open_library(tmp_path) as library:
        library.add(SAMPLE)
        told_at_last = asyncio.run(streamed(Assistant(library, GramReader)))
    names = " ".join(span.name for span in kept.get_finished_spans())
    for step in ("understood", "found", "worded"):
        assert step in names
    told = " ".join(str(span.attributes) + str(span.events) for span in kept.get_finished_spans())
    assert QUESTION not in told
    assert told_at_last.claims[0].text[:20] not in told


async def streamed(assistant: Assistant) -> Answer:
    """The answer at the end of a stream, as servers ask."""
    async for event in assistant.stream(QUESTION):
        if isinstance(event, Finished):
            return event.answer
    raise AssertionError("no answer")


def test_a_missing_package_is_named_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openinference.instrumentation", None)
    with pytest.raises(BadSetting, match=r"danraku\[otel\]"):
        set_up_tracing("http://127.0.0.1:4317")
    set_up_tracing("")
