"""`python -m eval.reader ...`: check the data, train, fit, export; docs/reader.md."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.reader.material.places import CHANGED, CORPUS, PUBLIC
from eval.reader.network.budget import Budget

if TYPE_CHECKING:
    from eval.reader.material.checking import Checked

app = typer.Typer(
    help="Train the reader, and what decides beside it.", no_args_is_help=True, pretty_exceptions_enable=False
)

CorpusFolder = Annotated[Path, typer.Option("--corpus", help="The documents: manifest.jsonl and gold/.")]
PublicFolder = Annotated[Path, typer.Option("--data", help="Public questions: passages and questions, .jsonl.gz.")]
Out = Annotated[Path, typer.Option(help="Folder for checkpoints and the learning curve.")]
Minutes = Annotated[float, typer.Option(min=0, help="Stop after so many; 0: no end.")]
Questions = Annotated[int, typer.Option(min=0, help="Stop when so many were asked, runs before included; 0: no end.")]
Init = Annotated[Path | None, typer.Option(help="Checkpoint, or weights that ship, to go on from.")]
Device = Annotated[str, typer.Option(help="cpu or cuda; empty: cuda where there is one.")]
Threads = Annotated[int, typer.Option(min=0, help="Of the processor; 0: as torch thinks best.")]
DataFolder = Annotated[Path | None, typer.Option(help="Where the embedder keeps its files; empty: the product's.")]


@app.command()
def train(
    out: Out,
    corpus: CorpusFolder = CORPUS,
    data: PublicFolder = PUBLIC,
    init: Init = None,
    minutes: Minutes = 0,
    questions: Questions = 0,
    seed: int = 1,
    milestone: Annotated[list[int] | None, typer.Option(help="Keep the weights at so many questions.")] = None,
    device: Device = "",
    threads: Threads = 0,
) -> None:
    """Train the reader; broken off, it goes on with --init OUT/last.pt."""
    from eval.reader.commands import make_training
    from eval.reader.training import Plan, run

    training = make_training(corpus, data, Plan(seed=seed), device=device, threads=threads)
    if init:
        training.resume(init)
    run(training, _budget(minutes, questions), out, milestones=milestone or ())


@app.command()
def support(
    out: Out,
    corpus: CorpusFolder = CORPUS,
    data: PublicFolder = PUBLIC,
    changed: Annotated[Path, typer.Option(help="Corrupted claims of an encyclopaedia, .jsonl.")] = CHANGED,
    init: Init = None,
    minutes: Minutes = 0,
    questions: Questions = 0,
    seed: int = 1,
    device: Device = "",
    threads: Threads = 0,
) -> None:
    """Train the support head from the reader's weights; broken off, it goes on with --init OUT/last.pt."""
    from eval.reader.support.training import make_support_training
    from eval.reader.training import Plan, run

    plan = Plan(rate=1.5e-4, batch_tokens=1500, visit_questions=180, seed=seed)
    training = make_support_training(corpus, data, changed, plan, device=device, threads=threads)
    if init:
        training.resume(init)
    run(training, _budget(minutes, questions), out)


@app.command()
def judged(
    corpus: CorpusFolder = CORPUS,
    library: DataFolder = None,
    draw: Annotated[bool, typer.Option("--draw", help="Draw the lines of the head anew.")] = False,
) -> None:
    """How many true and false claims would be shown as supported, on documents that the head was not trained on."""
    from assistant.grounding import lines
    from assistant.grounding.meaning import LINES
    from assistant.settings import Settings
    from eval.reader.material.corpus import Corpus
    from eval.reader.material.questions import held, read_claims
    from eval.reader.support import measuring
    from index.model import load_support

    documents, head = Corpus(corpus), load_support(data=library or Settings().data)
    known = measuring.judge([claim for claim in read_claims() if held(claim.document)], documents, head)
    if draw:
        measuring.save(measuring.draw(known), LINES)
    unseen = measuring.judge(read_claims(unseen=True), documents, head)
    for name, own in (("On which the lines were drawn", known), ("Unseen", unseen)):
        typer.echo(f"{name}:\n\n{measuring.table(own, lines())}\n")


@app.command()
def weigh(
    corpus: CorpusFolder = CORPUS,
    library: DataFolder = None,
    documents: Annotated[int, typer.Option(min=1, help="How many of those held out.")] = 60,
) -> None:
    """Fit what weighs search and reader, on documents that the reader was not trained on."""
    from assistant.settings import Settings
    from eval.reader.material.corpus import Corpus
    from eval.reader.material.questions import read_questions
    from eval.reader.weighing import fit, save

    fitted = fit(read_questions(), Corpus(corpus), library or Settings().data, most=documents)
    save(fitted)
    typer.echo(fitted.report())


@app.command()
def intent(
    out: Annotated[Path | None, typer.Option(help="The file; empty: the product's.")] = None,
    library: DataFolder = None,
) -> None:
    """Fit what tells lists and summaries from facts, and follow-ups from questions of their own."""
    from assistant.question.intent import WEIGHTS
    from assistant.settings import Settings
    from eval.reader.intents import fit
    from eval.reader.material.questions import read_questions, read_wishes
    from index.model import load_embedder

    embedder = load_embedder(data=library or Settings().data)
    fitted = fit(read_questions(), read_wishes(), embedder.embed_query)
    fitted.save(out or WEIGHTS)
    for name, right in fitted.right.items():
        typer.echo(f"{name}: " + ("nothing held out" if right is None else f"{right:.3f} right on documents held out"))


@app.command()
def wording(out: Annotated[Path | None, typer.Option(help="The file; empty: the product's.")] = None) -> None:
    """Fit what tells questions about where a word stands: how many times, or in which paragraphs not."""
    from assistant.question.wording import WEIGHTS
    from eval.reader.material.questions import read_questions, read_wishes
    from eval.reader.wordings import OTHERS_EVERY, fit, read_wordings

    others = [q.question for q in read_questions()[::OTHERS_EVERY]] + [wish.question for wish in read_wishes()]
    fitted = fit(read_wordings(), others)
    fitted.save(out or WEIGHTS)
    typer.echo(f"{fitted.right:.3f} right on questions held out")


@app.command()
def export(
    checkpoints: Annotated[list[Path], typer.Argument(help="Of train or support; of several the mean.")],
    out: Annotated[Path | None, typer.Option(help="The file; empty: the product's.")] = None,
) -> None:
    """Write a checkpoint, or the mean of several, as the weights that ship."""
    from eval.reader.exporting import export as write
    from eval.reader.exporting import shipped

    path = out or shipped()
    typer.echo(f"wrote {path}, {write(checkpoints, path) / 1e6:.1f} MB")


@app.command()
def check(corpus: CorpusFolder = CORPUS) -> None:
    """Hold every question and claim to the documents' own text; exit 1 where one is wrong."""
    from eval.reader.material.checking import check_claims, check_questions
    from eval.reader.material.corpus import Corpus
    from eval.reader.material.questions import read_claims, read_questions

    questions, claims, documents = read_questions(), read_claims(), Corpus(corpus)
    wrong = [
        *_told("questions", check_questions(questions, documents)),
        *_told("claims", check_claims(claims, documents)),
    ]
    if wrong:
        raise typer.Exit(1)


def _told(what: str, checked: Checked) -> list[str]:
    for line in checked.wrong:
        typer.echo(line, err=True)
    typer.echo(f"{what}: {checked.as_json()}")
    return checked.wrong


def _budget(minutes: float, questions: int) -> Budget:
    return Budget(minutes or math.inf, questions or math.inf)


def main() -> None:
    """Run as `python -m eval.reader`."""
    from index.errors import DanrakuError

    try:
        app(prog_name="python -m eval.reader")
    except DanrakuError as error:
        typer.echo(f"{error}. {error.hint}", err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
