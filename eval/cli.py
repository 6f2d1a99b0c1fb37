"""`danraku eval ...`: ask, score, compare, and make sets."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.arguments import SeveralDocuments
from eval.items import Item, RunTurn, read_run, read_set, write_lines
from eval.running import TIMEOUT_S, Predictor, Progress

if TYPE_CHECKING:
    from eval.parts.written import Rows
    from eval.scoring import ItemScore, Sources, Summary

app = typer.Typer(help="Measure how good and how well grounded answers are.", no_args_is_help=True)

Set = Annotated[Path, typer.Argument(metavar="SET", help="Eval set, JSON lines.", exists=True, dir_okay=False)]
Run = Annotated[Path, typer.Argument(metavar="RUN", help="Run, JSON lines, one turn a line.", exists=True)]
Documents = Annotated[
    list[Path] | None,
    typer.Option(
        "--document",
        help="Documents that the set is about, one or more. Default: those named, beside the set; the sample.",
    ),
]
GateFile = Annotated[Path | None, typer.Option("--gate", help="Thresholds that the run must pass, JSON.", exists=True)]
Timeout = Annotated[float, typer.Option(min=1, help="Seconds that one turn may take.")]


@dataclass(frozen=True)
class Scored:
    """A run with all that was found out about it."""

    items: list[Item]
    run: dict[tuple[str, int], RunTurn]
    sources: Sources
    scores: list[ItemScore]
    summary: Summary
    written: Rows


@app.command(cls=SeveralDocuments)
def predict(
    set_file: Set,
    out: Annotated[Path, typer.Option(help="Where the run goes; a broken-off run is resumed.")],
    document: Documents = None,
    timeout_s: Timeout = TIMEOUT_S,
) -> None:
    """Ask every item in a fresh conversation over a fresh library, and write the run."""
    items, documents = _read(set_file, document)
    _predict(items, documents, out, timeout_s)
    typer.echo(f"wrote {out}")


@app.command(cls=SeveralDocuments)
def score(
    set_file: Set,
    run_file: Run,
    document: Documents = None,
    as_json: Annotated[bool, typer.Option("--json", help="All figures as JSON.")] = False,
    gate: GateFile = None,
) -> None:
    """Score anyone's run of a set; with a gate, exit 1 where it falls short."""
    items, documents = _read(set_file, document)
    scored = _score(items, run_file, documents)
    typer.echo(_json(scored) if as_json else _table(scored))
    _pass(gate, scored)


@app.command(cls=SeveralDocuments)
def run(
    set_file: Set,
    out: Annotated[Path, typer.Option(help="Folder for run.jsonl, scores.json and report.html.")],
    document: Documents = None,
    timeout_s: Timeout = TIMEOUT_S,
    gate: GateFile = None,
) -> None:
    """Ask, score, and write a report to look at; with a gate, exit 1 where it falls short."""
    from eval.reports import as_page

    items, documents = _read(set_file, document)
    _predict(items, documents, out / "run.jsonl", timeout_s)
    scored = _score(items, out / "run.jsonl", documents)
    (out / "scores.json").write_text(_json(scored) + "\n", encoding="utf-8")
    page = as_page(set_file.stem, items, scored.run, scored.sources, scored.scores, scored.summary, scored.written)
    (out / "report.html").write_text(page, encoding="utf-8")
    typer.echo(_table(scored))
    typer.echo(f"\nwrote {out / 'report.html'}")
    _pass(gate, scored)


@app.command(cls=SeveralDocuments)
def compare(
    run_a: Annotated[Path, typer.Argument(metavar="RUN_A", help="The run to compare with.", exists=True)],
    run_b: Annotated[Path, typer.Argument(metavar="RUN_B", help="The run to be judged.", exists=True)],
    set_file: Annotated[Path, typer.Option("--set", help="The set that both are runs of.", exists=True)],
    document: Documents = None,
    gate: GateFile = None,
) -> None:
    """What RUN_B gains and loses against RUN_A; with a gate, exit 1 where it falls short."""
    from eval.reports import compare as compare_scores
    from eval.reports import comparison_table

    items, documents = _read(set_file, document)
    a, b = (_score(items, file, documents) for file in (run_a, run_b))
    typer.echo(comparison_table(compare_scores(a.scores, b.scores)))
    _pass(gate, b)


@app.command()
def make(
    document: Annotated[Path, typer.Argument(help="Any document that `danraku add` takes.", exists=True)],
    out: Annotated[Path, typer.Option(help="Where the draft goes, JSON lines.")],
    lookups: Annotated[int, typer.Option(min=0, help="How many paragraphs are asked for by their label.")] = 5,
) -> None:
    """Draft a set from a document by rule, to be corrected by hand."""
    from eval.making import make as draft
    from index.parsing import read_document

    items = draft(read_document(document), lookups=lookups)
    write_lines(out, items)
    typer.echo(f"wrote {len(items)} drafts to {out}; correct questions, gold and facts before they count")


@app.command(cls=SeveralDocuments)
def check(set_file: Set, document: Documents = None) -> None:
    """Check the evaluator itself on a set: policies that game it, spoilt and rewritten gold answers."""
    from eval.reports import check_tables
    from eval.scoring import read_sources
    from eval.selfcheck import trials

    items, documents = _read(set_file, document)
    sources = read_sources(documents)
    found = trials.policies(items, sources), trials.detected(items, sources), trials.moved(items, sources)
    typer.echo(check_tables(*found))


@app.command()
def counterfactual(
    set_file: Set,
    out: Annotated[Path, typer.Option(help="Folder for the changed documents, their sets and runs.")],
    document: Annotated[Path | None, typer.Option(help="The document. Default: the sample statement.")] = None,
    timeout_s: Timeout = TIMEOUT_S,
) -> None:
    """Change the document by rule, ask again, and see whether the answers follow the text."""
    from eval.reports import followed
    from eval.scoring import SAMPLE
    from eval.selfcheck import variants
    from index.parsing import read_document

    original = read_document(document or SAMPLE)
    items = [item for item in read_set(set_file) if item.document in ("", original.id)]
    before = _asked(items, document or SAMPLE, out / "original", timeout_s)
    for variant in variants(original, items):
        folder = out / variant.name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / original.id).write_text(variant.document.text, encoding="utf-8")
        write_lines(folder / "set.jsonl", variant.items)
        after = _asked(list(variant.items), folder / original.id, folder, timeout_s)
        typer.echo(followed(variant, before.scores, after.scores, after.run))


@app.command()
def verifier(
    examples: Annotated[Path | None, typer.Argument(metavar="EXAMPLES", help="True and corrupted claims.")] = None,
    document: Annotated[Path | None, typer.Option(help="A document to change by rule. Default: the sample.")] = None,
    fit: Annotated[bool, typer.Option("--fit", help="Cross-validate the limits.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="As a language model's claims are held.")] = False,
) -> None:
    """Measure how often the check of claims is wrong, on corrupted claims and on true ones."""
    from assistant.grounding import Checker
    from eval.parts import verifier, written
    from eval.scoring import SAMPLE
    from index.parsing import read_document

    made = verifier.document_examples(read_document(document or SAMPLE))
    typer.echo("Sentences of the document, changed by rule:\n")
    typer.echo(verifier.table(verifier.rates(verifier.judge(made, Checker()))))
    if examples is None or not examples.is_file():
        typer.echo(f"\nNo file of claims was measured{f': {examples} is not there' if examples else ''}.")
        return
    read = verifier.read_examples(examples)
    judge = written.judge if strict else verifier.judge
    outcomes = verifier.cross_validated(read) if fit else judge(read, Checker())
    typer.echo(f"\n{examples.name}{', limits cross-validated' if fit else ''}:\n")
    typer.echo(verifier.table(verifier.rates(outcomes)))


def _asked(items: list[Item], document: Path, folder: Path, timeout_s: float) -> Scored:
    _predict(items, [document], folder / "run.jsonl", timeout_s)
    return _score(items, folder / "run.jsonl", [document])


def _read(set_file: Path, given: Sequence[Path] | None) -> tuple[list[Item], list[Path]]:
    from eval.scoring import documents_of

    items = read_set(set_file)
    return items, documents_of(items, given or [], set_file.parent)


def _pass(gate: Path | None, scored: Scored) -> None:
    """Name what falls short of the gate and exit with 1; nothing without a gate."""
    from eval.items import set_hash
    from eval.reports import fallen, read_gate

    short = fallen(read_gate(gate, set_hash(scored.items)), scored.summary) if gate else []
    for line in short:
        typer.echo(f"below the gate: {line}", err=True)
    if short:
        raise typer.Exit(1)


def _score(items: list[Item], run_file: Path, documents: Sequence[Path]) -> Scored:
    from eval.parts.written import written_rows
    from eval.scoring import read_sources, summarise
    from eval.scoring import score as score_run

    answers = read_run(run_file, items)
    sources = read_sources(documents)
    scores = score_run(items, answers, sources)
    return Scored(items, answers, sources, scores, summarise(scores, answers), written_rows(items, answers, sources))


def _table(scored: Scored) -> str:
    from eval.parts.written import as_lines
    from eval.reports import as_table

    return "\n".join([as_table(scored.summary), *as_lines(scored.written)])


def _json(scored: Scored) -> str:
    from eval.reports import as_dict

    found = as_dict(scored.items, scored.scores, scored.summary) | {"written": scored.written}
    return json.dumps(found, ensure_ascii=False, indent=1)


def _predict(items: list[Item], documents: Sequence[Path], out: Path, timeout_s: float) -> None:
    from eval.product import product
    from eval.scoring import read_sources

    sources = read_sources(documents)
    for item in items:
        sources.of(item)
    with _progress("reading", len(documents)) as read, product(documents, read) as system:
        _ask_all(items, system, out, timeout_s)


def _ask_all(items: list[Item], system: Predictor, out: Path, timeout_s: float) -> None:
    from eval.running import predict as ask_all

    with _progress("asking", len(items)) as asked:
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
