"""Errors raised on purpose by the answering side and its surfaces."""

from __future__ import annotations

from typing import ClassVar, Literal

from index.errors import DanrakuError


class BadUsage(DanrakuError):
    """What was typed or set cannot be used as it stands: exit code 2, HTTP 422."""


class BadSetting(BadUsage):
    """A setting is unknown or out of its bounds."""

    hint = "Correct or unset it; every setting is in docs/settings.md"


class BadQuestion(BadUsage):
    """A question is empty or too long to be one."""

    hint = "Ask one question in a sentence or two"


class BadDraft(BadUsage):
    """A text to be checked is empty or too long."""

    hint = "Give a text of up to 200,000 characters"


class NobodyMayEnter(BadUsage):
    """The server was to listen beyond this machine, and nobody is known who could log in."""

    hint = (
        "Add somebody with: danraku people add NAME; or let everybody in who can connect: "
        "DANRAKU_LOGIN=open-to-everybody"
    )

    def __init__(self, host: str) -> None:
        super().__init__(f"nobody is known who may enter a server on {host}")


class PortInUse(DanrakuError):
    """Another program listens on the port that was asked for."""

    retryable: ClassVar[bool] = True
    hint = "Stop that program, or choose another port with: danraku serve --port NUMBER"

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"port {port} of {host} is in use by another program")


class UnknownConversation(DanrakuError):
    """A conversation was named that is not kept."""

    hint = "See what is kept with: danraku export --list"

    def __init__(self, conversation: str) -> None:
        super().__init__(f"no conversation {conversation} is kept")


class UnknownNote(DanrakuError):
    """A note was named that is not kept."""

    hint = "Open the notes anew: it was deleted elsewhere"

    def __init__(self, note: str) -> None:
        super().__init__(f"no note {note} is kept")


class UnreadableExport(DanrakuError):
    """A file is not an export of Danraku, or was damaged since."""

    hint = "Give a .md, .docx or .json file written by danraku export"


class DatabaseUnavailable(DanrakuError):
    """The database of conversations cannot be opened or written."""

    retryable: ClassVar[bool] = True
    hint = "Check DANRAKU_DATABASE_URL and that the database runs; unset, a file in the data folder is used"


Why = Literal["unreachable", "refused", "late", "broken off", "malformed", "endless", "silent", "unsupported", "unset"]


class WritingFailed(DanrakuError):
    """The language model gave nothing that can be used; the answer is quoted instead.

    Attributes:
        why: The kind of failure, for the note under the answer.
        said: A plain value that belongs to it (a status, a number of claims), never the endpoint's words.
        detail: In the endpoint's own words; for an operator, never shown in an answer.
        final: Asking again would not help.
        retry_after_s: When the endpoint wants to be asked again; None where it did not say.
    """

    retryable: ClassVar[bool] = True
    hint = "Check DANRAKU_LLM_BASE_URL and DANRAKU_LLM_MODEL with: danraku doctor"

    def __init__(
        self, why: Why, said: str = "", *, detail: str = "", final: bool = False, retry_after_s: float | None = None
    ) -> None:
        super().__init__(": ".join(part for part in (why, said, detail) if part))
        self.why = why
        self.said = said
        self.detail = detail
        self.final = final
        self.retry_after_s = retry_after_s

    @property
    def reason(self) -> str:
        """The failure without the endpoint's own words: "refused: HTTP 500"."""
        return f"{self.why}: {self.said}" if self.said else self.why
