"""`danraku ask`: one question, or a conversation in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import AsJson, OfDocuments, note, open_filled_library, print_json, say, waiting

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.answering import Assistant
    from assistant.conversation import Conversations, Turn

EXAMPLES = """
Examples:

  danraku ask "日本のODAの総額は？"

  danraku ask "第16段落の要点は？" --json

  danraku ask "When was it signed?" -d treaty.pdf

  danraku ask          (a conversation; an empty line or Ctrl-D ends it)
"""

Question = Annotated[str | None, typer.Argument(help="In any language; without it a conversation begins.")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="Also write the answer to this .md, .docx or .json.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command(epilog=EXAMPLES)(ask)


def ask(question: Question = None, document: OfDocuments = None, as_json: AsJson = False, out: Out = None) -> None:
    """Ask a question; the answer is made of the document's own words, with paragraph numbers."""
    from assistant.limits import check_question
    from assistant.settings import build_assistant, build_conversations, load_settings

    if as_json and question is None:
        raise typer.BadParameter("--json needs a QUESTION")
    settings = load_settings()
    if question is not None:
        check_question(question)
    with open_filled_library(settings) as library:
        for name in document or []:
            library.document(name)
        assistant = build_assistant(settings, library)
        if question is None:
            converse(assistant, build_conversations(settings, library), document or [])
        else:
            answer_once(assistant, question, document or [], as_json=as_json, out=out)


def answer_once(assistant: Assistant, question: str, documents: list[str], *, as_json: bool, out: Path | None) -> None:
    """Print, and write where asked, the answer to one question."""
    from assistant.conversation import Turn
    from assistant.exporting import write_export

    with waiting():
        answer = assistant.ask(question, documents=documents)
    if as_json:
        print_json(answer.as_dict())
    else:
        print_answer(answer)
    if out:
        write_export(out, [Turn(answer.question, answer.query, answer)])


def print_answer(answer: Answer) -> None:
    """An answer, the asked-for words in bold where a terminal shows it; what it left out goes to stderr."""
    from assistant.phrases import phrase
    from assistant.rendering import as_text

    say(as_text(answer, emphasised=lambda words: typer.style(words, bold=True)))
    if answer.left_out:
        labels = " ".join(f"〔{paragraph.label}〕" for paragraph in answer.left_out)
        note(phrase("left out", answer.language, labels=labels))


def converse(assistant: Assistant, conversations: Conversations, documents: list[str]) -> None:
    """Questions and answers until an empty line; the conversation is kept."""
    from assistant.conversation import Turn
    from assistant.phrases import phrase
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
        turns.append(Turn(question, answer.query, answer))
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
