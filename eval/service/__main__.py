"""Measure a server as it is run, and write what was found as JSON: load, faults, fuzz; see docs/operation.md."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from assistant.surfaces.cli.console import open_filled_library


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as `python -m eval.service`; 1 where something was lost, wrong or a fault of the server."""
    chosen = _parser().parse_args(arguments)
    out: Path = chosen.out.absolute()  # its programs run elsewhere
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="danraku-service-") as folder:
        data = prepared(out, Path(folder) / "data", filled=not getattr(chosen, "quick", False))
        found = _measured(chosen, data, out / f"{chosen.command}.log")
    text = json.dumps(found, ensure_ascii=False, indent=1)
    (out / f"{chosen.command}.json").write_text(text, encoding="utf-8")
    print(text)
    return int(bool(found["errors"]))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.service", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("out/service"), help="folder of the figures and the models")
    commands = parser.add_subparsers(dest="command", required=True)
    load = commands.add_parser("load", help="many people asking at once, and documents added meanwhile")
    load.add_argument("--people", type=int, default=50)
    load.add_argument("--minutes", type=float, default=5.0)
    load.add_argument("--uploads", type=int, default=10)
    load.add_argument("--alone", type=int, default=200, help="questions with which the bound is measured")
    faults = commands.add_parser("faults", help="random tries at breaking a server that is being used")
    faults.add_argument("--tries", type=int, default=200)
    faults.add_argument("--seed", type=int, default=7)
    faults.add_argument("--quick", action="store_true", help="with an embedder and a reader that take no time")
    faults.add_argument("--starts", type=int, default=3, help="from which the usual time of a start is taken")
    faults.add_argument("--only", action="append", default=[], help="of this fault alone; may be given several times")
    fuzz = commands.add_parser("fuzz", help="generated requests, by the schema and by strings of our own")
    fuzz.add_argument("--requests", type=int, default=50_000, help="of our own")
    fuzz.add_argument("--examples", type=int, default=1_000, help="of Schemathesis, for each operation and phase")
    fuzz.add_argument("--seed", type=int, default=7)
    fuzz.add_argument("--quick", action="store_true", help="with an embedder and a reader that take no time")
    fuzz.add_argument("--schemathesis", default="", help="the program, where it is not beside this Python")
    return parser


def _measured(chosen: argparse.Namespace, data: Path, log: Path) -> dict[str, Any]:
    from eval.service import faults, fuzz, load

    if chosen.command == "load":
        return load.measure(load.Plan(chosen.people, chosen.minutes, chosen.uploads, chosen.alone), data, log)
    if chosen.command == "fuzz":
        plan = fuzz.Plan(chosen.requests, chosen.examples, chosen.seed, chosen.quick, chosen.schemathesis)
        return fuzz.measure(plan, data, log)
    return faults.measure(faults.Plan(chosen.tries, chosen.seed, chosen.quick, chosen.starts, chosen.only), data, log)


def prepared(out: Path, data: Path, *, filled: bool = True) -> Path:
    """A data folder, with the sample statement where wanted; the models are made once, beside the figures."""
    models = (out / "models").absolute()
    models.mkdir(exist_ok=True)
    data.mkdir()
    (data / "models").symlink_to(models)
    if filled:
        with open_filled_library(Settings(data=data)):
            return data
    return data


if __name__ == "__main__":
    sys.exit(main())
