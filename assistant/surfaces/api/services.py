"""What the routes work on, passed in once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.building import build_checker
from assistant.limits import check_question

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from assistant.grounding import Checker
    from assistant.records import Conversations
    from assistant.settings import Settings
    from index.library import Library


@dataclass(frozen=True)
class Services:
    """The parts put together in assistant/building.py."""

    assistant: Assistant
    library: Library
    conversations: Conversations
    settings: Settings

    @cached_property
    def checker(self) -> Checker:
        """What holds a draft against its paragraphs."""
        return build_checker(self.settings)

    def check(self, question: str, documents: tuple[str, ...]) -> None:
        """Refuse what cannot be asked before anything is searched.

        Raises:
            BadQuestion: empty or too long.
            UnknownDocument: one of the documents is not in the library.
        """
        check_question(question)
        self.check_documents(documents)

    def check_documents(self, documents: tuple[str, ...]) -> None:
        """Refuse names that the library does not know.

        Raises:
            UnknownDocument: one of the documents is not in the library.
        """
        for name in documents:
            self.library.document(name.encode(errors="replace").decode())  # half a character names nothing
