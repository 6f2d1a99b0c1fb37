"""The reader as an ordinary LlamaIndex postprocessor: whatever nodes were found, those that answer come first.

    engine = RetrieverQueryEngine(any_retriever, node_postprocessors=[DanrakuReader(load_reader(data=folder), top_n=3)])

LlamaIndex is imported with this module, which nothing else of ours imports.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from llama_index.core.postprocessor.types import BaseNodePostprocessor
from llama_index.core.schema import NodeWithScore, QueryBundle
from pydantic import PrivateAttr

from index.model import Passage
from index.text import sentence_spans

if TYPE_CHECKING:
    from index.model import Reader

_PASSAGE_CHARS = 250  # read at once; of a longer node its best passage counts


class DanrakuReader(BaseNodePostprocessor):
    """Reads each node together with the question; the score becomes the logit that it answers.

    Scores compare between nodes and questions, unlike those of a ranking: a cutoff on them
    (`SimilarityPostprocessor`) is one for every question.
    """

    top_n: int = 10
    _reader: Any = PrivateAttr()

    def __init__(self, reader: Reader, *, top_n: int = 10) -> None:
        """Keep who reads.

        Args:
            reader: As `index.model.load_reader` gives it.
            top_n: How many nodes are left.
        """
        super().__init__(top_n=top_n)  # type: ignore[call-arg]
        self._reader = reader

    @classmethod
    def class_name(cls) -> str:
        """As LlamaIndex writes it down."""
        return "DanrakuReader"

    def _postprocess_nodes(
        self, nodes: list[NodeWithScore], query_bundle: QueryBundle | None = None
    ) -> list[NodeWithScore]:
        if query_bundle is None or not nodes:
            return nodes[: self.top_n]
        passages = [(at, passage) for at, node in enumerate(nodes) for passage in _passages(node)]
        readings = self._reader.read(query_bundle.query_str, [passage for _, passage in passages])
        best: dict[int, float] = {}
        for (at, _), reading in zip(passages, readings, strict=True):
            best[at] = max(best.get(at, reading.answers), reading.answers)
        ranked = sorted(best, key=lambda at: (-best[at], at))[: self.top_n]
        return [NodeWithScore(node=nodes[at].node, score=best[at]) for at in ranked]


def _passages(node: NodeWithScore) -> Iterator[Passage]:
    """The sentences of a node in portions; a node without any is read by nobody and left out."""
    title, portion, size = str(node.node.metadata.get("document", "")), list[str](), 0
    text = node.node.get_content()
    for sentence in (text[start:end] for start, end in sentence_spans(text)):
        if portion and size + len(sentence) > _PASSAGE_CHARS:
            yield Passage(title, tuple(portion))
            portion, size = [], 0
        portion.append(sentence)
        size += len(sentence)
    if portion:
        yield Passage(title, tuple(portion))
