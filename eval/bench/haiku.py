"""haiku.rag's search beside ours: it runs in an environment of its own, and embeds through our embedder over HTTP."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from eval.bench.systems import K
from index.document import Document
from index.model import Embedder
from index.model.onnx.standard import PASSAGE_PROMPT, QUERY_PROMPT

WITHOUT = "haiku.rag: needs an environment of its own (pip install haiku.rag-slim), named by --haiku PYTHON"
_WORKER = Path(__file__).with_name("haiku_worker.py")


@dataclass(frozen=True, slots=True)
class Found:
    """What it took, and the labels that each question found, best first."""

    index_s: float
    seconds: list[float]
    places: list[list[tuple[str, ...]]]
    peak_mb: float


def ask_haiku(
    python: str, embedder: Embedder, documents: Sequence[Document], questions: Sequence[tuple[str, str]]
) -> Found:
    """Let it index the documents and answer the questions.

    Args:
        python: Of the environment in which it is installed.
        embedder: For its vectors.
        documents: A chunk a paragraph.
        questions: Each with the id of the document it is about.

    Raises:
        subprocess.CalledProcessError: it failed; what it said went to stderr.
    """
    by_id = {document.id: document for document in documents}
    with embedding_server(embedder) as url:
        asked = {
            "url": url,
            "dimension": embedder.dimension,
            "limit": K,
            "documents": {document.id: [p.text for p in document] for document in documents},
            "questions": questions,
        }
        command = [python, "-P", str(_WORKER)]  # -P: haiku is not this file
        ran = subprocess.run(command, input=json.dumps(asked), check=True, stdout=subprocess.PIPE, text=True)
    told = json.loads(ran.stdout.splitlines()[-1])
    labels: list[list[tuple[str, ...]]] = [
        [(by_id[name].paragraphs[at].label,) for at in places]
        for (_, name), places in zip(questions, told["places"], strict=True)
    ]
    return Found(told["index_s"], told["seconds"], labels, told["peak_mb"])


@contextmanager
def embedding_server(embedder: Embedder) -> Iterator[str]:
    """The embedder as an OpenAI-compatible endpoint on this machine, for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
            written = json.dumps(_embedded(embedder, texts)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()


def _embedded(embedder: Embedder, texts: Sequence[str]) -> dict[str, Any]:
    if all(text.startswith(QUERY_PROMPT) for text in texts):
        rows = [embedder.embed_query(text.removeprefix(QUERY_PROMPT)).tolist() for text in texts]
    else:
        rows = embedder.embed_passages([text.removeprefix(PASSAGE_PROMPT) for text in texts]).tolist()
    data = [{"object": "embedding", "index": n, "embedding": row} for n, row in enumerate(rows)]
    return {"object": "list", "model": "embedder", "data": data, "usage": {"prompt_tokens": 0, "total_tokens": 0}}
