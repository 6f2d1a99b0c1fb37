"""Measure everything and write out/bench/bench.json and bench.html; see docs/speed.md."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

SIZES = (43, 1_000, 10_000, 100_000)
PARTS = ("engines", "index", "ask", "cold", "peers")
_SENTENCES, _QUESTIONS, _HTTP_QUESTIONS = 256, 60, 20


def measure(
    parts: Sequence[str], sizes: Sequence[int], shared: Path, *, runs: int = 3, haiku: str = ""
) -> Iterator[dict[str, Any]]:
    """The results so far, as plain values for JSON, after each part: a failure loses what comes after, not before."""
    from eval.bench import asking, cold, engines, indexing, peers
    from eval.bench.aims import aims
    from eval.bench.texts import QuickPassages, filling_of, find_material, paragraphs_of, questions_of, sample
    from index.model.embedder import load_embedder

    material = find_material(shared)
    questions = [item.turns[0].question for item in questions_of(material.sets[0])][:_QUESTIONS]
    paragraphs = paragraphs_of(material.files)
    sentences = sample((sentence.text for p in paragraphs for sentence in p.sentences), _SENTENCES)
    whole = sample((p.text for p in paragraphs), _SENTENCES // 4)
    results: dict[str, Any] = {"machine": _machine(), "sizes": list(sizes), "notes": list(material.missing)}
    with tempfile.TemporaryDirectory(prefix="danraku-bench-") as folder:
        data, small = Path(folder) / "big", Path(folder) / "small"
        embedder = load_embedder(data=data)
        small.mkdir()
        (small / "models").symlink_to(data / "models")  # one model for both
        quick = QuickPassages(embedder, sentences)
        filling = filling_of(material.files)
        embedder.embed_query(questions[0])
        measured: dict[str, Callable[[], object]] = {
            "engines": lambda: engines.measure(embedder, sentences[::4] + whole, questions),
            "index": lambda: indexing.measure(embedder, material.files, sentences),
            "ask": lambda: asking.measure(data, quick, questions, filling, sizes, _say),
            "cold": lambda: cold.measure(small, data, embedder, questions[:_HTTP_QUESTIONS], runs=runs),
            "peers": lambda: peers.measure_all(data, material, _say, haiku=haiku),
        }
        for name in PARTS:
            if name in parts or (name == "ask" and "cold" in parts):  # the processes open the library that asking made
                _say(f"{name}: begins")
                results[name] = measured[name]()
                plain = json.loads(json.dumps(results, default=_plain))
                yield plain | {"aims": [asdict(aim) | {"met": aim.met} for aim in aims(plain)]}


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{value!r} has no place in JSON")


def _machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run as `python -m eval.bench`."""
    from eval.bench.report import page

    parser = argparse.ArgumentParser(prog="python -m eval.bench", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("out/bench"), help="folder for the two files")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="paragraphs to ask at, ascending")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="folder with the JSQuAD documents and set"
    )
    parser.add_argument("--runs", type=int, default=3, help="of each whole process")
    parser.add_argument("--haiku", default="", help="the python of an environment in which haiku.rag-slim is installed")
    chosen = parser.parse_args(arguments)
    start = time.monotonic()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for results in measure(chosen.parts, chosen.sizes, chosen.shared, runs=chosen.runs, haiku=chosen.haiku):
        results["minutes"] = round((time.monotonic() - start) / 60, 1)
        (chosen.out / "bench.json").write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")
        (chosen.out / "bench.html").write_text(page(results), encoding="utf-8")
        _say(f"written to {chosen.out} after {results['minutes']} minutes")
    for aim in results["aims"]:
        _say(
            f"{'met   ' if aim['met'] else 'MISSED'} {aim['name']}: {aim['seen']} (at {aim['bound']} {aim['limit']:g})"
        )


if __name__ == "__main__":
    main()
