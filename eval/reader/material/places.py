"""Where the data lies: ours inside the project, documents and public data beside the checkout."""

from __future__ import annotations

from pathlib import Path

from index.errors import DanrakuError

HERE = Path(__file__).parent.parent
QUESTIONS = HERE / "questions"
CLAIMS = HERE / "claims"
SHOWN = HERE / "shown.jsonl"
INTENTS = QUESTIONS / "intent.jsonl"

_SHARED = HERE.parent.parent.parent / "shared"
CORPUS = _SHARED / "documents" / "corpus"
PUBLIC = _SHARED / "data" / "reader"
CHANGED = _SHARED / "data" / "grounding-ja-valid.jsonl"


class DataMissing(DanrakuError):
    """Data that training reads is not where it was looked for."""

    hint = "docs/reader.md tells what it is and where it comes from"

    def __init__(self, path: Path, *, option: str = "") -> None:
        super().__init__(f"{path} is not there" + (f"; say where it is with {option} DIR" if option else ""))


class DataBroken(DanrakuError):
    """A line of the data says what it cannot mean."""

    hint = "See what else is wrong with: python -m eval.reader check"


def present(path: Path, *, option: str = "") -> Path:
    """The path itself; `option` of the command line says where else it may be.

    Raises:
        DataMissing: nothing is there.
    """
    if not path.exists():
        raise DataMissing(path, option=option)
    return path
