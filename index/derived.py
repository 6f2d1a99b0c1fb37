"""What is worked out of a document once and kept with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, TypeVar

from index.document import Document

T = TypeVar("T")


class once_per_document(Generic[T]):  # noqa: N801 - a decorator
    """Keep what a function makes of a document on that document, for as long as it lives.

    A cache beside it would hash the whole text at every look, or keep replaced
    documents alive.
    """

    def __init__(self, make: Callable[[Document], T]) -> None:
        self._make = make
        self._name = f"{make.__module__}.{make.__qualname__}"
        update_wrapper(self, make)

    def __call__(self, document: Document) -> T:
        values = vars(document)
        if self._name not in values:
            self.keep(document, self._make(document))
        made: T = values[self._name]
        return made

    def keep(self, document: Document, made: T) -> None:
        """Take what was made elsewhere."""
        vars(document)[self._name] = made
