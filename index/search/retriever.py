"""A library as an ordinary LlamaIndex retriever: one node a paragraph, with its label and document.

    engine = RetrieverQueryEngine(DanrakuRetriever(library, k=5), response_synthesizer=...)

Nodes come with the ranking's score and are not split, merged or rewritten. LlamaIndex is
imported with this module, which nothing else of ours imports.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode

if TYPE_CHECKING:
    from index.document import Paragraph
    from index.library import Library

_HIDDEN = ["position", "section", "page"]  # of no use to a language model, and not to be embedded


class DanrakuRetriever(BaseRetriever):
    """Finds paragraphs of a library for any LlamaIndex pipeline.

    Example:
        DanrakuRetriever(library, k=3).retrieve("日本のODAの総額は？")[0].node.metadata["label"]  # "3"
    """

    def __init__(self, library: Library, *, k: int = 10, documents: Sequence[str] = ()) -> None:
        """Keep where to search.

        Args:
            library: Opened and closed by the caller.
            k: How many paragraphs a query gets.
            documents: Ids to search in; () means all.
        """
        super().__init__()
        self._library, self._k, self._documents = library, k, tuple(documents)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._library.search(query_bundle.query_str, k=self._k, documents=self._documents)
        return [NodeWithScore(node=node_of(hit.paragraph), score=hit.score) for hit in hits]


def node_of(paragraph: Paragraph) -> TextNode:
    """A paragraph as a node: its text verbatim, its place in the document's text."""
    place = {"document": paragraph.document_id, "label": paragraph.label, "position": paragraph.position}
    return TextNode(
        id_=f"{paragraph.document_id}#{paragraph.label}",
        text=paragraph.text,
        metadata=place | {"section": paragraph.section, "page": paragraph.page},
        excluded_embed_metadata_keys=[*place, *_HIDDEN],
        excluded_llm_metadata_keys=_HIDDEN,
        start_char_idx=paragraph.start_char,
        end_char_idx=paragraph.end_char,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=paragraph.document_id)},
    )
