"""What a language model sends, read strictly as it comes: claims with the labels they name.

Nothing is repaired: a piece that is not a claim in the agreed form is a `MalformedDraft`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

NO_ANSWER = "回答なし"

_CLAIMS = re.compile(r'"claims"\s*:\s*\[')
_MARKED = re.compile(r"^(?P<text>[^〔〕]+)(?P<marks>(?:〔[^〔〕]{1,40}〕\s*)+)$")
_MARK = re.compile(r"〔([^〔〕]+)〕")
_BETWEEN = re.compile(r"[\s,]*")


class MalformedDraft(ValueError):
    """The model sent something that is not in the agreed form."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """One claim as the model sent it: unchecked, its labels perhaps invented."""

    text: str
    labels: tuple[str, ...]


class Draft(Protocol):
    """Reads the model's output piece by piece."""

    def feed(self, piece: str) -> Iterator[Drafted]:
        """The claims that this piece completes."""

    def close(self) -> bool:
        """Whether the model says that there is an answer; called once, at the end."""


@dataclass
class JsonDraft:
    """Structured output: claims are read one by one out of the unfinished JSON."""

    _text: str = ""
    _at: int = 0
    _decoder: json.JSONDecoder = field(default_factory=json.JSONDecoder)

    def feed(self, piece: str) -> Iterator[Drafted]:
        """The claims that this piece completes.

        Raises:
            MalformedDraft: an element of "claims" is no claim.
        """
        self._text += piece
        if not self._at:
            opened = _CLAIMS.search(self._text)
            self._at = opened.end() if opened else 0
        while self._at:
            start = _BETWEEN.match(self._text, self._at).end()  # type: ignore[union-attr]
            try:
                value, self._at = self._decoder.raw_decode(self._text, start)
            except json.JSONDecodeError:
                return
            yield _drafted(value)

    def close(self) -> bool:
        """Whether the model says that there is an answer.

        Raises:
            MalformedDraft: the JSON is not complete, or not of the agreed form.
        """
        try:
            whole = json.loads(self._text)
        except json.JSONDecodeError as error:
            raise MalformedDraft(f"broken JSON: {error}") from None
        if not isinstance(whole, dict) or not isinstance(whole.get("claims"), list):
            raise MalformedDraft("the JSON has no list of claims")
        return bool(whole.get("answerable", bool(whole["claims"])))


@dataclass
class MarkedDraft:
    """Plain lines that end in 〔label〕, for endpoints without structured output."""

    _rest: str = ""
    _refused: bool = False

    def feed(self, piece: str) -> Iterator[Drafted]:
        """The claims whose lines this piece completes.

        Raises:
            MalformedDraft: a line names no label.
        """
        *lines, self._rest = (self._rest + piece).split("\n")
        for line in lines:
            yield from self._line(line)

    def close(self) -> bool:
        """Whether the model says that there is an answer."""
        return not self._refused

    def _line(self, line: str) -> Iterator[Drafted]:
        stripped = line.strip()
        marked = _MARKED.match(stripped)
        if stripped == NO_ANSWER:
            self._refused = True
        elif marked:
            yield Drafted(marked["text"].strip(), tuple(_MARK.findall(marked["marks"])))
        elif stripped:
            raise MalformedDraft(f"a line without a label: {stripped[:80]}")


def schema(labels: tuple[str, ...]) -> dict[str, Any]:
    """The `response_format` that lets the model only select among the labels."""
    claim = {
        "type": "object",
        "properties": {
            "text": {"type": "string"},
            "paragraphs": {"type": "array", "items": {"type": "string", "enum": list(labels)}, "minItems": 1},
        },
        "required": ["text", "paragraphs"],
        "additionalProperties": False,
    }
    answer = {
        "type": "object",
        "properties": {"answerable": {"type": "boolean"}, "claims": {"type": "array", "items": claim, "maxItems": 12}},
        "required": ["answerable", "claims"],
        "additionalProperties": False,
    }
    return {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": answer}}


def _drafted(value: object) -> Drafted:
    if not isinstance(value, dict):
        raise MalformedDraft(f"not a claim: {str(value)[:80]}")
    text, labels = value.get("text"), value.get("paragraphs")
    if not isinstance(text, str) or not text.strip() or not isinstance(labels, list):
        raise MalformedDraft(f"not a claim: {str(value)[:80]}")
    return Drafted(text.strip(), tuple(str(label) for label in labels))
