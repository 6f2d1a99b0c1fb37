"""`danraku serve`, `danraku mcp`, `danraku doctor` and `danraku settings`."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.surfaces.cli.console import AsJson, note, open_filled_library, open_library, print_json, say

if TYPE_CHECKING:
    from assistant.people import People
    from assistant.settings import Settings

_FILL = """
from assistant.surfaces.cli.console import open_filled_library
from assistant.settings import load_settings
with open_filled_library(load_settings()):
    pass
"""

_ARENA_MAX, _ARENAS = -8, 2  # M_ARENA_MAX of malloc.h; glibc makes eight a processor

Host = Annotated[str | None, typer.Option("--host", help="Address to listen on; default DANRAKU_HOST or 127.0.0.1.")]
Port = Annotated[int | None, typer.Option("--port", "-p", help="Port to listen on; default DANRAKU_PORT or 7860.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command(epilog="Examples:\n\n  danraku serve\n\n  danraku serve --port 8000")(serve)
    app.command(name="mcp", epilog="Example:\n\n  danraku mcp")(serve_tools)
    app.command(epilog="Example:\n\n  danraku doctor --json")(doctor)
    app.command(name="settings", epilog="Example:\n\n  danraku settings --json")(show_settings)


def serve(host: Host = None, port: Port = None) -> None:
    """Open the chat, the API and the MCP tools on one address."""
    from assistant.building import build_assistant, build_conversations
    from assistant.doctor import refuse_taken
    from assistant.people import present_name
    from assistant.settings import load_settings

    share_memory()
    settings = load_settings(host=host, port=port)
    refuse_taken(settings.host, settings.port)
    people = those_who_may_enter(settings)
    fill_apart(settings)
    with open_filled_library(settings) as library:
        import uvicorn

        from assistant.surfaces.api import create_app
        from assistant.surfaces.api.observing import Metrics, set_up_logs, set_up_tracing
        from assistant.surfaces.chat.visitor import visitor

        set_up_logs(settings.log_format)
        set_up_tracing(settings.otlp_url, words=settings.log_questions)
        metrics = Metrics(log_questions=settings.log_questions)
        assistant = build_assistant(settings, library, metrics)
        library.follow()
        assistant.warm_up()  # loads the model: what is wrong with it is said now, not to the first visitor

        conversations = build_conversations(settings, library, owner=partial(present_name, visitor))
        app = create_app(assistant, library, conversations, settings=settings, people=people, metrics=metrics)
        note(f"Danraku is on http://{settings.host}:{settings.port} (API documentation: /docs). Ctrl-C stops it.")
        uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning", timeout_graceful_shutdown=3)


def share_memory() -> None:
    """Have all threads share two pools of freed memory (glibc): 30 MB less after some questions, no slower."""
    tune = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if tune is not None:
        tune(_ARENA_MAX, _ARENAS)


def those_who_may_enter(settings: Settings) -> People | None:
    """The people that the server asks for; None where it lets everybody in.

    Raises:
        NobodyMayEnter: it asks, and nobody is known.
    """
    from assistant.building import build_people
    from assistant.errors import NobodyMayEnter

    if not settings.asks_who:
        return None
    people = build_people(settings)
    if not people.any():
        people.close()
        raise NobodyMayEnter(settings.host)
    return people


def serve_tools() -> None:
    """Offer the tools for agents (MCP) on standard input and output, for programs that start it themselves."""
    from assistant.building import build_assistant, build_conversations
    from assistant.settings import load_settings

    settings = load_settings()
    with open_filled_library(settings) as library:
        from assistant.surfaces.api.services import Services
        from assistant.surfaces.mcp import build_mcp

        conversations = build_conversations(settings, library)
        services = Services(build_assistant(settings, library), library, conversations, settings)
        build_mcp(services).run(transport="stdio", show_banner=False)


def fill_apart(settings: Settings) -> None:
    """Make the model and add the sample in a process of its own where the library is empty.

    Both need memory (converting weights, Chroma) that serving does not. A process that
    fails has left nothing behind: the server then does it, and says what is wrong.
    """
    with open_library(settings) as library:
        empty = not library.size.documents
    if empty:
        subprocess.run([sys.executable, "-c", _FILL], check=False)


def doctor(as_json: AsJson = False) -> None:
    """Check what Danraku needs, each with its cure; exit code 1 when something is broken."""
    from assistant.doctor import examine
    from assistant.settings import load_settings

    checks = examine(load_settings())
    if as_json:
        print_json([check.as_dict() for check in checks])
    for check in () if as_json else checks:
        say(f"{check.state:7} {check.name}: {check.found}" + (f"\n        {check.cure}" if check.cure else ""))
    if any(check.state == "broken" for check in checks):
        raise typer.Exit(1)


def show_settings(as_json: AsJson = False) -> None:
    """Show every setting as it holds now, without keys and passwords, and the file that was read."""
    from assistant.settings import load_settings, settings_file

    shown, file = load_settings().shown, settings_file()
    if as_json:
        print_json({"file": str(file or ""), "settings": shown})
        return
    say(f"# {file or 'no file'}")
    for name, value in shown.items():
        say(f"{name} = {value!r}")
