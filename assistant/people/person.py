"""The nouns: Person and Scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Scope = Literal["read", "write", "admin"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
"""From the least to the most: each may what those before it may."""
PERSON: Final = "danraku.person"
"""Where the scope of a request names its person."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known, with what they may do at this moment."""

    name: str
    scope: Scope

    def may(self, scope: Scope) -> bool:
        """Whether something of that scope is theirs to do."""
        return SCOPES.index(scope) <= SCOPES.index(self.scope)


def lesser(one: Scope, other: Scope) -> Scope:
    """Of two scopes the one that may less."""
    return min(one, other, key=SCOPES.index)
