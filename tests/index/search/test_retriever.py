"""A library in a LlamaIndex pipeline, without a language model."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from llama_index.core.llms import MockLLM
from llama_index.core.postprocessor import SimilarityPostprocessor
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers.no_text import NoText

from index.library import Library
from index.search.retriever import DanrakuRetriever
from tests.index.library_parts import document, open_library

AID = "政府開発援助の総額は5,680億円である。"
TALKS = "各国外務大臣は対話を歓迎した。今後も協力する。"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path) as opened:
        opened.add_document(document(TALKS, AID, id="a.md"))
        opened.add_document(document(TALKS, id="b.md"))
        yield opened


def test_a_query_engine_answers_from_whole_paragraphs_with_their_labels(library: Library) -> None:
    engine = RetrieverQueryEngine(DanrakuRetriever(library, k=2), response_synthesizer=NoText(llm=MockLLM()))
    found = engine.query("援助の総額は？").source_nodes
    assert found[0].node.metadata["label"] == "2"
    first = found[0]
    assert first.node.metadata["document"] == "a.md"
    assert first.node.get_content() == AID
    assert first.score == library.search("援助の総額は？", k=2)[0].score
    assert len(found) == 2


def test_the_span_of_a_node_is_its_place_in_the_document(library: Library) -> None:
    node = DanrakuRetriever(library, k=1).retrieve("援助の総額は？")[0].node
    start, end = node.start_char_idx, node.end_char_idx  # type: ignore[attr-defined]
    assert library.document("a.md").text[start:end] == AID
    assert node.ref_doc_id == "a.md"


def test_only_the_chosen_documents_are_searched_and_other_parts_may_follow(library: Library) -> None:
    retriever = DanrakuRetriever(library, documents=["b.md"])
    engine = RetrieverQueryEngine(
        retriever,
        response_synthesizer=NoText(llm=MockLLM()),
        node_postprocessors=[SimilarityPostprocessor(similarity_cutoff=-100)],
    )
    assert {hit.node.metadata["document"] for hit in engine.query("対話").source_nodes} == {"b.md"}


def test_it_is_asked_from_an_event_loop_too(library: Library) -> None:
    found = asyncio.run(DanrakuRetriever(library, k=1).aretrieve("対話を歓迎"))
    assert found[0].node.metadata["label"] == "1"
