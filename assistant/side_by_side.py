"""The same question put to several documents, each answering by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.answer import Turn

if TYPE_CHECKING:
    from assistant.answering import Assistant


def ask_each(
    assistant: Assistant, question: str, *, documents: Sequence[str], turns: Sequence[Turn] = ()
) -> list[Turn]:
    """One turn a document, in the order given; every turn after the first stands beside the one before.

    Raises:
        BadQuestion: it is empty or too long.
        UnknownDocument: a document is not in the library.
    """
    answered: list[Turn] = []
    for name in dict.fromkeys(documents):
        answer = assistant.ask(question, turns=heard_by(name, turns), documents=(name,))
        answered.append(Turn(question, answer.query, answer, (name,), beside=bool(answered)))
    return answered


def groups(turns: Sequence[Turn]) -> Iterator[list[Turn]]:
    """The turns in order, those that were answered side by side together."""
    group: list[Turn] = []
    for turn in turns:
        if group and not turn.beside:
            yield group
            group = []
        group.append(turn)
    if group:
        yield group


def heard_by(document: str, turns: Sequence[Turn]) -> list[Turn]:
    """A conversation as one document heard it: of answers side by side only its own.

    A follow-up is read after what this document said, not after what another did.
    """
    return [turn for group in groups(turns) for turn in group if len(group) == 1 or turn.documents == (document,)]
