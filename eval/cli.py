"""`danraku eval ...`: ask, score, compare, and make sets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from eval.items import Item, read_run, read_set
from eval.running import TIMEOUT_S, Progress

app = typer.Typer(help="Measure how good and how well grounded answers are.", no_args_is_help=True)

Set = Annotated[Path, typer.Argument(metavar="SET", help="Eval set, JSON lines.", exists=True, dir_okay=False)]
Run = Annotated[Path, typer.Argument(metavar="RUN", help="Run, JSON lines, one turn a line.", exists=True)]
Documents = Annotated[
    list[Path] | None,
    typer.Option("--document", help="Document that the set is about; may be repeated. Default: the sample statement."),
]


@app.command()
def predict(
    set_file: Set,
    out: Annotated[Path, typer.Option(help="Where the run goes; a broken-off run is resumed.")],
    document: Documents = None,
    timeout_s: Annotated[float, typer.Option(min=1, help="Seconds that one turn may take.")] = TIMEOUT_S,
) -> None:
    """Ask every item in a fresh conversation over a fresh library, and write the run."""
    _predict(read_set(set_file), document or [], out, timeout_s)
    typer.echo(f"wrote {out}")


@app.command()
def score(
    set_file: Set,
    run_file: Run,
    document: Documents = None,
    as_json: Annotated[bool, typer.Option("--json", help="All figures as JSON.")] = False,
) -> None:
    """Score anyone's run of a set."""
    from eval.aggregating import summarise
    from eval.reporting import as_dict, as_table
    from eval.scoring import score as score_run
    from eval.source import read_sources

    items = read_set(set_file)
    run = read_run(run_file, items)
    scores = score_run(items, run, read_sources(document or []))
    summary = summarise(scores, run)
    if as_json:
        typer.echo(json.dumps(as_dict(items, scores, summary), ensure_ascii=False, indent=1))
    else:
        typer.echo(as_table(summary))


def _predict(items: list[Item], documents: list[Path], out: Path, timeout_s: float) -> None:
    from eval.product import product
    from eval.running import predict as ask_all
    from eval.source import SAMPLE, read_sources

    documents = documents or [SAMPLE]
    sources = read_sources(documents)
    for item in items:
        sources.of(item)
    with _progress("reading", len(documents)) as read, _progress("asking", len(items)) as asked:
        counted = iter(range(1, len(documents) + 1))
        with product(documents, lambda _: read(next(counted), len(documents))) as system:
            ask_all(items, system, out, timeout_s=timeout_s, progress=asked)


@contextmanager
def _progress(what: str, total: int) -> Iterator[Progress]:
    with typer.progressbar(length=total, label=what) as bar:
        yield lambda done, _: bar.update(done - bar.pos)


def main() -> None:
    """Run as `python -m eval.cli`."""
    from index.errors import DanrakuError

    try:
        app(prog_name="danraku eval")
    except DanrakuError as error:
        typer.echo(f"{error}. {error.hint}", err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
