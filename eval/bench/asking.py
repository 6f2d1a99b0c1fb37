"""A whole answer beside the bare embedding of its question, as the library grows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

from assistant.answering import Assistant
from eval.bench.memory import memory_mb
from eval.bench.texts import Asked, QuickPassages, TimedReader, generated
from eval.bench.timing import Spent, Timing, clocked, exponent, spent, timing
from eval.scoring import SAMPLE
from index.library import Library
from index.model import Embedder, Reader

MOST_HITS = 50
_WARM_UP = 5
_LISTS = ("2016年に触れている段落をすべて挙げてください。", "アフガニスタンに触れている段落をすべて挙げてください。")

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Asking:
    """One size of library.

    Attributes:
        scoped: Only the sample was asked, among all the others.
        search: Of a question whose vector is known.
        ask: Of an answer without the reading of the passages found, which `read` is: it costs what
            the passages are long, and the same at every size.
        ask_ratio: p50 of `ask` divided by p50 of the bare embedding of its question,
            measured in turn, question by question; `tail_ratio` is p95 by p50 of `ask`.
        processor_ratio: `ask_ratio` in processor time, which other programs disturb less.
        kinds: p50 of `ask` by the kind of question.
        lists_ms: Without reading: the first list of all by date and by word, before anything else was asked,
            then each again.
        resident_mb: Memory of the process afterwards.
    """

    paragraphs: int
    scoped: bool
    embed: Timing
    search: Timing
    ask: Timing
    read: Timing
    ask_ratio: float
    tail_ratio: float
    processor_ratio: float
    kinds: Mapping[str, float]
    lists_ms: Sequence[float]
    resident_mb: float


@dataclass(frozen=True, slots=True)
class Growth:
    """How a library grew from one size to the next: its disk, and the rate of adding."""

    paragraphs: int
    added_per_s: float
    disk_bytes_per_paragraph: float


def measure(
    folder: Path,
    quick: QuickPassages,
    reader: Callable[[], Reader],
    asked: Sequence[Asked],
    filling: Sequence[str],
    sizes: Sequence[int],
    say: Say,
) -> dict[str, object]:
    """Ask at every size, over all documents and of the sample alone; leaves the library in `folder`.

    Args:
        folder: Empty, or with the model alone.
        quick: For the passages, and for the real vectors of questions.
        reader: Loads the reader; called once.
        asked: About the sample, kinds in turn.
        filling: Sentences that the other documents are made of.
        sizes: In paragraphs, ascending.
        say: Told of each size.
    """
    load = cache(lambda: TimedReader(reader()))
    found: list[Asking] = []
    grown: list[Growth] = []
    with Library(folder, lambda: quick.real) as library:
        library.add(SAMPLE)  # what is asked about is found as in earnest
    for seed, size in enumerate(sizes):
        with Library(folder, lambda: quick) as library:
            growth = _grow(library, folder, filling, size, seed)
        grown += [growth] if growth else []
        for scoped in (False, True):
            with Library(folder, lambda: quick) as library:
                found.append(_ask(load(), library, quick, asked, scoped=scoped))
            one = found[-1]
            say(f"{one.paragraphs} paragraphs{', scoped' * scoped}: {one.ask_ratio} x the embedding")
    return {"asking": found, "growth": grown, "exponents": _exponents(found, grown)}


def _exponents(asked: Sequence[Asking], grown: Sequence[Growth]) -> dict[str, float | None]:
    """The power of the number of paragraphs that each figure grows with."""
    over_all, of_one = ([one for one in asked if one.scoped is scoped] for scoped in (False, True))
    sizes = [one.paragraphs for one in over_all]
    grown_sizes = [one.paragraphs for one in grown]
    return {
        "search": exponent(sizes, [one.search.p50_ms for one in over_all]),
        "ask": exponent(sizes, [one.ask.p50_ms for one in over_all]),
        "ask, p95": exponent(sizes, [one.ask.p95_ms for one in over_all]),
        "ask, the sample alone": exponent(sizes, [one.ask.p50_ms for one in of_one]),
        "memory": exponent(sizes, [max(one.resident_mb, 1.0) for one in over_all]),
        "disk": exponent(grown_sizes, [one.disk_bytes_per_paragraph * one.paragraphs for one in grown]),
        "adding a paragraph": exponent(grown_sizes, [1 / one.added_per_s for one in grown]),
    }


def _grow(library: Library, folder: Path, sentences: Sequence[str], size: int, seed: int) -> Growth | None:
    before = library.size.paragraphs
    if size <= before:
        return None

    def add() -> None:
        for document in generated(sentences, size - before, seed=seed):
            library.add_document(document)

    seconds, _ = clocked(add)
    used = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and "models" not in path.parts)
    return Growth(size, round((size - before) / seconds, 1), round(used / size))


def _ask(reader: TimedReader, library: Library, embedder: Embedder, asked: Sequence[Asked], *, scoped: bool) -> Asking:
    assistant = Assistant(library, lambda: reader)
    documents = [SAMPLE.name] if scoped else []
    embedder.embed_query(asked[0].question)

    def answered(question: str) -> tuple[Spent, Spent]:
        """What an answer took beside reading, and reading."""
        before = reader.spent
        whole, _ = spent(assistant.ask, question, documents=documents)
        reading = reader.spent.without(before)
        return whole.without(reading), reading

    lists = [answered(text)[0].seconds for text in (*_LISTS, *_LISTS)]
    assistant.warm_up()  # as `danraku serve` does
    for question, _ in asked[:_WARM_UP]:
        assistant.ask(question, documents=documents)
    steps: dict[str, list[Spent]] = {name: [] for name in ("embed", "search", "ask", "read")}
    measured = asked[_WARM_UP:] or asked
    for question, _ in measured:
        steps["embed"].append(spent(embedder.embed_query, question)[0])
        for name, taken in zip(("ask", "read"), answered(question), strict=True):
            steps[name].append(taken)
        library.search(question, k=1, documents=documents)
        steps["search"].append(spent(library.search, question, k=MOST_HITS, documents=documents)[0])
    timed = {name: timing([one.seconds for one in some]) for name, some in steps.items()}
    ask, embed = ([one.processor_seconds for one in steps[name]] for name in ("ask", "embed"))
    by_kind: dict[str, list[float]] = {}
    for (_, kind), one in zip(measured, steps["ask"], strict=True):
        by_kind.setdefault(kind, []).append(one.seconds)
    return Asking(
        library.size.paragraphs,
        scoped,
        **timed,
        ask_ratio=round(timed["ask"].p50_ms / timed["embed"].p50_ms, 2),
        tail_ratio=round(timed["ask"].p95_ms / timed["ask"].p50_ms, 2),
        processor_ratio=round(median(ask) / median(embed), 2),
        kinds={kind: timing(some).p50_ms for kind, some in sorted(by_kind.items())},
        lists_ms=[round(seconds * 1000, 1) for seconds in lists],
        resident_mb=memory_mb("self", "VmRSS"),
    )
