"""Measure everything and write out/bench/bench.json and bench.html; see docs/speed.md."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from functools import partial
from pathlib import Path
from typing import Any

PARTS = ("engines", "index", "ask", "cold", "peers")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured.

    Attributes:
        parts: Of `PARTS`.
        sizes: Paragraphs to ask at, ascending.
        questions: Put to each size; fewer over HTTP.
        sentences: That engines and generated vectors are made of.
        runs: Of each whole process.
        files: That are indexed; 0 means all.
    """

    parts: Sequence[str] = PARTS
    sizes: Sequence[int] = (43, 1_000, 10_000, 100_000, 300_000)
    questions: int = 60
    sentences: int = 256
    runs: int = 3
    files: int = 0


QUICK = Plan(PARTS[:-1], sizes=(43, 1_000, 4_000), questions=20, sentences=64, runs=1, files=2)


def measure(plan: Plan, shared: Path, *, haiku: str = "") -> Iterator[dict[str, Any]]:
    """The results so far, as plain values for JSON, after each part: a failure loses what comes after, not before."""
    from eval.bench import asking, cold, engines, indexing, machine, peers
    from eval.bench.aims import aims
    from eval.bench.texts import QuickPassages, filling_of, find_material, mixed, paragraphs_of, sample
    from index.model import load_embedder, load_reader

    material = find_material(shared)
    asked = mixed(material.sets[0], plan.questions)
    questions = [one.question for one in asked]
    paragraphs = paragraphs_of(material.files)
    sentences = sample((sentence.text for p in paragraphs for sentence in p.sentences), plan.sentences)
    whole = sample((p.text for p in paragraphs), plan.sentences // 4)
    files = material.files[: plan.files or None]
    results: dict[str, Any] = {
        "machine": machine.machine(),
        "commit": machine.commit(),
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "digests": machine.digests(),
        "sizes": list(plan.sizes),
        "quick": plan == QUICK,
        "notes": list(material.missing),
        "load": {"at the start": machine.load()},
    }
    with tempfile.TemporaryDirectory(prefix="danraku-bench-") as folder:
        data, small = Path(folder) / "big", Path(folder) / "small"
        embedder = load_embedder(data=data)
        small.mkdir()
        (small / "models").symlink_to(data / "models")  # one model for both
        quick = QuickPassages(embedder, sentences)
        filling = filling_of(material.files)
        read = partial(load_reader, data=data)
        embedder.embed_query(questions[0])
        measured: dict[str, Callable[[], object]] = {
            "engines": lambda: engines.measure(embedder, sentences[::4] + whole, questions),
            "index": lambda: indexing.measure(embedder, files, sentences),
            "ask": lambda: asking.measure(data, quick, read, asked, filling, plan.sizes, _say),
            "cold": lambda: cold.measure(small, data, embedder, questions[: plan.questions // 3], runs=plan.runs),
            "peers": lambda: peers.measure_all(data, material, _say, haiku=haiku),
        }
        for name in PARTS:
            if name in plan.parts or (
                name == "ask" and "cold" in plan.parts
            ):  # processes open the library made by asking
                _say(f"{name}: begins, load {machine.load()}")
                results[name] = measured[name]()
                results["load"][name] = machine.load()
                plain = json.loads(json.dumps(results, default=_plain))
                yield plain | {"aims": [asdict(aim) | {"met": aim.met} for aim in aims(plain)]}


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{value!r} has no place in JSON")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _plan(chosen: argparse.Namespace) -> Plan:
    start = QUICK if chosen.quick else Plan()
    given = {name: getattr(chosen, name) for name in ("parts", "sizes", "runs") if getattr(chosen, name) is not None}
    return start if not given else Plan(**{name: getattr(start, name) for name in Plan.__slots__} | given)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run as `python -m eval.bench`."""
    from eval.bench.report import page

    parser = argparse.ArgumentParser(prog="python -m eval.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under four minutes, for whoever changes something")
    parser.add_argument("--out", type=Path, default=Path("out/bench"), help="folder for the two files")
    parser.add_argument("--sizes", type=int, nargs="+", help="paragraphs to ask at, ascending")
    parser.add_argument("--parts", nargs="+", choices=PARTS)
    parser.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="folder with the JSQuAD documents and set"
    )
    parser.add_argument("--runs", type=int, help="of each whole process")
    parser.add_argument("--haiku", default="", help="the python of an environment in which haiku.rag-slim is installed")
    chosen = parser.parse_args(arguments)
    start = time.monotonic()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for results in measure(_plan(chosen), chosen.shared, haiku=chosen.haiku):
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
