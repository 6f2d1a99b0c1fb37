"""A whole answer beside the bare embedding of its question, as the library grows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from assistant.answering import Assistant
from assistant.evidence.features import gather
from assistant.evidence.finding import MOST_HITS
from assistant.question.reading import understand
from eval.bench.memory import memory_mb
from eval.bench.texts import QuickPassages, generated
from eval.bench.timing import Spent, Timing, clocked, exponent, spent, timing
from eval.scoring.source import SAMPLE
from index.library import Library
from index.model.embedder import Embedder

_WARM_UP = 5

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Asking:
    """One size of library.

    Attributes:
        scoped: Only the sample was asked, among all the others.
        evidence: Weighing the sentences of what was found; `search` includes its embedding.
        ask_ratio: p50 of an answer divided by p50 of the bare embedding of its question,
            measured in turn, question by question; `tail_ratio` is p95 by p50 of the answer.
        processor_ratio: `ask_ratio` in processor time, which other programs disturb less.
        resident_mb: Memory of the process afterwards.
    """

    paragraphs: int
    scoped: bool
    embed: Timing
    understand: Timing
    search: Timing
    evidence: Timing
    ask: Timing
    ask_ratio: float
    tail_ratio: float
    processor_ratio: float
    resident_mb: float


@dataclass(frozen=True, slots=True)
class Growth:
    """How a library grew from one size to the next: its disk, and the rate of adding."""

    paragraphs: int
    added_per_s: float
    disk_bytes_per_paragraph: float


def measure(
    folder: Path, quick: QuickPassages, questions: Sequence[str], filling: Sequence[str], sizes: Sequence[int], say: Say
) -> dict[str, object]:
    """Ask at every size, over all documents and of the sample alone; leaves the library in `folder`.

    Args:
        folder: Empty, or with the model alone.
        quick: For the passages, and for the real vectors of questions.
        questions: About the sample.
        filling: Sentences that the other documents are made of.
        sizes: In paragraphs, ascending.
        say: Told of each size.
    """
    asked: list[Asking] = []
    grown: list[Growth] = []
    with Library(folder, lambda: quick.real) as library:
        library.add(SAMPLE)  # what is asked about is found as in earnest
    with Library(folder, lambda: quick) as library:
        for seed, size in enumerate(sizes):
            growth = _grow(library, folder, filling, size, seed)
            grown += [growth] if growth else []
            for scoped in (False, True):
                asked.append(_ask(library, quick, questions, size=_size(library), scoped=scoped))
                say(f"{asked[-1].paragraphs} paragraphs{', scoped' * scoped}: {asked[-1].ask_ratio} x the embedding")
    return {"asking": asked, "growth": grown, "exponents": _exponents(asked, grown)}


def _exponents(asked: Sequence[Asking], grown: Sequence[Growth]) -> dict[str, float | None]:
    """The power of the number of paragraphs that each figure grows with."""
    over_all, of_one = ([one for one in asked if one.scoped is scoped] for scoped in (False, True))
    sizes = [one.paragraphs for one in over_all]
    return {
        "search": exponent(sizes, [one.search.p50_ms for one in over_all]),
        "ask": exponent(sizes, [one.ask.p50_ms for one in over_all]),
        "ask, the sample alone": exponent(sizes, [one.ask.p50_ms for one in of_one]),
        "memory": exponent(sizes, [one.resident_mb for one in over_all]),
        "disk": exponent(
            [one.paragraphs for one in grown], [one.disk_bytes_per_paragraph * one.paragraphs for one in grown]
        ),
    }


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
    assistant.warm_up()  # as `danraku serve` does
    for question in questions[:_WARM_UP]:
        assistant.ask(question, documents=documents)
    steps: dict[str, list[Spent]] = {name: [] for name in ("embed", "understand", "search", "evidence", "ask")}
    for question in questions[_WARM_UP:] or questions:
        steps["embed"].append(spent(embedder.embed_query, question)[0])
        steps["ask"].append(spent(assistant.ask, question, documents=documents)[0])
    for question in questions[_WARM_UP:] or questions:  # apart, since an answer's embedding is kept for a while
        scope = [library.document(name) for name in documents] or library.documents
        by_id = {document.id: document for document in scope}
        taken, understood = spent(understand, question, scope, ())
        steps["understand"].append(taken)
        taken, hits = spent(library.search, question, k=MOST_HITS, documents=documents)
        steps["search"].append(taken)
        steps["evidence"].append(spent(gather, understood, hits, by_id)[0])
    timed = {name: timing([one.seconds for one in some]) for name, some in steps.items()}
    ask, embed = ([one.processor_seconds for one in steps[name]] for name in ("ask", "embed"))
    return Asking(
        size,
        scoped,
        **timed,
        ask_ratio=round(timed["ask"].p50_ms / timed["embed"].p50_ms, 2),
        tail_ratio=round(timed["ask"].p95_ms / timed["ask"].p50_ms, 2),
        processor_ratio=round(median(ask) / median(embed), 2),
        resident_mb=memory_mb("self", "VmRSS"),
    )
