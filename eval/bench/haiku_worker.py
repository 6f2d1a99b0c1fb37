"""haiku.rag in a Python of its own, where Danraku is not installed: documents in, hits out, as JSON.

Reads {"url", "dimension", "limit", "documents": {id: [text]}, "questions": [[question, id]]} from
standard input; prints the seconds of indexing and of each search, the places found (positions of
paragraphs), and the process's peak memory. Each paragraph is a chunk, as for the other systems
that take whole paragraphs.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from docling_core.types.doc.document import DoclingDocument
from haiku.rag.client import HaikuRAG
from haiku.rag.config.models import AppConfig
from haiku.rag.store.models.chunk import Chunk


async def measure(asked: dict[str, Any]) -> dict[str, Any]:
    """Index the documents and ask the questions."""
    config = AppConfig.model_validate({"embeddings": {"model": _model(asked)}})
    with tempfile.TemporaryDirectory() as folder:
        async with HaikuRAG(Path(folder) / "haiku.lancedb", config=config, create=True) as client:
            start = time.perf_counter()
            for name, texts in asked["documents"].items():
                chunks = [Chunk(content=text, order=n) for n, text in enumerate(texts)]
                await client.import_document(DoclingDocument(name=name), chunks, uri=name)
            index_s = time.perf_counter() - start
            seconds, places = [], []
            for question, name in asked["questions"]:
                start = time.perf_counter()
                found = await client.search(question, limit=asked["limit"], filter=f"uri = '{name}'")
                seconds.append(time.perf_counter() - start)
                texts = asked["documents"][name]
                places.append([texts.index(hit.content) for hit in found if hit.content in texts])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    return {"index_s": index_s, "seconds": seconds, "places": places, "peak_mb": round(peak, 1)}


def _model(asked: dict[str, Any]) -> dict[str, Any]:
    return {
        "provider": "openai",
        "name": "embedder",
        "api_key": "none",
        "base_url": asked["url"],
        "vector_dim": asked["dimension"],
        "query_prefix": "query: ",
        "document_prefix": "passage: ",
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(json.load(sys.stdin)))))
