"""Where the documents of several libraries are, in the one order in which they changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Change(NamedTuple):
    """A document as it was last changed; `packed` is b"" where it was taken out. Revisions grow by one."""

    revision: int
    id: str
    packed: bytes


class Truth(Protocol):
    """A database that all replicas reach; a change is there, whole, or not at all."""

    @property
    def name(self) -> str:
        """Tells it from every other."""
        ...

    def since(self, revision: int) -> Sequence[Change]:
        """Some of the changes after a revision, in their order; () where there are none."""
        ...

    def put(self, id: str, packed: bytes) -> None:
        """Add a document, or replace it; b"" takes it out."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...
