"""What happens while an answer is made, as `Assistant.stream` tells it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Answer, Claim


@dataclass(frozen=True, slots=True)
class Resolved:
    """The question was understood in its conversation; `query` is what is searched."""

    query: str


@dataclass(frozen=True, slots=True)
class Searching:
    """The paragraphs are being looked through."""


@dataclass(frozen=True, slots=True)
class ClaimReady:
    """One claim stands and may be shown; the finished answer holds it too.

    Attributes:
        claim: What stands.
        answer: Its answer as far as it is settled, all but the claims: what is said before them, the
            language, the documents asked.
    """

    claim: Claim
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer; always the last event."""

    answer: Answer


Event = Resolved | Searching | ClaimReady | Finished
