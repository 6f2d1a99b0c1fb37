"""The reader in a LlamaIndex pipeline of somebody else's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.llms import MockLLM
from llama_index.core.postprocessor import SimilarityPostprocessor
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers.no_text import NoText
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.library import Library
from index.search.postprocessor import DanrakuReader
from index.search.retriever import DanrakuRetriever
from tests.index.library_parts import document, open_library
from tests.quick_reader import GramReader

TALKS = "各国外務大臣は対話を歓迎した。"
AID = "政府開発援助の総額は5,680億円である。"
LONG = "今後も協力する。" * 60 + AID


class Fixed(BaseRetriever):
    """Somebody else's: always the same nodes, the worst first."""

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [NodeWithScore(node=TextNode(text=text), score=1.0) for text in (TALKS, "", LONG, AID)]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path) as opened:
        opened.add_document(document(TALKS, AID, id="a.md"))
        yield opened


def test_what_answers_comes_first_whoever_found_it() -> None:
    found = DanrakuReader(GramReader(), top_n=3).postprocess_nodes(Fixed().retrieve("x"), query_str="援助の総額は？")
    assert [node.node.get_content() for node in found] == [LONG, AID, TALKS]
    assert found[0].score == found[1].score
    assert (found[1].score or 0) > (found[2].score or 0)


def test_both_stand_in_one_query_engine_and_a_cutoff_follows(library: Library) -> None:
    engine = RetrieverQueryEngine(
        DanrakuRetriever(library, k=5),
        response_synthesizer=NoText(llm=MockLLM()),
        node_postprocessors=[DanrakuReader(GramReader()), SimilarityPostprocessor(similarity_cutoff=0)],
    )
    found = engine.query("援助の総額は？").source_nodes
    assert [node.node.metadata["label"] for node in found] == ["2"]


def test_nothing_found_is_nothing_read() -> None:
    assert DanrakuReader(GramReader()).postprocess_nodes([], query_str="援助の総額は？") == []
