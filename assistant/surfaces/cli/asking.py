"""`danraku ask`: one question, or a conversation in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.surfaces.cli.console import AsJson, OfDocuments, note, open_filled_library, print_json, say, waiting

if TYPE_CHECKING:
    from assistant.answer import Answer, Turn
    from assistant.answering import Assistant
    from assistant.records import Conversations

EXAMPLES = """
Examples:

  danraku ask "日本のODAの総額は？"

  danraku ask "第16段落の要点は？" --json

  danraku ask "When was it signed?" -d treaty.pdf

  danraku ask "What is the term of notice?" -d old.pdf -d new.pdf --side-by-side

  danraku ask          (a conversation; an empty line or Ctrl-D ends it)
"""

Question = Annotated[str | None, typer.Argument(help="In any language; without it a conversation begins.")]
SideBySide = Annotated[
    bool, typer.Option("--side-by-side", "-s", help="Let each document answer by itself; without -d all of them.")
]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="Also write the answer to this .md, .docx or .json.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command(epilog=EXAMPLES)(ask)


def ask(
    question: Question = None,
    document: OfDocuments = None,
    side_by_side: SideBySide = False,
    as_json: AsJson = False,
    out: Out = None,
) -> None:
    """Ask a question; the answer is made of the document's own words, with paragraph numbers."""
    from assistant.building import build_assistant, build_conversations
    from assistant.limits import check_question
    from assistant.settings import load_settings

    if question is None and (as_json or side_by_side):
        raise typer.BadParameter("--json and --side-by-side need a QUESTION")
    settings = load_settings()
    if question is not None:
        check_question(question)
    with open_filled_library(settings) as library:
        for name in document or []:
            library.document(name)
        assistant = build_assistant(settings, library)
        if question is None:
            converse(assistant, build_conversations(settings, library), document or [])
        elif side_by_side:
            titles = {summary.id: summary.title for summary in library.summaries}
            answer_each(assistant, question, document or list(titles), titles, as_json=as_json, out=out)
        else:
            answer_once(assistant, question, document or [], as_json=as_json, out=out)


def answer_once(assistant: Assistant, question: str, documents: list[str], *, as_json: bool, out: Path | None) -> None:
    """Print, and write where asked, the answer to one question."""
    from assistant.answer import Turn
    from assistant.records import write_export

    with waiting():
        answer = assistant.ask(question, documents=documents)
    if as_json:
        print_json(answer.as_dict())
    else:
        print_answer(answer)
    if out:
        write_export(out, [Turn(answer.question, answer.query, answer, tuple(documents))])


def answer_each(
    assistant: Assistant,
    question: str,
    documents: list[str],
    titles: Mapping[str, str],
    *,
    as_json: bool,
    out: Path | None,
) -> None:
    """The same of each document, in columns where the terminal has room for them."""
    from assistant.records import write_export
    from assistant.side_by_side import ask_each
    from assistant.surfaces.cli.columns import beside

    with waiting():
        turns = ask_each(assistant, question, documents=documents)
    if as_json:
        print_json([{"document": turn.documents[0], "answer": turn.answer.as_dict()} for turn in turns])
    else:
        say(beside([(_heading(titles[turn.documents[0]], turn.documents[0]), shown(turn.answer)) for turn in turns]))
    if out:
        write_export(out, turns)


def _heading(title: str, document: str) -> str:
    return title if title == document else f"{title} ({document})"


def print_answer(answer: Answer) -> None:
    """An answer, the asked-for words in bold where a terminal shows it; what it left out goes to stderr."""
    from assistant.answers import phrase, several_documents

    say(shown(answer))
    if answer.left_out:
        several = several_documents(answer)
        labels = " ".join(f"〔{p.document_id} {p.label}〕" if several else f"〔{p.label}〕" for p in answer.left_out)
        note(phrase("left out", answer.language, labels=labels))


def shown(answer: Answer) -> str:
    """An answer as text, the asked-for words in bold where a terminal shows it."""
    from assistant.answers import as_text

    return as_text(answer, emphasised=lambda words: typer.style(words, bold=True))


def converse(assistant: Assistant, conversations: Conversations, documents: list[str]) -> None:
    """Questions and answers until an empty line; the conversation is kept."""
    from assistant.answer import Turn
    from assistant.answers import phrase
    from index.errors import DanrakuError

    note("Ask about your documents; an empty line or Ctrl-D ends the conversation.")
    turns: list[Turn] = []
    kept = ""
    while question := _typed():
        try:
            with waiting():
                answer = assistant.ask(question, turns=turns, documents=documents)
        except DanrakuError as error:
            note(f"{error}. {error.hint}")
            continue
        if answer.query != answer.question:
            note(phrase("resolved", answer.language, query=answer.query))
        print_answer(answer)
        say("")
        turns.append(Turn(question, answer.query, answer, tuple(documents)))
        kept = kept or conversations.create()
        conversations.append(kept, turns[-1])
    if kept:
        note(f"Kept as {kept}; write it to a file with: danraku export {kept} --out FILE.md")


def _typed() -> str:
    try:
        return input("? ").strip()
    except EOFError:
        note("")
        return ""
