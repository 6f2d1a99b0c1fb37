"""Questions in, checked answers out."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answering import Assistant

__all__ = ["Assistant", "installed_version"]


def installed_version() -> str:
    """The version installed; "unreleased" when run from a folder that was not installed."""
    try:
        return version("danraku")
    except PackageNotFoundError:
        return "unreleased"


def __getattr__(name: str) -> object:
    """`from assistant import Assistant`, imported when it is asked for."""
    if name == "Assistant":
        from assistant.answering import Assistant

        return Assistant
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
