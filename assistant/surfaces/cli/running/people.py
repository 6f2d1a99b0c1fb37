"""`danraku people`: who may enter a server that asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.surfaces.cli.console import note, say

if TYPE_CHECKING:
    from assistant.people import People

people_app = typer.Typer(help="Let people into a server that asks who they are: add, list, remove, key, revoke.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="Letters, digits and . @ _ -")]
OfScope = Annotated[str, typer.Option("--scope", "-s", help="read (ask), write (also documents, the chat) or admin.")]
FromInput = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]
NoPassword = Annotated[bool, typer.Option("--no-password", help="Without a password: for keys alone.")]
Label = Annotated[str, typer.Option("--label", help="What the key is for.")]
KeyId = Annotated[str, typer.Argument(metavar="ID", help="Of the key, as `danraku people list` shows it.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.add_typer(people_app, name="people", epilog="Example:\n\n  danraku people add aiko --scope write")


@people_app.command(epilog="Example:\n\n  danraku people add aiko --scope write")
def add(
    name: Name, scope: OfScope = "write", password_stdin: FromInput = False, no_password: NoPassword = False
) -> None:
    """Let somebody in, or change their scope and password."""
    if no_password:
        password = ""
    elif password_stdin:
        password = typer.get_text_stream("stdin").readline().rstrip("\n")
    else:
        password = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    with _people() as people:
        person = people.add(name, scope, password)
    note(f"{person.name} may {person.scope}.")


@people_app.command(name="list")
def listed() -> None:
    """Show people and their keys."""
    with _people() as people:
        keys = people.keys()
        for person in people.list():
            say(f"{person.name}  {person.scope}")
            for key in keys:
                if key.person == person.name:
                    say(f"    {key.id}  {key.scope}  {key.created_at:%Y-%m-%d}  {key.label}")


@people_app.command()
def remove(name: Name) -> None:
    """Forget somebody, their keys and their sessions."""
    with _people() as people:
        people.remove(name)


@people_app.command(epilog="Example:\n\n  danraku people key aiko --scope read --label reports")
def key(name: Name, scope: OfScope = "read", label: Label = "") -> None:
    """Make a key for a program and print it, once: only its hash is kept."""
    with _people() as people:
        say(people.issue_key(name, scope, label))


@people_app.command()
def revoke(id: KeyId) -> None:
    """Let a key open nothing any more."""
    with _people() as people:
        people.revoke_key(id)


@contextmanager
def _people() -> Iterator[People]:
    from assistant.building import build_people
    from assistant.settings import load_settings

    people = build_people(load_settings())
    try:
        yield people
    finally:
        people.close()
