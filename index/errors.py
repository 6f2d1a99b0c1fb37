"""Errors raised on purpose by the indexing side; every message ends in a cure."""

from __future__ import annotations

from typing import ClassVar


class DanrakuError(Exception):
    """Base of every error raised on purpose.

    `str(error)` names the value that was wrong, `hint` says what to do next.
    """

    retryable: ClassVar[bool] = False
    hint: ClassVar[str] = ""


class UnknownLabel(DanrakuError):
    """A paragraph was asked for that the document does not have."""

    hint = "See the labels with: danraku show --labels DOCUMENT"

    def __init__(self, label: str, *, document: str, last: str) -> None:
        super().__init__(f"{document} has no paragraph {label}; its last numbered one is {last}")
        self.label = label
        self.last = last


class QuoteMismatch(DanrakuError):
    """Words were to be cited that do not stand at that place of the paragraph."""

    hint = "Cite only a span of the paragraph: paragraph.text[start_char:end_char]"

    def __init__(self, label: str, text: str, start_char: int, end_char: int) -> None:
        super().__init__(f"paragraph {label} does not say {text!r} at characters {start_char} to {end_char}")


class UnreadableFile(DanrakuError):
    """A file cannot be turned into text."""

    hint = "Give a text, Markdown, HTML, PDF (with a text layer) or DOCX file"


class EmptyDocument(UnreadableFile):
    """A file was read and holds no text."""

    hint = "Check the file in an editor; a scanned PDF is read where tesseract-ocr (with -jpn, -eng) is installed"


class UnknownDocument(DanrakuError):
    """A document was named that the library does not hold."""

    hint = "See what is there with: danraku documents"


class LibraryLocked(DanrakuError):
    """Another process has the data folder open."""

    retryable = True
    hint = "Use that process (the chat or API of danraku serve), stop it, or choose another folder with DANRAKU_DATA"


class LibraryMismatch(DanrakuError):
    """The library was built with another embedding model or dimension."""

    hint = "Set the model it was built with, or rebuild with: danraku reindex"


class StorageFailed(DanrakuError):
    """The data folder cannot be written: read-only, full or damaged."""

    hint = "Check the folder's rights and free space, or choose another with DANRAKU_DATA"


class ServerUnavailable(StorageFailed):
    """The Chroma server that was set does not answer as it should."""

    retryable = True
    hint = "Start the Chroma server at DANRAKU_CHROMA_URL, or unset it to keep vectors in the data folder"


class ModelUnavailable(DanrakuError):
    """An embedding model cannot be loaded."""

    hint = "Check DANRAKU_MODEL: a sentence-transformers name on this machine, a folder, or unset for the built-in one"
