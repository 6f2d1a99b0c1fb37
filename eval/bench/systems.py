"""The ways to search that are compared: each gets the same documents, questions and embedder.

A system gives, for a question, places best first; a place is the labels it covers, the
one it covers most of first. Paragraph systems give one label a place; a chunk of
LlamaIndex may cover several.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.document import Document, Paragraph
from index.model import Embedder

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.schema import BaseNode, NodeWithScore

Place = tuple[str, ...]

K = 5


class System(Protocol):
    """Something that indexes documents and finds places in one of them."""

    def index(self, documents: Sequence[Document]) -> None:
        """Take the documents in; called once."""
        ...

    def search(self, question: str, document: str) -> list[Place]:
        """At most K places of one document, best first."""
        ...


class Danraku:
    """`Library.search`, as the assistant uses it."""

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        from index.library import Library

        self._library = Library(folder, lambda: embedder)

    def index(self, documents: Sequence[Document]) -> None:
        """Add each."""
        for document in documents:
            self._library.add_document(document)

    def search(self, question: str, document: str) -> list[Place]:
        """The best paragraphs."""
        return [(hit.paragraph.label,) for hit in self._library.search(question, k=K, documents=[document])]


class PlainChroma:
    """One vector a paragraph in a Chroma collection, filtered by document."""

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        import chromadb

        self._embedder = embedder
        self._collection = chromadb.PersistentClient(str(folder)).create_collection(
            "paragraphs", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    def index(self, documents: Sequence[Document]) -> None:
        """Embed and add every paragraph."""
        paragraphs = [paragraph for document in documents for paragraph in document]
        vectors = self._embedder.embed_passages([paragraph.text for paragraph in paragraphs])
        self._collection.add(
            ids=[f"{p.document_id} {p.label}" for p in paragraphs],
            embeddings=[*vectors],
            documents=[p.text for p in paragraphs],
            metadatas=[{"document": p.document_id, "label": p.label} for p in paragraphs],
        )

    def search(self, question: str, document: str) -> list[Place]:
        """The nearest vectors."""
        vector = self._embedder.embed_query(question)
        found = self._collection.query(
            query_embeddings=[vector.tolist()], n_results=K, where={"document": document}, include=["metadatas"]
        )
        return [(str(metadata["label"]),) for metadata in (found["metadatas"] or [[]])[0]]


class Bm25:
    """bm25s over one document's paragraphs; `split` makes words of a text."""

    def __init__(self, split: Callable[[str], list[str]]) -> None:
        self._split = split
        self._indexes: dict[str, tuple[Any, list[Paragraph]]] = {}

    def index(self, documents: Sequence[Document]) -> None:
        """One index a document."""
        import bm25s

        for document in documents:
            index = bm25s.BM25()
            index.index([self._split(paragraph.text) for paragraph in document], show_progress=False)
            self._indexes[document.id] = index, list(document)

    def search(self, question: str, document: str) -> list[Place]:
        """The highest sums."""
        index, paragraphs = self._indexes[document]
        rows, _ = index.retrieve([self._split(question)], k=min(K, len(paragraphs)), show_progress=False)
        return [(paragraphs[row].label,) for row in rows[0]]


class LlamaIndex:
    """VectorStoreIndex on Chroma with its retriever, as LlamaIndex's documentation builds it.

    `whole` makes one node a paragraph; else its SentenceSplitter cuts the text with its
    defaults, and a chunk's labels are those of the paragraphs it overlaps.
    """

    def __init__(self, embedder: Embedder, folder: Path, *, whole: bool) -> None:
        import chromadb
        from llama_index.core import StorageContext
        from llama_index.vector_stores.chroma import ChromaVectorStore

        self._whole = whole
        self.embedding = embedding_of(embedder)
        collection = chromadb.PersistentClient(str(folder)).create_collection("nodes", embedding_function=None)
        self._storage = StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection))
        self.documents: dict[str, Document] = {}

    def index(self, documents: Sequence[Document]) -> None:
        """Split, embed, store."""
        from llama_index.core import VectorStoreIndex

        self.documents = {document.id: document for document in documents}
        self.nodes = [node for document in documents for node in _nodes(document, whole=self._whole)]
        self.built = VectorStoreIndex(self.nodes, storage_context=self._storage, embed_model=self.embedding)

    def search(self, question: str, document: str) -> list[Place]:
        """What its retriever finds."""
        from llama_index.core.vector_stores import ExactMatchFilter, MetadataFilters

        filters = MetadataFilters(filters=[ExactMatchFilter(key="document", value=document)])
        found = self.built.as_retriever(similarity_top_k=K, filters=filters).retrieve(question)
        return self.places(found, document)

    def places(self, found: Sequence[NodeWithScore], document: str) -> list[Place]:
        """The labels under each node of a document."""
        nodes = [hit.node for hit in found if hit.node.metadata["document"] == document]
        return [
            labels_under(self.documents[document], node.metadata["start"], node.metadata["end"]) for node in nodes[:K]
        ]


class LlamaFusion(LlamaIndex):
    """LlamaIndex's fusion of its vector retriever with its BM25 retriever, over all documents."""

    def index(self, documents: Sequence[Document]) -> None:
        """Both indexes over the same nodes."""
        from llama_index.core.llms import MockLLM
        from llama_index.core.retrievers import QueryFusionRetriever
        from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
        from llama_index.retrievers.bm25 import BM25Retriever

        super().index(documents)
        many = min(K * len(documents), len(self.nodes))
        retrievers = [
            self.built.as_retriever(similarity_top_k=many),
            BM25Retriever.from_defaults(nodes=self.nodes, similarity_top_k=many),
        ]
        self._fusion = QueryFusionRetriever(
            retrievers,
            llm=MockLLM(),
            similarity_top_k=many,
            num_queries=1,
            mode=FUSION_MODES.RECIPROCAL_RANK,
            use_async=False,
        )

    def search(self, question: str, document: str) -> list[Place]:
        """What it finds in the document; its BM25 retriever knows no filter."""
        return self.places(self._fusion.retrieve(question), document)


class LlamaCitations(LlamaIndex):
    """CitationQueryEngine with a mock LLM: for what it costs beside the model's own time."""

    def index(self, documents: Sequence[Document]) -> None:
        """The nodes, and an engine over them; the mock's own context is too short for its prompt."""
        from llama_index.core import PromptHelper, get_response_synthesizer
        from llama_index.core.llms import MockLLM
        from llama_index.core.query_engine import CitationQueryEngine

        super().index(documents)
        mock = MockLLM(max_tokens=256)
        synthesizer = get_response_synthesizer(mock, PromptHelper(context_window=32_768, num_output=256))
        self._engine = CitationQueryEngine.from_args(
            self.built, llm=mock, similarity_top_k=K, response_synthesizer=synthesizer
        )

    def search(self, question: str, document: str) -> list[Place]:
        """The sources of an answer, over all documents."""
        return self.places(self._engine.query(question).source_nodes, document)


def embedding_of(embedder: Embedder) -> BaseEmbedding:
    """Our embedder as LlamaIndex wants one."""
    from llama_index.core.base.embeddings.base import BaseEmbedding

    class Ours(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            return [float(number) for number in embedder.embed_query(query)]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = embedder.embed_passages(texts).tolist()
            return rows

    return Ours(model_name=embedder.fingerprint)


def _nodes(document: Document, *, whole: bool) -> list[BaseNode]:
    from llama_index.core import Document as LlamaDocument
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.core.schema import TextNode

    if whole:
        spans = [(p.text, p.start_char, p.end_char) for p in document]
    else:
        cut = SentenceSplitter().get_nodes_from_documents([LlamaDocument(text=document.text)])
        spans = [(n.text, n.start_char_idx, n.end_char_idx) for n in cut if isinstance(n, TextNode)]  # type: ignore[misc]
    hidden = ["document", "start", "end"]
    return [
        TextNode(
            text=text,
            metadata={"document": document.id, "start": start, "end": end},
            excluded_embed_metadata_keys=hidden,
            excluded_llm_metadata_keys=hidden,
        )
        for text, start, end in spans
    ]


def labels_under(document: Document, start: int, end: int) -> Place:
    """Paragraphs that a span overlaps, the most overlapped first."""
    overlaps = {p.label: min(end, p.end_char) - max(start, p.start_char) for p in document}
    return tuple(sorted((label for label in overlaps if overlaps[label] > 0), key=lambda label: -overlaps[label]))
