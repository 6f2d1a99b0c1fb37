"""What is worked out of a document once and kept with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from index.document import Document

T = TypeVar("T")


def once_per_document(make: Callable[[Document], T]) -> Callable[[Document], T]:
    """Keep what a function makes of a document on that document, for as long as it lives.

    A cache beside it would hash the whole text at every look, or keep replaced
    documents alive.
    """
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def kept(document: Document) -> T:
        values = vars(document)
        if name not in values:
            values[name] = make(document)
        made: T = values[name]
        return made

    return kept
