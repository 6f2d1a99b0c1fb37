"""The edge of the command line: every error leaves here as one line and an exit code.

0 done, 1 failure (also: a check that found something), 2 usage, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer

from assistant.errors import BadUsage
from assistant.surfaces.cli.commands import app
from assistant.surfaces.cli.console import note
from index.errors import DanrakuError

FAILED, MISUSED, STOPPED = 1, 2, 130


def main() -> None:
    """Entry point of the `danraku` command."""
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    raise SystemExit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code."""
    if "--traceback" in arguments:
        return _invoke([argument for argument in arguments if argument != "--traceback"])
    outcome = _Outcome()
    with _one_line(outcome):
        outcome.code = _invoke(arguments)
    if outcome.code == STOPPED:
        _say("stopped")
    return outcome.code


class _Outcome:
    code: int = FAILED


def _invoke(arguments: Sequence[str]) -> int:
    command = typer.main.get_command(app)
    code = command.main(list(arguments) or ["--help"], prog_name="danraku", standalone_mode=False)
    return code if isinstance(code, int) else 0


@contextmanager
def _one_line(outcome: _Outcome) -> Iterator[None]:
    try:
        yield
    except (KeyboardInterrupt, typer.Abort):
        outcome.code = STOPPED
    except DanrakuError as error:
        outcome.code = MISUSED if isinstance(error, BadUsage) else FAILED
        _say(f"{str(error).rstrip('.')}. {error.hint}" if error.hint else str(error))
    except BrokenPipeError:
        sys.stdout = None  # the reader of the pipe has gone; nothing is left to say
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _say(f"{where}{error.strerror or error}. Check the path, its rights and the free space")
    except Exception as error:
        outcome.code = _usage(error)


def _usage(error: Exception) -> int:
    """Typer keeps its usage errors private; they are known by their exit code."""
    if getattr(error, "exit_code", None) != MISUSED:
        _say(f"unexpected {type(error).__name__}: {error}. Run it again with --traceback and report what it prints")
        return FAILED
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "danraku"
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    _say(f"{message.strip().rstrip('.')}. See: {path} --help")
    return MISUSED


def _say(message: str) -> None:
    note("danraku: " + " ".join(message.split()))
