"""Adding documents beside the bare embedding of the same texts."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.texts import QuickPassages, TimedEmbedder, generated
from eval.bench.timing import clocked
from index.library import Library
from index.model import Embedder

_CHANGED_OF = 1000


@dataclass(frozen=True, slots=True)
class Indexing:
    """Adding some files to an empty library.

    Attributes:
        embedding_share: Seconds spent in the embedder by seconds in all: the rate of
            indexing as a share of the rate of bare embedding, within the same run.
        unchanged_speedup: How many times faster the same files were added again.
        changed_one_ms: Adding a document of 1,000 paragraphs again with one changed.
    """

    paragraphs: int
    texts: int
    seconds: float
    paragraphs_per_s: float
    texts_per_s: float
    embedding_share: float
    unchanged_speedup: float
    changed_one_ms: float


def measure(embedder: Embedder, files: Sequence[Path], sentences: Sequence[str]) -> Indexing:
    """Add the files, add them again, and change one paragraph of a thousand."""
    timed = TimedEmbedder(embedder)
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder), lambda: timed) as library:
        seconds, _ = clocked(lambda: [library.add(path) for path in files])
        again, _ = clocked(lambda: [library.add(path) for path in files])
        paragraphs = library.size.paragraphs
    return Indexing(
        paragraphs,
        timed.texts,
        round(seconds, 2),
        round(paragraphs / seconds, 1),
        round(timed.texts / timed.seconds, 1),
        round(timed.seconds / seconds, 3),
        round(seconds / again, 1),
        round(_change_one(embedder, sentences) * 1000, 1),
    )


def _change_one(embedder: Embedder, sentences: Sequence[str]) -> float:
    texts = [p.text for document in generated(sentences, _CHANGED_OF, seed=0) for p in document]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "thousand.md"
        quick = QuickPassages(embedder, sentences[:50])
        with Library(Path(folder) / "data", lambda: quick) as library:
            _write(file, texts)
            library.add(file)
            _write(file, [*texts[:500], "一つの段落が変わった。", *texts[501:]])
            return clocked(library.add, file)[0]


def _write(file: Path, texts: Sequence[str]) -> None:
    file.write_text("\n".join(f"- {n} {text}" for n, text in enumerate(texts, 1)), encoding="utf-8")
