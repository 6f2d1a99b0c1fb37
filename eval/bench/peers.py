"""The peers table: quality, speed and memory of each system, in a process of its own.

    python -m eval.bench.peers NAME --data FOLDER --document FILE... --set SET...

prints one system's line as JSON.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.bench.haiku import WITHOUT, ask_haiku
from eval.bench.memory import memory_mb
from eval.bench.systems import Bm25, Danraku, LlamaCitations, LlamaFusion, LlamaIndex, Place, PlainChroma, System
from eval.bench.texts import Material, questions_of
from eval.bench.timing import clocked, timing
from eval.scoring import SAMPLE
from index.model import Embedder, load_embedder
from index.parsing import read_document

HAIKU = "haiku.rag, one chunk a paragraph"
_PACKAGES = {"fusion": "llama_index.retrievers.bm25", "BM25, ": "bm25s"}
"""What some systems need beside this project, by a part of their names: the bench extra."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Hits on one set: the first place's main paragraph, any of five places', any paragraph of the first place."""

    questions: int
    hit_at_1: int
    hit_at_5: int
    within_first: int


@dataclass(frozen=True, slots=True)
class Peer:
    """One system's line; `embed_ms` is the bare embedding of the same questions in the same process."""

    name: str
    index_s: float
    p50_ms: float
    p95_ms: float
    embed_ms: float
    peak_mb: float
    quality: dict[str, Quality]


def _by_words(text: str) -> list[str]:
    from index.text.words import words

    return list(words(text))


def _by_default(text: str) -> list[str]:
    from bm25s import tokenize

    tokens: list[list[str]] = tokenize(text, return_ids=False, show_progress=False, stopwords=None)
    return tokens[0] if tokens else []


SYSTEMS: dict[str, Callable[[Embedder, Path], System]] = {
    "Danraku": Danraku,
    "Chroma, one vector a paragraph": PlainChroma,
    "LlamaIndex, as documented": lambda embedder, folder: LlamaIndex(embedder, folder, whole=False),
    "LlamaIndex, one node a paragraph": lambda embedder, folder: LlamaIndex(embedder, folder, whole=True),
    "LlamaIndex, fusion with its BM25": lambda embedder, folder: LlamaFusion(embedder, folder, whole=False),
    "LlamaIndex, CitationQueryEngine": lambda embedder, folder: LlamaCitations(embedder, folder, whole=False),
    "BM25, Japanese words": lambda embedder, folder: Bm25(_by_words),
    "BM25, as it comes": lambda embedder, folder: Bm25(_by_default),
}


def available() -> tuple[list[str], list[str]]:
    """Names that can run here, and why the others cannot."""
    needed = {name: package for name in SYSTEMS for part, package in _PACKAGES.items() if part in name}
    there = {package: _installed(package) for package in _PACKAGES.values()}
    missing = {name: package for name, package in needed.items() if not there[package]}
    reasons = [f"{name}: needs {package}, which the bench extra installs" for name, package in missing.items()]
    return [name for name in SYSTEMS if name not in missing], reasons


def _installed(package: str) -> bool:
    try:
        return importlib.util.find_spec(package) is not None
    except ModuleNotFoundError:  # where not even the package around it is there
        return False


def measure(name: str, data: Path, material: Material) -> Peer:
    """One system in this process."""
    embedder = load_embedder(data=data)
    documents = [read_document(path) for path in material.files]
    with tempfile.TemporaryDirectory() as folder:
        system = SYSTEMS[name](embedder, Path(folder))
        index_s, _ = clocked(system.index, documents)
        seconds, bare, quality = [], [], {}
        for set_file in material.sets:
            found = []
            for item in questions_of(set_file):
                question, document = item.turns[0].question, item.document or SAMPLE.name
                bare.append(clocked(embedder.embed_query, question)[0])
                taken, places = clocked(system.search, question, document)
                seconds.append(taken)
                found.append((frozenset(item.turns[0].allowed), places))
            quality[set_file.stem] = _quality(found)
    asked = timing(seconds[1:])
    return Peer(
        name,
        round(index_s, 2),
        asked.p50_ms,
        asked.p95_ms,
        timing(bare[1:]).p50_ms,
        memory_mb("self", "VmHWM"),
        quality,
    )


def measure_haiku(python: str, data: Path, material: Material) -> Peer:
    """haiku.rag in the environment of that Python; the bare embedding is measured here, afterwards."""
    embedder = load_embedder(data=data)
    items = {path.stem: questions_of(path) for path in material.sets}
    asked = [(item.turns[0].question, item.document or SAMPLE.name) for some in items.values() for item in some]
    found = ask_haiku(python, embedder, [read_document(path) for path in material.files], asked)
    places, quality = iter(found.places), {}
    for name, some in items.items():
        quality[name] = _quality([(frozenset(item.turns[0].allowed), next(places)) for item in some])
    bare = timing([clocked(embedder.embed_query, question)[0] for question, _ in asked[1:]])
    taken = timing(found.seconds[1:])
    return Peer(HAIKU, round(found.index_s, 2), taken.p50_ms, taken.p95_ms, bare.p50_ms, found.peak_mb, quality)


def measure_all(data: Path, material: Material, say: Callable[[str], None], *, haiku: str = "") -> dict[str, object]:
    """Every system that can run here, each in a fresh process.

    Args:
        data: With the model.
        material: What is indexed and asked.
        say: Told of each system.
        haiku: The Python of an environment with haiku.rag; "" where there is none.
    """
    names, missing = available()
    peers = []
    for name in names:
        command = [sys.executable, "-m", "eval.bench.peers", name, "--data", str(data)]
        command += ["--document", *map(str, material.files), "--set", *map(str, material.sets)]
        ran = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
        if ran.returncode:
            missing.append(f"{name}: failed, see the messages of the run")
            continue
        peers.append(json.loads(ran.stdout.splitlines()[-1]))
        say(f"{name}: {peers[-1]['p50_ms']} ms")
    if not haiku:
        return {"peers": peers, "missing": [*missing, WITHOUT]}
    try:
        peers.append(asdict(measure_haiku(haiku, data, material)))
        say(f"{HAIKU}: {peers[-1]['p50_ms']} ms")
    except (OSError, subprocess.CalledProcessError) as error:
        missing.append(f"{HAIKU}: failed, see the messages of the run ({error})")
    return {"peers": peers, "missing": missing}


def _quality(found: Sequence[tuple[frozenset[str], Sequence[Place]]]) -> Quality:
    first = [(gold, places[0]) for gold, places in found if places]
    return Quality(
        len(found),
        sum(place[0] in gold for gold, place in first if place),
        sum(any(place[0] in gold for place in places if place) for gold, places in found),
        sum(not gold.isdisjoint(place) for gold, place in first),
    )


def main() -> None:
    """Print one system's line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=SYSTEMS)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--document", type=Path, nargs="+", required=True)
    parser.add_argument("--set", type=Path, nargs="+", required=True)
    chosen = parser.parse_args()
    peer = measure(chosen.name, chosen.data, Material(tuple(chosen.document), tuple(chosen.set)))
    print(json.dumps(asdict(peer), ensure_ascii=False))


if __name__ == "__main__":
    main()
