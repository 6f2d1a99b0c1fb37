"""A whole answer beside the bare embedding of its question, as the library grows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering import Assistant
from assistant.question import understand
from eval.bench.texts import QuickPassages, generated
from eval.bench.timing import Timing, clocked, exponent, timing
from eval.source import SAMPLE
from index.embedding import Embedder
from index.library import Library

_WARM_UP = 5
_HITS = 10

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Asking:
    """One size of library.

    Attributes:
        scoped: Only the sample was asked, among all the others.
        ask_ratio: p50 of an answer divided by p50 of the bare embedding of its question,
            measured in turn, question by question; `tail_ratio` is p95 by p50 of the answer.
    """

    paragraphs: int
    scoped: bool
    embed: Timing
    understand: Timing
    search: Timing
    ask: Timing
    ask_ratio: float
    tail_ratio: float


@dataclass(frozen=True, slots=True)
class Growth:
    """How a library grew from one size to the next: its disk, and the rate of adding."""

    paragraphs: int
    added_per_s: float
    disk_bytes_per_paragraph: float


def measure(
    folder: Path, embedder: Embedder, questions: Sequence[str], sentences: Sequence[str], sizes: Sequence[int], say: Say
) -> dict[str, object]:
    """Ask at every size, over all documents and of the sample alone; leaves the library in `folder`."""
    quick = QuickPassages(embedder, sentences)
    asked: list[Asking] = []
    grown: list[Growth] = []
    with Library(folder, lambda: quick) as library:
        library.add(SAMPLE)
        for seed, size in enumerate(sizes):
            growth = _grow(library, folder, sentences, size, seed)
            grown += [growth] if growth else []
            for scoped in (False, True):
                asked.append(_ask(library, quick, questions, size=_size(library), scoped=scoped))
                say(f"{asked[-1].paragraphs} paragraphs{', scoped' * scoped}: {asked[-1].ask_ratio} x the embedding")
    over_all = [one for one in asked if not one.scoped]
    exponents = {
        step: exponent([one.paragraphs for one in over_all], [getattr(one, step).p50_ms for one in over_all])
        for step in ("search", "ask")
    }
    return {"asking": asked, "growth": grown, "exponents": exponents}


def _size(library: Library) -> int:
    return sum(summary.paragraphs for summary in library.summaries)


def _grow(library: Library, folder: Path, sentences: Sequence[str], size: int, seed: int) -> Growth | None:
    before = _size(library)
    if size <= before:
        return None

    def add() -> None:
        for document in generated(sentences, size - before, seed=seed):
            library.add_document(document)

    seconds, _ = clocked(add)
    used = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and "models" not in path.parts)
    return Growth(size, round((size - before) / seconds, 1), round(used / size))


def _ask(library: Library, embedder: Embedder, questions: Sequence[str], *, size: int, scoped: bool) -> Asking:
    assistant = Assistant(library)
    documents = [SAMPLE.name] if scoped else []
    for question in questions[:_WARM_UP]:
        assistant.ask(question, documents=documents)
    steps: dict[str, list[float]] = {"embed": [], "understand": [], "search": [], "ask": []}
    for question in questions:
        scope = [library.document(name) for name in documents] or library.documents
        steps["embed"].append(clocked(embedder.embed_query, question)[0])
        steps["understand"].append(clocked(understand, question, scope, ())[0])
        steps["search"].append(clocked(library.search, question, k=_HITS, documents=documents)[0])
        steps["ask"].append(clocked(assistant.ask, question, documents=documents)[0])
    timed = {name: timing(seconds) for name, seconds in steps.items()}
    ratio = timed["ask"].p50_ms / timed["embed"].p50_ms
    tail = timed["ask"].p95_ms / timed["ask"].p50_ms
    return Asking(size, scoped, **timed, ask_ratio=round(ratio, 2), tail_ratio=round(tail, 2))
